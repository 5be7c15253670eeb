import java.lang.ref.*;
import java.util.ArrayList;
import java.util.List;
import java.util.WeakHashMap;

/** Weak, soft and phantom references, cleaners, finalizers, reference queues, and a heap under pressure. */
public class References {
    static volatile int finalized, cleaned;
    static class F { protected void finalize() { finalized++; } }
    static List<Object> keep = new ArrayList<>();

    static Object fresh() { return new Object() { byte[] b = new byte[1000]; }; }

    static void gcUntil(java.util.function.BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            System.gc();
            Thread.sleep(5);
        }
    }

    static void makeGarbage() { for (int i = 0; i < 10; i++) new F(); }

    public static void main(String[] args) throws Exception {
        Object strong = fresh();
        WeakReference<Object> dead = new WeakReference<>(fresh()), alive = new WeakReference<>(strong);
        SoftReference<Object> soft = new SoftReference<>(fresh());
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> phantom = new PhantomReference<>(fresh(), queue);
        WeakReference<Object> queued = new WeakReference<>(fresh(), queue);
        gcUntil(() -> dead.get() == null);
        System.out.println((dead.get() == null) + " " + (alive.get() == strong) + " " + (soft.get() != null) + " " + (phantom.get() == null));
        Reference<?> a = queue.remove(), b = queue.remove();
        System.out.println((a != b && a != null && b != null) + " " + queued.refersTo(null) + " " + (queue.poll() == null));
        WeakHashMap<Object, String> map = new WeakHashMap<>();
        map.put(fresh(), "gone");
        map.put(strong, "stays");
        gcUntil(() -> map.size() == 1);
        System.out.println(map.values());
        makeGarbage();
        gcUntil(() -> finalized == 10);
        System.out.println("finalized " + finalized);
        Cleaner cleaner = Cleaner.create();
        cleaner.register(fresh(), () -> cleaned++);
        Cleaner.Cleanable c = cleaner.register(strong, () -> cleaned += 10);
        c.clean();
        c.clean();
        gcUntil(() -> cleaned == 11);
        System.out.println("cleaned " + cleaned);
        long total = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] block = new byte[100_000];
            block[i] = 1;
            total += block.length;
            if (i % 300 == 0) keep.add(block);
        }
        System.out.println(total + " " + keep.size() + " " + ((byte[]) keep.get(9))[2700]);
        Object[] chain = null;
        for (int i = 0; i < 500_000; i++) chain = new Object[] {chain};
        System.gc();
        int depth = 0;
        for (Object[] o = chain; o != null; o = (Object[]) o[0]) depth++;
        System.out.println(depth + " " + (Runtime.getRuntime().totalMemory() > 0) + " " + (Runtime.getRuntime().maxMemory() >= Runtime.getRuntime().totalMemory()));
        Reference.reachabilityFence(strong);
    }
}
