import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Objects that special references, maps, thread locals, cleaners and finalizers know of do not pile up. Run with a small
 *  heap: each part makes many times what fits. Argument: how many of each kind. */
public class ManyReferences {
    static final AtomicLong finalized = new AtomicLong(), cleaned = new AtomicLong();

    static class Finalizable {
        final byte[] content = new byte[200];
        @Override protected void finalize() { finalized.incrementAndGet(); }
    }

    /** The reference handler's queue must not be outrun: that would be the program's fault. */
    static void keepUp(long made, AtomicLong done) throws InterruptedException {
        while (made - done.get() > 20_000) {
            System.gc();
            Thread.sleep(1);
        }
    }

    static void settle(long made, AtomicLong done) throws InterruptedException {
        while (done.get() < made - 10) {
            System.gc();
            Thread.sleep(1);
        }
    }

    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 60_000;

        Map<Object, byte[]> map = new WeakHashMap<>();
        for (int i = 0; i < count; i++) map.put(new Object(), new byte[300]);
        while (map.size() > 10) {
            System.gc();
            Thread.sleep(2);
        }
        System.out.println("WeakHashMap " + (map.size() <= 10));

        for (int i = 0; i < count; i++) new ThreadLocal<byte[]>().set(new byte[300]);
        System.out.println("ThreadLocal");

        for (int i = 0; i < count; i++) {
            new Finalizable();
            if (i % 5000 == 0) keepUp(i, finalized);
        }
        settle(count, finalized);
        System.out.println("finalizable " + (finalized.get() >= count - 10));

        Cleaner cleaner = Cleaner.create();
        for (int i = 0; i < count; i++) {
            cleaner.register(new byte[200], cleaned::incrementAndGet);
            if (i % 5000 == 0) keepUp(i, cleaned);
        }
        settle(count, cleaned);
        System.out.println("Cleaner " + (cleaned.get() >= count - 10));

        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Object[] references = new Object[1000];
        for (int i = 0; i < count; i++) {
            references[i % 1000] = new WeakReference<>(new byte[300], queue);
            while (queue.poll() != null) { }
        }
        System.out.println("weak references");
        for (int i = 0; i < count; i++) {
            references[i % 1000] = new PhantomReference<>(new byte[300], queue);
            while (queue.poll() != null) { }
        }
        System.out.println("phantom references");
        for (int i = 0; i < count; i++) {
            references[i % 1000] = new SoftReference<>(new byte[300], queue);
            while (queue.poll() != null) { }
        }
        System.out.println("soft references");

        SoftReference<?>[] cache = new SoftReference<?>[Math.min(count / 10, 100_000)]; // all of the references fit
        for (int i = 0; i < cache.length; i++) cache[i] = new SoftReference<>(new byte[10_000]);
        int empty = 0;
        for (SoftReference<?> r : cache) if (r.get() == null) empty++;
        System.out.println("soft cache " + (empty > 0));

        for (int i = 0; i < count / 100; i++) {
            Thread t = new Thread(() -> new ThreadLocal<byte[]>().set(new byte[20_000]));
            t.start();
            t.join();
        }
        System.out.println("threads");
        for (int i = 0; i < count; i++) ("string " + i).intern();
        System.out.println("interned strings");
        for (int i = 0; i < count / 60; i++) {
            Object o = new byte[50];
            synchronized (o) {
                o.hashCode();
                o.wait(0, 1);
            }
        }
        System.out.println("monitors");
    }
}
