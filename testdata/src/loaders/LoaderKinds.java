import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Parallel-capable, child-first and delegating loaders; what locks they hold; one class of many loaders; names in messages. */
public class LoaderKinds {
    static int counter;
    static final List<String> log = Collections.synchronizedList(new ArrayList<>());
    static class Parallel extends ClassLoader {
        static final boolean registered = registerAsParallelCapable();
        final CyclicBarrier barrier = new CyclicBarrier(2);
        final AtomicInteger defined = new AtomicInteger(), failed = new AtomicInteger();
        Parallel() { super("parallel", LoaderKinds.class.getClassLoader()); }
        @Override protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals("Hello")) return super.loadClass(name, resolve);
            try {
                barrier.await(1, TimeUnit.HOURS); // both threads are here at once, without a lock
            } catch (Exception e) {
                throw new ClassNotFoundException(name, e);
            }
            byte[] b = ByteLoader.bytes(name);
            try {
                Class<?> k = defineClass(name, b, 0, b.length);
                defined.incrementAndGet();
                return k;
            } catch (LinkageError e) {
                failed.incrementAndGet();
                return findLoadedClass(name);
            }
        }
        Object lock(String n) { return getClassLoadingLock(n); }
    }
    static class Serial extends ClassLoader {
        final AtomicInteger inside = new AtomicInteger(), most = new AtomicInteger();
        Serial() { super("serial", LoaderKinds.class.getClassLoader()); }
        @Override public Class<?> loadClass(String name) throws ClassNotFoundException {
            log.add(name + " locked by the VM " + Thread.holdsLock(this));
            return super.loadClass(name);
        }
        @Override protected Class<?> findClass(String name) throws ClassNotFoundException {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new ClassNotFoundException(name, e);
            }
            inside.decrementAndGet();
            throw new ClassNotFoundException("serial has no " + name);
        }
        Object lock(String n) { return getClassLoadingLock(n); }
    }
    static class Counter { static int count; static int next() { return ++count; } }

    public static void main(String[] args) throws Exception {
        Parallel p = new Parallel();
        System.out.println(Parallel.registered + " " + p.isRegisteredAsParallelCapable() + " " + new Serial().isRegisteredAsParallelCapable() + " " + ClassLoader.getSystemClassLoader().isRegisteredAsParallelCapable());
        Class<?>[] got = new Class<?>[2];
        Thread[] threads = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int n = i;
            threads[i] = new Thread(() -> {
                try {
                    got[n] = Class.forName("Hello", true, p);
                } catch (ClassNotFoundException e) {
                    e.printStackTrace();
                }
            });
            threads[i].start();
        }
        for (Thread t : threads) t.join();
        System.out.println("parallel: defined " + p.defined + " refused " + p.failed + " same " + (got[0] == got[1]) + " " + got[0].getClassLoader().getName());
        Serial s = new Serial();
        System.out.println("locks: " + (p.lock("a") == p.lock("a")) + (p.lock("a") == p.lock("b")) + (p.lock("a") == p) + (s.lock("a") == s));
        for (int i = 0; i < 2; i++) {
            int n = i;
            threads[i] = new Thread(() -> Show.of("absent", () -> { try { return Class.forName("Absent", true, s); } catch (ClassNotFoundException e) { return e.getMessage(); } }));
            threads[i].start();
        }
        for (Thread t : threads) t.join();
        System.out.println(log + " at most " + s.most);
        List<Integer> counts = new ArrayList<>();
        Set<Class<?>> classes = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            ByteLoader own = new ByteLoader("own" + i, LoaderKinds.class.getClassLoader()).copy("LoaderKinds$Counter");
            Class<?> k = own.loadClass("LoaderKinds$Counter");
            var next = k.getDeclaredMethod("next");
            next.setAccessible(true);
            for (int j = 0; j <= i; j++) counts.add((Integer) next.invoke(null));
            classes.add(k);
        }
        System.out.println(counts + " " + classes.size() + " " + Counter.count);
        ByteLoader own = new ByteLoader("mine", LoaderKinds.class.getClassLoader()).copy("LoaderKinds$Counter"), nameless = new ByteLoader(null, null).copy("Show", "Show$Body");
        var make = own.loadClass("LoaderKinds$Counter").getDeclaredConstructor();
        make.setAccessible(true);
        Object other = make.newInstance();
        Show.of("cast", () -> (Counter) other);
        Show.of("cast back", () -> own.loadClass("LoaderKinds$Counter").cast(new Counter()));
        Show.of("store", () -> { Object[] a = new Counter[1]; a[0] = other; return 0; });
        Show.of("nameless cast", () -> (Show) nameless.loadClass("Show").getDeclaredConstructor().newInstance());
        Show.of("array cast", () -> (Counter[]) java.lang.reflect.Array.newInstance(other.getClass(), 1));
        Show.of("private nest access between loaders", () -> other.getClass().isNestmateOf(Counter.class) + " " + other.getClass().getNestHost());
        Show.of("loaders", () -> own + " " + nameless + " " + own.getName() + " " + nameless.getName() + " " + own.getUnnamedModule() + " " + ClassLoader.getPlatformClassLoader().getName() + " " + ClassLoader.getSystemClassLoader().getName());
        Show.of("empty name", () -> new ByteLoader("", null));
        Show.of("parent", () -> own.getParent() == LoaderKinds.class.getClassLoader() && nameless.getParent() == null);
        Show.of("null parent finds the library", () -> nameless.loadClass("java.util.List") == List.class);
        Show.of("null parent finds no more", () -> nameless.loadClass("java.sql.Driver"));
    }
}
