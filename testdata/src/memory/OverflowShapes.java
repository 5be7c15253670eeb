import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** StackOverflowError in every kind of code, caught, and everything works afterwards: monitors are free, classes usable. */
public class OverflowShapes {
    static final Object lock = new Object();
    static int depth;
    static int plain(int n) { return 1 + plain(n + 1); }
    static int wide(long a, double b, Object c, int n) { return 1 + wide(a, b, c, n + 1); }
    static synchronized int synced(int n) { return 1 + synced(n + 1); }
    static int block(int n) { synchronized (lock) { return 1 + block(n + 1); } }
    static int fin(int n) { try { return 1 + fin(n + 1); } finally { depth++; } }
    static int caught(int n) { try { return caught(n + 1); } catch (StackOverflowError e) { return n > 0 ? 0 : -1; } }
    int virt(int n) { return 1 + virt(n + 1); }
    interface I { int itf(int n); default int dflt(int n) { return itf(n); } }
    static class Impl implements I { public int itf(int n) { return 1 + dflt(n + 1); } }
    static Supplier<Integer> lambda;
    static Object reflected(int n) throws Exception { return M.invoke(null, n + 1); }
    static final Method M;
    static { try { M = OverflowShapes.class.getDeclaredMethod("reflected", int.class); } catch (NoSuchMethodException e) { throw new AssertionError(e); } }
    static int handled(MethodHandle h, int n) throws Throwable { return 1 + (int) h.invokeExact(h, n); }
    static class Node { Node next; public int hashCode() { return next.hashCode() + 1; } public String toString() { return "n" + next; } }
    static class Init { static int v = deep(0); static int deep(int n) { return n > 100_000_000 ? n : 1 + deep(n + 1); } }
    static List<Object> self = new ArrayList<>();
    static Object caughtRoot(Throwable t) { while (t instanceof InvocationTargetException && t.getCause() != null) t = t.getCause(); return t.getClass().getName(); }

    static void all(int round) throws Throwable {
        Map<String, Show.Body> shapes = new LinkedHashMap<>();
        shapes.put("plain", () -> plain(0));
        shapes.put("wide", () -> wide(1, 2, "x", 0));
        shapes.put("synchronized", () -> synced(0));
        shapes.put("block", () -> block(0));
        shapes.put("finally", () -> fin(0));
        shapes.put("caught", () -> caught(0));
        shapes.put("virtual", () -> new OverflowShapes().virt(0));
        shapes.put("interface", () -> new Impl().itf(0));
        shapes.put("lambda", () -> { lambda = () -> 1 + lambda.get(); return lambda.get(); });
        shapes.put("reflection", () -> reflected(0));
        shapes.put("handle", () -> { MethodHandle h = MethodHandles.lookup().findStatic(OverflowShapes.class, "handled", MethodType.methodType(int.class, MethodHandle.class, int.class)); return (int) h.invokeExact(h, 0); });
        shapes.put("hashCode", () -> { Node n = new Node(); n.next = n; return n.hashCode(); });
        shapes.put("toString and concatenation", () -> { Node n = new Node(); n.next = n; return n.toString(); });
        shapes.put("list in itself", () -> { self.clear(); self.add(self); return self.hashCode(); });
        shapes.put("proxy", () -> { IntSupplier[] p = new IntSupplier[1]; p[0] = (IntSupplier) Proxy.newProxyInstance(OverflowShapes.class.getClassLoader(), new Class<?>[] {IntSupplier.class}, (x, m, a) -> p[0].getAsInt() + 1); return p[0].getAsInt(); });
        shapes.put("comparator", () -> { Comparator<Integer>[] c = new Comparator[1]; c[0] = (a, b) -> c[0].thenComparing(c[0]).compare(a, b); return c[0].compare(1, 2); });
        for (var s : shapes.entrySet()) {
            String r;
            try {
                r = String.valueOf(s.getValue().run());
            } catch (Throwable t) {
                r = String.valueOf(caughtRoot(t)) + " " + (t instanceof StackOverflowError ? t.getMessage() : "");
            }
            System.out.println(round + " " + s.getKey() + ": " + r + " " + Thread.holdsLock(lock) + Thread.holdsLock(OverflowShapes.class));
        }
    }
    public static void main(String[] args) throws Throwable {
        all(1);
        all(2);
        Thread t = new Thread(null, () -> { try { all(3); } catch (Throwable e) { System.out.println(e); } }, "small", 1 << 18);
        t.start();
        t.join();
        for (int i = 0; i < 2; i++) try { System.out.println(Init.v); } catch (Throwable e) { System.out.println(e.getClass() + " " + e.getCause()); }
        synchronized (lock) { synchronized (OverflowShapes.class) { System.out.println("locks are free, " + (depth > 100)); } }
        StackOverflowError e = null;
        try { plain(0); } catch (StackOverflowError x) { e = x; }
        System.out.println(e.getStackTrace().length + " " + e.getStackTrace()[5] + " " + e.getMessage() + e.getCause());
    }
}
