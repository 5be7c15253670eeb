import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Soak: four threads that allocate all kinds of things, 100 MB of which live. Argument: seconds. */
public class GcMixed {
    static volatile boolean stop;
    static volatile Throwable failure;

    static void work(int seed) {
        try {
            Random random = new Random(seed);
            List<byte[]> blocks = new ArrayList<>();
            Map<Integer, String> map = new HashMap<>();
            Object[][] table = new Object[500][];
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 400; i++) blocks.add(new byte[40_000]);
            for (long n = 0; !stop; n++) {
                int r = random.nextInt(1000);
                blocks.set(r % 400, r % 10 == 0 ? new byte[random.nextInt(80_000)] : blocks.get(r % 400));
                map.put(r * 31 % 20_000 + random.nextInt(20_000), "value " + n);
                if (map.size() > 30_000) map.keySet().removeIf(k -> k % 2 == random.nextInt(2));
                table[r % 500] = new Object[] {table[(r + 1) % 500] == null ? null : "x", new int[r], n};
                text.append(r).append(' ');
                if (text.length() > 100_000) text.setLength(0);
                for (int i = 0; i < 50; i++) Integer.toString(r + i).hashCode();
                byte[] b = blocks.get(r % 400);
                if (b.length > 0 && b[b.length - 1] != 0) throw new IllegalStateException("memory is damaged");
                String s = map.get(r);
                if (s != null && !s.startsWith("value ")) throw new IllegalStateException(s);
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 600;
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            int seed = i;
            threads[i] = new Thread(() -> work(seed));
            threads[i].start();
        }
        byte[][] ballast = new byte[700][];
        for (int i = 0; i < ballast.length; i++) ballast[i] = new byte[50_000];
        for (int i = 0; i < seconds && failure == null; i++) Thread.sleep(1000);
        stop = true;
        for (Thread t : threads) t.join();
        if (failure != null) failure.printStackTrace();
        System.out.println(failure == null && ballast[699].length == 50_000 ? "all is well" : "failed");
    }
}
