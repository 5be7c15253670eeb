import java.io.*;
import java.util.*;

/** printStackTrace with causes, suppressed exceptions, circles, frames in common; Throwable's own rules; traces through initializers and threads. */
public class TraceTexts {
    static class Quiet extends Exception { Quiet(String m, Throwable c) { super(m, c, false, false); } }
    static class NoTrace extends Exception { NoTrace() { super("no trace", null, true, false); } }
    static class NoFill extends Exception { @Override public synchronized Throwable fillInStackTrace() { return this; } }
    static class Localized extends RuntimeException { Localized(String m) { super(m); } @Override public String getLocalizedMessage() { return "localized " + getMessage(); } }
    static class OwnText extends RuntimeException { @Override public String toString() { return "own text"; } @Override public String getMessage() { return null; } }
    static class OwnTrace extends RuntimeException { @Override public StackTraceElement[] getStackTrace() { return new StackTraceElement[] {new StackTraceElement("made.Up", "method", "Up.java", 7)}; } }
    static class Init { static int x = compute(); static int compute() { throw new IllegalStateException("in initializer"); } }
    static class Constr { int f = fail(); int fail() { throw new UnsupportedOperationException("in field initializer"); } Constr() { super(); } }

    static void level3(int n) throws Exception { if (n == 0) throw new IOException("bottom"); level3(n - 1); }
    static void level2() { try { level3(2); } catch (Exception e) { throw new RuntimeException("middle", e); } }
    static void level1() throws Exception { try { level2(); } catch (RuntimeException e) { throw new Exception(e); } }
    static class Res implements AutoCloseable { final String n; Res(String n) { this.n = n; } public void close() throws IOException { throw new IOException("close " + n); } }

    static void print(String what, Throwable t) {
        StringWriter w = new StringWriter();
        t.printStackTrace(new PrintWriter(w));
        System.out.println(what + ":\n" + Show.neutral(w));
    }
    static Throwable run(Show.Body b) { try { b.run(); return null; } catch (Throwable t) { return t; } }

    public static void main(String[] args) throws Exception {
        print("nested", run(() -> { level1(); return 0; }));
        print("resources", run(() -> { try (Res a = new Res("a"); Res b = new Res("b")) { throw new IllegalStateException("body"); } }));
        print("resources, closing only", run(() -> { try (Res a = new Res("a"); Res b = new Res("b")) { return 0; } }));
        Exception a = new Exception("a"), b = new Exception("b", a);
        a.initCause(b);
        print("circle", a);
        a.addSuppressed(b);
        b.addSuppressed(new Quiet("quiet", a));
        print("circle with suppressed", b);
        print("quiet", new Quiet("quiet", new NoFill()));
        print("no trace", new NoTrace());
        print("localized", new Localized("m"));
        print("own text", new OwnText());
        print("own trace", new OwnTrace());
        print("null message", new Exception((String) null));
        print("cause only", new Exception(new Localized("c")));
        print("many lines", new Exception("line one\nline two\n"));
        print("initializer", run(() -> Init.x));
        print("initializer again", run(() -> Init.x));
        print("field initializer", run(() -> new Constr()));
        print("array", run(() -> new int[-1]));
        print("class cast", run(() -> (Integer) (Object) "x"));
        print("arithmetic", run(() -> 1 / (args.length)));
        print("assertion", new AssertionError("text", new Exception("cause")));
        print("assertion with char", new AssertionError('c'));
        Throwable t = new Throwable("original");
        StackTraceElement[] first = t.getStackTrace();
        first[0] = null;
        System.out.println(t.getStackTrace()[0] + " " + t.getStackTrace().length);
        Show.of("set null element", () -> { t.setStackTrace(first); return 0; });
        Show.of("set null", () -> { t.setStackTrace(null); return 0; });
        t.setStackTrace(new StackTraceElement[] {new StackTraceElement("app", "mod", "1.2", "a.B", "m", "B.java", 3), new StackTraceElement("a.B", "n", null, -1), new StackTraceElement("a.B", "native", "B.java", -2), new StackTraceElement(null, "mod", null, "a.B", "m", null, 5), new StackTraceElement("ld", null, null, "a.B", "<init>", "B.java", 0), new StackTraceElement("", "", "", "C", "m", "", 1)});
        print("set", t);
        for (StackTraceElement e : t.getStackTrace()) System.out.println(e.hashCode() % 1 + " " + e.equals(t.getStackTrace()[0]) + " " + e.isNativeMethod() + e.getFileName() + e.getLineNumber() + e.getModuleName() + e.getModuleVersion() + e.getClassLoaderName());
        Show.of("null class", () -> new StackTraceElement(null, "m", "f", 1));
        Show.of("initCause twice", () -> a.initCause(null));
        Show.of("initCause self", () -> { Exception x = new Exception("self"); return x.initCause(x); });
        Show.of("initCause after constructor", () -> new Exception("m", null).initCause(new Exception("c")));
        Show.of("suppress self", () -> { a.addSuppressed(a); return 0; });
        Show.of("suppress null", () -> { a.addSuppressed(null); return 0; });
        Show.of("suppress disabled", () -> { Quiet q = new Quiet("q", null); q.addSuppressed(a); return q.getSuppressed().length + " " + q.getStackTrace().length; });
        Show.of("fill again", () -> { Throwable f = deeper(); int before = f.getStackTrace().length; f.fillInStackTrace(); return f.getStackTrace().length < before; });
        Show.of("fill disabled", () -> { NoTrace f = new NoTrace(); f.fillInStackTrace(); f.setStackTrace(new StackTraceElement[] {new StackTraceElement("X", "y", null, 1)}); return f.getStackTrace().length; });
        Thread th = new Thread(() -> { throw new Localized("in thread"); }, "named");
        th.setUncaughtExceptionHandler((x, e) -> print(x.getName(), e));
        th.start();
        th.join();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Throwable original = run(() -> { level1(); return 0; });
        new ObjectOutputStream(bytes).writeObject(original);
        try {
            print("serialized", (Throwable) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject());
        } catch (ClassNotFoundException e) {
            System.out.println(e);
        }
        Thread.dumpStack();
        Throwable deep = run(() -> endless(0));
        System.out.println(deep + " " + deep.getStackTrace().length + " " + deep.getStackTrace()[1023].getMethodName());
    }
    static Throwable deeper() { return deeper2(); }
    static Throwable deeper2() { return new Throwable(); }
    static int endless(int n) { return 1 + endless(n + 1); }
}
