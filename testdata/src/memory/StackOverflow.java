/** Deep recursion ends in a StackOverflowError that can be caught, again and again, also in other threads. */
public class StackOverflow {
    static int depth;

    static int recurse(int n) { depth = n; return recurse(n + 1) + 1; }

    static void mutual1(long a, double b, Object c) { depth++; mutual2(c, a, b); }
    static void mutual2(Object c, long a, double b) { mutual1(a + 1, b, c); }

    interface Rec { void go(Rec r); }

    static void tryIt(String name, Runnable r) {
        depth = 0;
        try {
            r.run();
        } catch (StackOverflowError e) {
            System.out.println(name + ": " + e + " " + (e.getStackTrace().length == 1024) + " " + (e.getMessage() == null));
        }
    }

    public static void main(String[] args) throws Exception {
        tryIt("first", () -> recurse(0));
        System.out.println(depth > 1000);
        tryIt("second", () -> recurse(0));
        tryIt("mutual", () -> mutual1(1, 2, "x"));
        Rec rec = r -> r.go(r);
        tryIt("lambda", () -> rec.go(rec));
        Thread t = new Thread(() -> tryIt("thread", () -> recurse(0)));
        t.start();
        t.join();
        Object[] knot = new Object[1];
        knot[0] = java.util.Arrays.asList(knot);
        tryIt("toString", () -> knot[0].toString());
        tryIt("third", () -> recurse(0));
        int ok = 0;
        try {
            try {
                recurse(0);
            } finally {
                ok++;
            }
        } catch (StackOverflowError e) {
            ok++;
        }
        System.out.println(ok + " still alive");
    }
}
