import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;

/** Many threads meet at the same moment: class initialization, lambda and string-concatenation linkage, enum switches, locks, interning, class loading. */
public class InitRaces {
    static final AtomicInteger inits = new AtomicInteger();
    static class A {
        static final int V;
        static {
            inits.incrementAndGet();
            sleep(5);
            V = 7;
        }
    }
    static class Fails {
        static int V = fail();
        static int fail() {
            inits.incrementAndGet();
            sleep(5);
            throw new IllegalStateException("init");
        }
    }
    interface I {
        int K = counted();
        static int counted() {
            inits.incrementAndGet();
            sleep(2);
            return 3;
        }
        default int k() { return K; }
    }
    static class Impl implements I {}
    static class Left {
        static int v = 1;
        static int other() { return Right.v; }
    }
    static class Right { static int v = Left.v + 1; }
    enum Mode {
        ONE,
        TWO,
        THREE {
            int f() { return 30; }
        };
        int f() { return ordinal(); }
    }
    record Pair(int a, String b) {}
    static void sleep(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) { throw new RuntimeException(e); }
    }
    static <T> Map<String, Integer> together(int threads, Callable<T> c) throws Exception {
        CyclicBarrier b = new CyclicBarrier(threads);
        ExecutorService e = Executors.newFixedThreadPool(threads);
        List<Future<String>> fs = new ArrayList<>();
        for (int i = 0; i < threads; i++)
            fs.add(e.submit(() -> {
                b.await();
                try {
                    return String.valueOf(c.call());
                } catch (Throwable t) { return t.toString() + (t.getCause() == null ? "" : " / " + t.getCause()); }
            }));
        Map<String, Integer> r = new TreeMap<>();
        for (Future<String> f : fs) r.merge(f.get(), 1, Integer::sum);
        e.shutdown();
        return r;
    }
    static String viaSwitch(Mode m) {
        return switch (m) { case ONE -> "1"; case TWO -> "2"; case THREE -> "3" + m.f(); }; }
    static int shared; static final Object lock = new Object(); static synchronized void inc() { shared++; }
    public static void main(String[] args) throws Exception {
        System.out.println(together(8, () -> A.V) + " " + inits.getAndSet(0)); Map<String, Integer> f = together(6, () -> Fails.V); System.out.println(f.keySet().stream().map(s -> s.replaceAll("\\[in thread.*\\]", "")).toList() + " " + inits.getAndSet(0)); System.out.println(together(6, () -> new Impl().k()) + " " + inits.getAndSet(0)); System.out.println(together(6, () -> Left.other() + Right.v)); System.out.println(together(8, () -> viaSwitch(Mode.THREE))); System.out.println(together(8, () -> { Function<Integer, Function<Integer, Integer>> g = x -> y -> x * y; return g.apply(6).apply(7); })); System.out.println(together(8, () -> { int n = 5; long l = 6; char ch = 'c'; return "a" + n + l + ch + 1.5f + null + new Pair(1, "z") + Mode.ONE; })); System.out.println(together(8, () -> new Pair(3, "q").equals(new Pair(3, "q")) + " " + new Pair(3, "q").hashCode()));
        System.out.println(together(8, () -> { StringBuilder s = new StringBuilder(); for (int i = 0; i < 300; i++) s.append(("k" + i % 50).intern() == ("k" + i % 50).intern() ? 1 : 0);
                return s.indexOf("0");
        }));
        System.out.println(together(8, () -> {
            for (int i = 0; i < 2000; i++) {
                inc();
                synchronized (lock) { shared++; }
            }
            return "done";
        }));
        System.out.println(together(4, () -> Class.forName("InitRaces$Late").getDeclaredField("N").getInt(null)) + " " + inits.get());
        ClassLoader own = new ClassLoader(InitRaces.class.getClassLoader()) {
            protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
                if (!n.equals("InitRaces$Late")) return super.loadClass(n, r);
                synchronized (getClassLoadingLock(n)) {
                    Class<?> c = findLoadedClass(n);
                    if (c == null) try (java.io.InputStream in = getResourceAsStream("InitRaces$Late.class")) {
                            byte[] b = in.readAllBytes();
                            c = defineClass(n, b, 0, b.length);
                        } catch (java.io.IOException x) { throw new ClassNotFoundException(n, x); }
                    return c;
                }
            }
        };
        Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
        System.out.println(together(8, () -> seen.add(Class.forName("InitRaces$Late", true, own)) ? "" : "").size() + " " + seen.size());
        int[][] cells = new int[4][1];
        System.out.println(together(4, () -> {
            long h = 0;
            for (int i = 0; i < 20_000; i++) {
                Object[] o = {i, "s" + (i & 7), new int[i & 15]};
                h += o.length + ((int[]) o[2]).length;
            }
            return h;
        }));
        System.out.println(together(6, () -> {
            Object m = new Object();
            int n = 0;
            for (int i = 0; i < 500; i++) {
                synchronized (m) {
                    m.notifyAll();
                    m.wait(0, 1);
                    n++;
                }
            }
            return n;
        }));
        ThreadLocal<Integer> tl = ThreadLocal.withInitial(() -> 0);
        System.out.println(together(5, () -> {
            for (int i = 0; i < 1000; i++) tl.set(tl.get() + 1);
            return tl.get();
        }));
        ConcurrentHashMap<Integer, Integer> m = new ConcurrentHashMap<>();
        System.out.println(together(6, () -> {
            for (int i = 0; i < 3000; i++) m.computeIfAbsent(i % 100, k -> k * 2);
            int n = 0;
            for (Integer k : m.keySet()) n++; // size() counts a key some time after it is there
            return n;
        }).keySet());
        Exchanger<Integer> ex = new Exchanger<>();
        System.out.println(together(2, () -> {
            int v = 0;
            for (int i = 0; i < 200; i++) v += ex.exchange(1);
            return v;
        }));
    }
    static class Late {
        static final int N;
        static {
            inits.incrementAndGet();
            sleep(3);
            N = 11;
        }
    }
}
