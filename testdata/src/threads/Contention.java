import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/** Threads that allocate, lock, park, throw, load and collect at the same time; sums must come out right. */
public class Contention {
    static final Object[] locks = new Object[8];
    static final long[] sums = new long[8];
    static int shared;
    static synchronized void add(int n) { shared += n; }
    static long work(int seed) throws Exception {
        SplittableRandom r = new SplittableRandom(seed);
        long h = 0;
        Map<String, List<Integer>> m = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            int k = r.nextInt(8);
            synchronized (locks[k]) {
                sums[k]++;
                if (i % 97 == 0) locks[k].notifyAll();
                if (i % 331 == 0) locks[k].wait(1);
            }
            m.computeIfAbsent("k" + r.nextInt(50), x -> new ArrayList<>()).add(i);
            if (i % 50 == 0) try {
                    Object o = List.of(i);
                    h += ((String) o).length();
                } catch (ClassCastException e) { h += e.getStackTrace().length > 0 ? 1 : 0; }
            if (i % 100 == 0) add(1);
            if (i % 500 == 0) {
                byte[] big = new byte[100_000];
                big[99_999] = 1;
                h += big[99_999];
                Thread.yield();
            }
            if (i % 1000 == 0 && seed == 0) System.gc();
        }
        return h + m.values().stream().mapToInt(List::size).sum();
    }
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 8; i++) locks[i] = new Object();
        ExecutorService e = Executors.newFixedThreadPool(6);
        List<Future<Long>> fs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int k = i;
            fs.add(e.submit(() -> work(k)));
        }
        long total = 0;
        for (Future<Long> f : fs) total += f.get();
        e.shutdown();
        System.out.println(total + " " + LongStream.of(sums).sum() + " " + shared);
    }
}
