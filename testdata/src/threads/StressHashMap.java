import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** ConcurrentHashMap and its relatives under 8 threads. */
public class StressHashMap {
    static final int THREADS = 8;

    interface Body {
        void run(int id);
    }

    static void all(Body body) throws InterruptedException {
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int id = i;
            threads[i] = new Thread(() -> body.run(id));
            threads[i].start();
        }
        for (Thread t : threads) t.join();
    }

    public static void main(String[] args) throws InterruptedException {
        ConcurrentHashMap<Integer, Integer> counts = new ConcurrentHashMap<>(2);
        all(id -> {
            for (int i = 0; i < 4000; i++) counts.merge(i % 997, 1, Integer::sum);
        });
        System.out.println(counts.size() + " " + counts.values().stream().mapToInt(x -> x).sum());

        ConcurrentHashMap<String, LongAdder> adders = new ConcurrentHashMap<>();
        all(id -> {
            for (int i = 0; i < 2000; i++) adders.computeIfAbsent("key" + i % 50, k -> new LongAdder()).increment();
        });
        System.out.println(adders.size() + " " + adders.values().stream().mapToLong(LongAdder::sum).sum());

        ConcurrentHashMap<Long, Long> churn = new ConcurrentHashMap<>();
        LongAdder removed = new LongAdder();
        all(id -> {
            for (long i = 0; i < 2000; i++) {
                long key = (i * 31 + id) & 255;
                if (i % 3 == 0) {
                    if (churn.remove(key) != null) removed.increment();
                } else if (churn.putIfAbsent(key, i) == null) {
                    removed.decrement();
                }
            }
        });
        System.out.println("balance " + (removed.sum() + churn.size()));

        ConcurrentSkipListMap<Integer, Integer> sorted = new ConcurrentSkipListMap<>();
        ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
        CopyOnWriteArrayList<Integer> list = new CopyOnWriteArrayList<>();
        all(id -> {
            for (int i = 0; i < 500; i++) {
                sorted.put(i * THREADS + id, id);
                queue.add(i);
                if (i % 25 == 0) list.add(i);
            }
        });
        int last = -1, ordered = 0;
        for (int key : sorted.keySet()) {
            if (key == last + 1) ordered++;
            last = key;
        }
        System.out.println(sorted.size() + " " + ordered + " " + queue.stream().mapToInt(x -> x).sum() + " " + list.size());
    }
}
