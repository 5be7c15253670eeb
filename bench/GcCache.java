import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A cache of 100 MB that drops the entry used longest ago, under churn. Argument: number of requests. */
public class GcCache {
    static final int ENTRIES = 100_000;

    public static void main(String[] args) {
        int requests = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Map<Integer, byte[]> cache = new LinkedHashMap<>(ENTRIES * 2, 0.75f, true) {
            @Override protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) { return size() > ENTRIES; }
        };
        Random random = new Random(42);
        long hits = 0;
        for (int i = 0; i < requests; i++) {
            Integer key = random.nextInt(ENTRIES * 2);
            byte[] value = cache.get(key);
            if (value != null) {
                hits += value.length > 0 ? 1 : 0;
                continue;
            }
            cache.put(key, new byte[500 + random.nextInt(1000)]);
        }
        System.out.println(hits + " " + cache.size());
    }
}
