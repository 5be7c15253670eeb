import java.io.*;
import java.util.*;

/** Throwable: causes, suppression, circular printing, frozen traces, try-with-resources order, finally that returns, rethrow, stack trace editing. */
public class Throwing {
    static class R implements AutoCloseable {
        final String n;
        final boolean fails;
        R(String n, boolean f) {
            this.n = n;
            fails = f;
            System.out.println("  open " + n);
            if (n.equals("ctor")) throw new IllegalArgumentException("ctor");
        }
        public void close() {
            System.out.println("  close " + n);
            if (fails) throw new IllegalStateException("close " + n);
        }
    }
    static class Slim extends RuntimeException {
        Slim() { super("slim", null, false, false); }
    }
    static class Odd extends Exception {
        public String getMessage() { return null; }
        public String getLocalizedMessage() { return "localized"; }
        public Throwable getCause() { return this; }
    }
    static class Lazy extends Exception {
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
    static String trace(Throwable t) {
        StringWriter w = new StringWriter();
        t.printStackTrace(new PrintWriter(w));
        return w.toString().replace("\t", "  ");
    }
    static void a(int n) {
        if (n == 0) throw new UnsupportedOperationException("deep");
        a(n - 1);
    }
    static void wrap() {
        try {
            a(2);
        } catch (RuntimeException e) { throw new RuntimeException("wrapped", e); }
    }
    @SuppressWarnings("finally")
    static int fin() {
        try {
            throw new Error("lost");
        } finally { return 5; }
    }
    static int order() {
        int x = 1;
        try {
            return x;
        } finally { x = 2; }
    }
    static <T extends Throwable> void sneaky(Throwable t) throws T {
        @SuppressWarnings("unchecked") T x = (T) t;
        throw x;
    }
    static void precise(boolean b) throws IOException {
        try {
            if (b) throw new FileNotFoundException("f");
            throw new EOFException("e");
        } catch (final Exception e) { throw e; }
    }
    interface Body {
        void run() throws Throwable;
    }
    static void show(Body b) {
        try {
            b.run();
        } catch (Throwable t) { System.out.print(trace(t)); }
    }
    public static void main(String[] args) throws Exception {
        show(Throwing::wrap);
        show(() -> {
            try (R x = new R("x", true); R y = new R("y", true); R z = null) {
                throw new IOException("body");
            } finally { System.out.println("  finally"); }
        });
        show(() -> {
            try (R x = new R("x", false); R y = new R("ctor", false)) {
                System.out.println("never");
            }
        });
        show(() -> {
            try (R x = new R("only", true)) {
                System.out.println("  body");
            }
        });
        R shared = new R("shared", false);
        try (shared) {
            System.out.println("  in");
        }
        System.out.println(fin() + " " + order());
        show(() -> { throw new Slim(); });
        show(() -> { throw new Odd(); });
        show(() -> { throw new Lazy(); });
        show(() -> { throw null; });
        show(() -> sneaky(new IOException("sneaked")));
        show(() -> precise(true));
        Exception c1 = new Exception("c1"), c2 = new Exception("c2", c1);
        c1.initCause(c2);
        System.out.print(trace(c1));
        Exception s = new Exception("s");
        s.addSuppressed(c2);
        c2.addSuppressed(s);
        System.out.print(trace(s));
        for (Body b : new Body[] {()
                                      -> s.addSuppressed(s),
                 ()
                     -> s.addSuppressed(null),
                 ()
                     -> s.initCause(s),
                 ()
                     -> c1.initCause(null),
                 ()
                     -> new Exception("x", null).initCause(c1),
                 () -> s.setStackTrace(null), () -> s.setStackTrace(new StackTraceElement[] {null})})
            try {
                b.run();
                System.out.println("accepted");
            } catch (Throwable t) { System.out.println(t); }
        Exception e = new Exception("edited");
        StackTraceElement[] st = e.getStackTrace();
        st[0] = null;
        System.out.println(e.getStackTrace()[0].getMethodName());
        e.setStackTrace(new StackTraceElement[] {new StackTraceElement("C", "m", "F.java", 3), new StackTraceElement("C", "n", null, -1),
            new StackTraceElement("C", "nat", "F.java", -2), new StackTraceElement("app", "mod", "1", "D", "x", "D.java", 9),
            new StackTraceElement(null, "java.base", "17", "E", "y", "E.java", 1)});
        System.out.print(trace(e));
        Throwable f = new Throwable("refilled");
        Runnable r = () -> f.fillInStackTrace();
        r.run();
        System.out.println(f.getStackTrace()[0].getMethodName());
        Slim slim = new Slim();
        slim.addSuppressed(e);
        slim.setStackTrace(e.getStackTrace());
        System.out.println(slim.getSuppressed().length + " " + slim.getStackTrace().length);
        int[] big = new int[2]; for (Body b : new Body[] {() -> big[2] = 1, () -> { Object o = "s"; Integer i = (Integer) o;
    }
    , () -> {
        Object[] o = new String[1];
        o[0] = 1;
    }
    , () -> { int[] n = new int[-1]; }
    , () -> {
        int z = 0;
        System.out.println(1 / z);
    }
    , () -> {
        long z = 0;
        System.out.println(1L % z);
    }
    , () -> {
        String n = null;
        n.length();
    }
    , () -> {
        int[][] q = new int[2][];
        q[1][0] = 1;
    }
    , () -> Integer.parseInt("x"), () -> { throw new Exception(new IOException("cause only")); }
    , () -> {
        assert false;
        throw new Error();
    }
    ,
        ()
            -> Thread.State.valueOf("X"),
        ()
            -> Enum.valueOf(Thread.State.class, null),
        () -> new ArrayList<>(List.of(1)).iterator().remove(), () -> "x".charAt(9), () -> Class.forName("no.Such"), () -> {
        Object o = List.of();
        ((Map<?, ?>) o).size();
    }
    , () -> { throw new StackOverflowError(); }
}) try { b.run(); } catch (Throwable t) {
    System.out.println(t);
}
}
}
