import java.util.*;

/** After a StackOverflowError in the middle of monitors, finally blocks, class initialization, reflection, lambdas and natives everything still works. */
public class OverflowLocks {
    static int depth;
    final Object lock = new Object();
    synchronized void nested() {
        depth++;
        synchronized (lock) { nested(); }
    }
    static void finals() {
        try {
            finals();
        } finally { depth++; }
    }
    static void reflect() throws Throwable {
        try {
            OverflowLocks.class.getDeclaredMethod("reflect").invoke(null);
        } catch (java.lang.reflect.InvocationTargetException e) { throw e.getCause(); }
    }
    static int lambda(int n) {
        java.util.function.IntUnaryOperator f = x -> lambda(x + 1);
        return f.applyAsInt(n);
    }
    static String concat(String s) { return s.length() > 1_000_000 ? s : concat("x") + s; }
    static class Node implements Comparable<Node> {
        Node next;
        public int hashCode() { return next == null ? 1 : 31 * next.hashCode(); }
        public String toString() { return "N" + next; }
        public int compareTo(Node o) { return next.compareTo(o); }
    }
    static class Recursive {
        static int f(int n) { return n + new Recursive().g(n); }
        int g(int n) { return f(n + 1); }
    }
    static long fib(long n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
    interface Body {
        Object run() throws Throwable;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (StackOverflowError e) {
            System.out.println(w + ": overflow " + (e.getStackTrace().length) + " " + e.getMessage());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    public static void main(String[] args) throws Exception {
        OverflowLocks o = new OverflowLocks();
        for (int i = 0; i < 3; i++)
            show("monitors", () -> {
                o.nested();
                return 0;
            }); Thread t = new Thread(() -> { synchronized (o) { synchronized (o.lock) { System.out.println("free for another thread " + !Thread.currentThread().isInterrupted());
    }
}
});
t.start();
t.join();
System.out.println(t.isAlive() + " " + Thread.holdsLock(o) + " " + Thread.holdsLock(o.lock) + " " + (depth > 1000));
show("finally", () -> {
    finals();
    return 0;
});
show("reflection", () -> {
    reflect();
    return 0;
});
show("lambda", () -> lambda(0));
show("concat", () -> concat(""));
Node loop = new Node();
loop.next = loop;
show("hashCode", loop::hashCode);
show("toString", loop::toString);
show("compareTo", () -> loop.compareTo(loop));
show("static", () -> Recursive.f(0));
Object[] a = new Object[1];
a[0] = List.of(new Object[] {1});
List<Object> l = new ArrayList<>();
l.add(new ArrayList<>(List.of(l)));
show("list hash", l::hashCode);
Map<Object, Object> m = new HashMap<>();
m.put(1, m);
show("map hash", m::hashCode);
show("map equals", () -> {
    Map<Object, Object> n = new HashMap<>();
    n.put(1, n);
    return m.equals(n);
});
StringBuilder deep = new StringBuilder();
for (int i = 0; i < 100_000; i++) deep.append('[');
show("regex", () -> deep.toString().matches("(\\[|x)*y"));
show("sort", () -> {
    Object[] q = {1, 2};
    Arrays.sort(q, (x, y) -> { return Recursive.f(0); });
    return 0;
});
class Stat {
    static int v = dig(0);
    static int dig(int n) { return n < 0 ? 0 : dig(n + 1); }
}
show("initializer", () -> Stat.v);
show("initializer again", () -> Stat.v);
show("in thread", () -> {
    Thread q = new Thread(() -> {
        try {
            Recursive.f(0);
        } catch (StackOverflowError e) { System.out.println("  caught in " + Thread.currentThread().getName()); }
    }, "q");
    q.start();
    q.join();
    return fib(15);
});
show("catch and recurse", () -> catching(0) > 100);
show("still fine", () -> String.format("%d %s", 5, new TreeMap<>(Map.of("k", List.of(1.5)))));
}
static int catching(int n) {
    try {
        return catching(n + 1);
    } catch (StackOverflowError e) { return n; }
}
}
