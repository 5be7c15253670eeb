import java.util.*;
import java.util.concurrent.*;

/** Class initialization: order, recursion, two threads and two classes in a circle, failures seen by others, interfaces, arrays, constants. */
public class InitOrders {
    static final List<String> log = Collections.synchronizedList(new ArrayList<>());
    static int note(String s) { log.add(s); return 1; }
    static void flush(String what) { System.out.println(what + " " + log); log.clear(); }
    static class A { static { note("A"); } static int x = note("A.x"); int f = note("A.f"); A() { note("A()"); } }
    static class B extends A { static int y = note("B.y"); static { note("B"); } int g = note("B.g"); { note("B{}"); } B() { super(); note("B()"); } }
    interface I { int K = note("I.K"); default void d() { } }
    interface J extends I { int L = note("J.L"); }
    interface N { int M = note("N.M"); }
    static class C implements J, N { static { note("C"); } }
    static class Consts { static final int I = 5; static final String S = "s"; static final Integer B = 6; static final int L; static { L = note("Consts"); } static void m() { } }
    static class R1 { static int v = R2.v + 1; static { note("R1=" + v); } }
    static class R2 { static int v = R1.v + 10; static { note("R2=" + v); } }
    static class Self { static Self one = new Self(); static int n = 7; int seen = n; }
    static class Fails { static int tries = note("Fails"); static { if (true) throw new IllegalStateException("failed once"); } static int x; }
    static class SubFails extends Fails { static { note("SubFails"); } static int y; }
    static class Slow { static int v; static { note("Slow"); try { Thread.sleep(100); } catch (InterruptedException e) { } v = 42; } }
    static class SlowFail { static { note("SlowFail"); try { Thread.sleep(100); } catch (InterruptedException e) { } if (true) throw new IllegalStateException("slow"); } static void m() { } }
    static class D1 { static int v; static { note("D1"); } }
    public static void main(String[] args) throws Exception {
        new B(); flush("new");
        Object a = new C[3]; int c = Consts.I; String s = Consts.S; flush("nothing");
        new C(); flush("interfaces with defaults");
        int m = N.M; flush("interface field");
        Object b = Consts.B; flush("boxed constant");
        System.out.println(R1.v + " " + R2.v); flush("circle");
        System.out.println(Self.one.seen + " " + Self.n);
        for (int i = 0; i < 2; i++) { Show.of("fails", () -> Fails.x); Show.of("subclass fails", () -> SubFails.y); Show.of("new", () -> new Fails()); Show.of("reflect", () -> Fails.class.getDeclaredField("x").get(null)); Show.of("forName", () -> Class.forName("InitOrders$SubFails")); }
        flush("failures");
        Show.of("array of failed", () -> new Fails[1].length);
        Show.of("instanceof failed", () -> args instanceof Object && !(((Object) args) instanceof Fails));
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Future<Object>> f = new ArrayList<>();
        for (int i = 0; i < 3; i++) f.add(pool.submit(() -> Slow.v));
        for (Future<Object> x : f) System.out.print(x.get() + " ");
        flush("slow");
        f.clear();
        for (int i = 0; i < 3; i++) f.add(pool.submit(() -> { try { SlowFail.m(); return "fine"; } catch (ExceptionInInitializerError e) { return "first " + e.getCause(); } catch (NoClassDefFoundError e) { return "later " + e.getMessage(); } }));
        List<String> r = new ArrayList<>();
        for (Future<Object> x : f) r.add((String) x.get());
        Collections.sort(r);
        System.out.println(r); flush("slow failure");
        pool.shutdown();
        Class.forName("InitOrders$D1", false, InitOrders.class.getClassLoader()); flush("not initialized");
        java.lang.invoke.MethodHandles.lookup().findStaticGetter(D1.class, "v", int.class); flush("getter found");
        Object o = D1.v; flush("used");
    }
}
