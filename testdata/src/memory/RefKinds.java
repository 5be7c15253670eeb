import java.lang.ref.*;
import java.util.*;

/** java.lang.ref: queues, order of weak, soft and phantom, refersTo, Cleaner, finalizers and resurrection, reachability fences. */
public class RefKinds {
    static final ReferenceQueue<Object> Q = new ReferenceQueue<>();
    static class Named extends WeakReference<Object> {
        final String n;
        Named(Object o, String n) {
            super(o, Q);
            this.n = n;
        }
    }
    static Object saved;
    static int finalized;
    static class Risen {
        protected void finalize() {
            finalized++;
            saved = this;
        }
    }
    static class Throws {
        protected void finalize() {
            finalized++;
            throw new IllegalStateException("ignored");
        }
    }
    static class Chained {
        final Object next;
        Chained(Object n) { next = n; }
        protected void finalize() { finalized++; }
    }
    interface Until {
        boolean done();
    }
    static boolean gc(Until u) throws InterruptedException {
        while (!u.done()) {
            System.gc();
            System.runFinalization();
            Thread.sleep(2);
        }
        return u.done();
    }
    static void make(List<Reference<?>> l) {
        for (int i = 0; i < 5; i++) l.add(new Named(new Object(), "w" + i));
    }
    static void make2() {
        new Risen();
        new Throws();
        new Chained(new Chained(null));
    }
    static PhantomReference<Object> phantom(ReferenceQueue<Object> q) { return new PhantomReference<>(new Object(), q); }
    static Cleaner.Cleanable register(Cleaner c, Runnable r) { return c.register(new Object(), r); }
    static Reference<Object> weakFinal() {
        return new WeakReference<>(new Risen() {}, null);
    }
    public static void main(String[] args) throws Exception {
        List<Reference<?>> l = new ArrayList<>();
        make(l);
        Set<String> got = new TreeSet<>();
        System.out.println(gc(() -> {
            for (Reference<?> r; (r = Q.poll()) != null;) got.add(((Named) r).n);
            return got.size() == 5;
        }) + " "
            + got + " " + l.stream().allMatch(r -> r.get() == null && r.refersTo(null)));
        Object strong = new Object();
        WeakReference<Object> w = new WeakReference<>(strong, Q);
        System.out.println(w.refersTo(strong) + " " + w.enqueue() + " " + w.enqueue() + " " + (Q.poll() == w) + " " + w.get());
        SoftReference<Object> s = new SoftReference<>(new Object());
        System.gc();
        System.out.println((s.get() != null) + " " + s.refersTo(null));
        s.clear();
        System.out.println(s.get());
        make2();
        System.out.println(gc(() -> finalized >= 4) + " " + finalized + " " + (saved instanceof Risen));
        saved = null;
        System.gc();
        System.runFinalization();
        System.out.println("finalized once: " + finalized);
        ReferenceQueue<Object> pq = new ReferenceQueue<>();
        PhantomReference<Object> p = phantom(pq);
        System.out.println(p.get() + " " + gc(() -> p.refersTo(null) || p.isEnqueued()) + " " + (pq.remove() == p));
        long t = System.nanoTime();
        System.out.println(pq.remove(10) + " " + (System.nanoTime() - t >= 9_000_000));
        Thread waiter = new Thread(() -> {
            try {
                pq.remove();
                System.out.println("?");
            } catch (InterruptedException e) { System.out.println(e); }
        });
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) Thread.sleep(1);
        waiter.interrupt();
        waiter.join();
        try {
            pq.remove(-1);
        } catch (IllegalArgumentException e) { System.out.println(e); }
        Cleaner c = Cleaner.create();
        int[] cleaned = {0};
        Cleaner.Cleanable k = register(c, () -> cleaned[0]++);
        register(c, () -> {
            cleaned[0] += 10;
            throw new RuntimeException("ignored");
        });
        register(c, () -> cleaned[0] += 100);
        System.out.println(gc(() -> cleaned[0] == 111));
        k.clean();
        System.out.println(cleaned[0]);
        Cleaner.Cleanable e = c.register(strong, () -> cleaned[0] = -1);
        e.clean();
        e.clean();
        System.out.println(cleaned[0]);
        Reference.reachabilityFence(strong);
        try {
            c.register(null, () -> {});
        } catch (NullPointerException x) { System.out.println("npe"); }
        try {
            new WeakReference<>(strong, null).enqueue();
            new WeakReference<Object>(null).get();
        } catch (NullPointerException x) { System.out.println("npe"); }
        System.out.println(new WeakReference<>(strong).enqueue() + " " + new WeakReference<Object>(null).refersTo(null));
        WeakHashMap<Object, Integer> m = new WeakHashMap<>();
        for (int i = 0; i < 100; i++) m.put(new Object(), i);
        m.put(strong, -1);
        System.out.println(gc(() -> m.size() == 1) + " " + m.get(strong));
        try {
            new WeakReference<Object>(strong) {
                protected Object clone() throws CloneNotSupportedException { return super.clone(); }
                Object c() throws Exception { return clone(); }
            }.c();
        } catch (CloneNotSupportedException x) { System.out.println(x); }
        ThreadLocal<Object> tl = ThreadLocal.withInitial(() -> "init");
        System.out.println(tl.get());
        tl.remove();
        System.out.println(tl.get());
        InheritableThreadLocal<String> it = new InheritableThreadLocal<>() {
            protected String childValue(String v) { return v + " child"; }
        };
        it.set("parent");
        Thread ch = new Thread(() -> System.out.println(it.get()));
        ch.start();
        ch.join();
        // soft references go before memory runs out
        List<SoftReference<byte[]>> soft = new ArrayList<>();
        for (int i = 0; i < 200; i++) soft.add(new SoftReference<>(new byte[1 << 20]));
        System.out.println("all allocated " + soft.size() + " " + (soft.stream().filter(x -> x.get() == null).count() > 0));
    }
}
