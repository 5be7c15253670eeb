import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Producers and consumers: over wait/notify, and over three blocking queues. */
public class StressQueue {
    interface Channel {
        void put(int x) throws InterruptedException;
        int take() throws InterruptedException;
    }

    static class Bounded implements Channel {
        private final int[] slots = new int[4];
        private int count, in, out;

        public synchronized void put(int x) throws InterruptedException {
            while (count == slots.length) wait();
            slots[in] = x;
            in = (in + 1) % slots.length;
            count++;
            notifyAll();
        }

        public synchronized int take() throws InterruptedException {
            while (count == 0) wait();
            int x = slots[out];
            out = (out + 1) % slots.length;
            count--;
            notifyAll();
            return x;
        }
    }

    static Channel over(BlockingQueue<Integer> q) {
        return new Channel() {
            public void put(int x) throws InterruptedException {
                q.put(x);
            }

            public int take() throws InterruptedException {
                return q.take();
            }
        };
    }

    static final int PAIRS = 4;

    static void run(String name, Channel c, int each) throws InterruptedException {
        AtomicLong sum = new AtomicLong(), taken = new AtomicLong();
        Thread[] threads = new Thread[2 * PAIRS];
        for (int p = 0; p < PAIRS; p++) {
            int first = p * each;
            threads[p] = new Thread(() -> {
                try {
                    for (int i = 0; i < each; i++) c.put(first + i);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            threads[PAIRS + p] = new Thread(() -> {
                try {
                    for (int i = 0; i < each; i++) {
                        sum.addAndGet(c.take());
                        taken.incrementAndGet();
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
        }
        for (Thread t : threads) t.start();
        for (Thread t : threads) t.join();
        System.out.println(name + " " + taken + " " + sum);
    }

    public static void main(String[] args) throws InterruptedException {
        run("wait/notify", new Bounded(), 1000);
        run("ArrayBlockingQueue", over(new ArrayBlockingQueue<>(3)), 1000);
        run("LinkedBlockingDeque", over(new LinkedBlockingDeque<>(3)), 1000);
        run("SynchronousQueue", over(new SynchronousQueue<>()), 500);
    }
}
