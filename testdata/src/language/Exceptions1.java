/** try/catch/finally in all shapes, nested, rethrown, suppressed, multi-catch, try-with-resources, causes. */
public class Exceptions1 {
    static class Res implements AutoCloseable {
        final String name; final boolean fail;
        Res(String name, boolean fail) { this.name = name; this.fail = fail; System.out.println("open " + name); }
        public void close() { System.out.println("close " + name); if (fail) throw new IllegalStateException("close " + name); }
    }

    static class Checked extends Exception {
        final int code;
        Checked(String m, int code, Throwable cause) { super(m, cause); this.code = code; }
    }

    @SuppressWarnings("finally")
    static int override() { try { throw new RuntimeException("lost"); } finally { return 3; } }

    static int returns() { int i = 1; try { return i; } finally { i = 2; } }

    static String nested(int k) {
        StringBuilder b = new StringBuilder();
        try {
            try {
                b.append("t");
                if (k == 1) throw new ArithmeticException("a");
                if (k == 2) throw new IllegalArgumentException("i");
                if (k == 3) throw new Error("e");
                b.append("n");
            } catch (ArithmeticException e) {
                b.append("c").append(e.getMessage());
                throw new RuntimeException("from catch", e);
            } finally {
                b.append("f");
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            b.append("m").append(e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            b.append("r").append(e.getCause().getMessage());
        } catch (Throwable t) {
            b.append("T").append(t);
        } finally {
            b.append("F");
        }
        return b.toString();
    }

    static int loop() {
        int n = 0;
        for (int i = 0; i < 10; i++) {
            try {
                if (i == 3) continue;
                if (i == 6) break;
                n += i;
            } finally {
                n += 100;
            }
        }
        return n;
    }

    static void deep(int n) throws Checked {
        if (n == 0) throw new Checked("deep", 42, new java.io.IOException("root"));
        try {
            deep(n - 1);
        } catch (Checked e) {
            if (n % 2 == 0) throw e;
            throw new Checked(e.getMessage() + n, e.code + 1, e);
        }
    }

    public static void main(String[] args) {
        System.out.println(override() + " " + returns() + " " + loop());
        for (int k = 0; k < 4; k++) System.out.println(nested(k));
        try {
            deep(4);
        } catch (Checked e) {
            int causes = 0;
            for (Throwable t = e; t != null; t = t.getCause()) { causes++; System.out.println(t); }
            System.out.println(causes + " " + e.code);
        }
        try (Res a = new Res("a", false); Res b = new Res("b", true); Res c = new Res("c", true)) {
            System.out.println("body");
            throw new RuntimeException("body failed");
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
            for (Throwable s : e.getSuppressed()) System.out.println("suppressed " + s);
        }
        try (Res n = null) { System.out.println("null resource"); }
        try (Res d = new Res("d", true)) { System.out.println("ok"); } catch (IllegalStateException e) { System.out.println(e); }
        Throwable t = new Throwable();
        System.out.println(t + " " + t.getMessage() + " " + new Exception("m", null).getCause() + " " + new Exception(t).getMessage());
        StackTraceElement[] trace = new Exception().getStackTrace();
        System.out.println(trace.length + " " + trace[0]);
        try {
            t.initCause(t);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            Object o = null;
            synchronized (Exceptions1.class) { o.hashCode(); }
        } catch (NullPointerException e) {
            System.out.println(Thread.holdsLock(Exceptions1.class));
        }
        try {
            throw null;
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
    }
}
