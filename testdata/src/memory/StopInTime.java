import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Threads in loops, long natives, blocked in every way: a collection waits for all of them, and none for ever.
 *  With an argument it says how long it took. */
public class StopInTime {
    static volatile boolean stop;
    static volatile long sink;

    interface Body { void run() throws Exception; }

    static void thread(CountDownLatch started, Body body) {
        Thread t = new Thread(() -> {
            started.countDown();
            try {
                body.run();
            } catch (Exception e) {
                System.out.println(e);
            }
        });
        t.setDaemon(true);
        t.start();
    }

    static int deep(int n) { return stop ? n : n == 0 ? 0 : 1 + deep(n - 1); }

    public static void main(String[] args) throws Exception {
        CountDownLatch started = new CountDownLatch(9);
        byte[] a = new byte[1 << 20], b = new byte[1 << 20];
        Object lock = new Object();
        thread(started, () -> { while (!stop) { } });
        thread(started, () -> { while (!stop) System.arraycopy(a, 0, b, 0, a.length); });
        thread(started, () -> { while (!stop) sink = java.util.Arrays.hashCode(a); });
        thread(started, () -> { while (!stop) sink += new String(a, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('x'); });
        thread(started, () -> { while (!stop) sink += deep(500); });
        thread(started, () -> Thread.sleep(Integer.MAX_VALUE));
        thread(started, () -> { synchronized (lock) { lock.wait(); } });
        thread(started, () -> LockSupport.park());
        thread(started, () -> System.in.read());
        started.await();
        Thread.sleep(50);
        long longest = 0;
        for (int i = 0; i < 30; i++) {
            long begin = System.nanoTime();
            System.gc();
            longest = Math.max(longest, System.nanoTime() - begin);
            Thread.sleep(2);
        }
        stop = true;
        System.out.println("each time all stopped" + (args.length > 0 ? ", after " + longest / 1_000_000 + " ms at most" : ""));
        System.exit(0);
    }
}
