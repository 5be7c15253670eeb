import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Threads that load, link, initialize and resolve the same classes at once, through parallel loaders and crossing ones. */
public class LoadRaces {
    static class Cross extends ByteLoader {
        static { registerAsParallelCapable(); }
        Cross(String n) { super(n, LoadRaces.class.getClassLoader()); }
    }
    static int threads = 4;
    static List<Object> together(Callable<Object> c) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Object>> f = new ArrayList<>();
        for (int i = 0; i < threads; i++) f.add(pool.submit(() -> { start.await(); return c.call(); }));
        List<Object> r = new ArrayList<>();
        for (Future<Object> x : f) r.add(x.get(1, TimeUnit.HOURS));
        pool.shutdown();
        return r;
    }
    public static class Work {
        static final AtomicInteger inits = new AtomicInteger();
        static { inits.incrementAndGet(); }
        public static int run() { int n = 0; for (Kind k : Kind.values()) switch (k) { case A: n += 1; break; default: n += 10; } Comparator<String> c = Comparator.comparing(String::length); return n + c.compare("a", "bb") + new Rec(n).x() + ("s" + n).length() + inits.get(); }
        enum Kind { A, B, C }
        record Rec(int x) { }
    }
    public static void main(String[] args) throws Exception {
        for (int round = 0; round < 15; round++) {
            Cross l = new Cross("round" + round);
            l.copy("LoadRaces$Work", "LoadRaces$Work$Kind", "LoadRaces$Work$Rec", "LoadRaces$1");
            List<Object> r = together(() -> l.loadClass("LoadRaces$Work").getMethod("run").invoke(null));
            if (new HashSet<>(r).size() != 1 || round == 0) System.out.println(r);
        }
        AtomicReference<Cross> first = new AtomicReference<>(), second = new AtomicReference<>();
        for (int round = 0; round < 10; round++) {
            Cross a = new Cross("a"), b = new Cross("b");
            a.copy("LoadRaces$Work$Kind").from(b, "LoadRaces$Work$Rec");
            b.copy("LoadRaces$Work$Rec").from(a, "LoadRaces$Work$Kind");
            AtomicInteger turn = new AtomicInteger();
            List<Object> r = together(() -> (turn.getAndIncrement() % 2 == 0 ? a : b).loadClass(turn.get() % 3 == 0 ? "LoadRaces$Work$Kind" : "LoadRaces$Work$Rec").getClassLoader().getName().length());
            if (r.stream().anyMatch(x -> !x.equals(1))) System.out.println(r);
        }
        List<Object> defined = together(() -> { ByteLoader own = new ByteLoader("own", null).copy("Hello"); return own.loadClass("Hello").getName(); });
        System.out.println(defined);
        ByteLoader one = new ByteLoader("one", null);
        byte[] hello = ByteLoader.bytes("Hello");
        List<Object> r = together(() -> { try { return one.define("Hello", hello).getName(); } catch (LinkageError e) { return "refused"; } });
        Collections.sort((List) r);
        System.out.println(r);
        System.out.println(together(() -> { Object last = null; for (int i = 0; i < 200; i++) last = Class.forName("[".repeat(i % 200 + 1) + "LLoadRaces;").getName().length(); return last; }));
        System.out.println(together(() -> { int n = 0; for (int i = 0; i < 300; i++) try { Class.forName("no.Such" + i); } catch (ClassNotFoundException e) { n++; } return n; }));
    }
}
