import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Phaser, CyclicBarrier, CountDownLatch, Exchanger, Semaphore. */
public class StressPhaser {
    static void all(int n, ThrowingBody body) throws InterruptedException {
        Thread[] threads = new Thread[n];
        for (int i = 0; i < n; i++) {
            int id = i;
            threads[i] = new Thread(() -> {
                try {
                    body.run(id);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            threads[i].start();
        }
        for (Thread t : threads) t.join();
    }

    interface ThrowingBody {
        void run(int id) throws Exception;
    }

    public static void main(String[] args) throws InterruptedException {
        int threads = 6, phases = 200;
        int[] cells = new int[threads];
        AtomicInteger wrong = new AtomicInteger(), advances = new AtomicInteger();
        Phaser phaser = new Phaser(threads) {
            @Override
            protected boolean onAdvance(int phase, int registered) {
                advances.incrementAndGet();
                for (int c : cells) if (registered > 0 && c != phase + 1) wrong.incrementAndGet();
                return registered == 0;
            }
        };
        all(threads, id -> {
            for (int p = 0; p < phases; p++) {
                cells[id]++;
                phaser.arriveAndAwaitAdvance();
            }
            phaser.arriveAndDeregister();
        });
        System.out.println("phaser: " + phaser.isTerminated() + ", wrong " + wrong + ", advances " + (advances.get() >= phases));

        CyclicBarrier barrier = new CyclicBarrier(threads, advances::incrementAndGet);
        advances.set(0);
        all(threads, id -> {
            for (int p = 0; p < phases; p++) barrier.await();
        });
        System.out.println("barrier: " + advances);

        Exchanger<Integer> exchanger = new Exchanger<>();
        AtomicInteger sum = new AtomicInteger();
        all(2, id -> {
            for (int i = 0; i < 200; i++) sum.addAndGet(exchanger.exchange(id * 1000 + i));
        });
        System.out.println("exchanged: " + sum);

        Semaphore semaphore = new Semaphore(2);
        AtomicInteger inside = new AtomicInteger(), most = new AtomicInteger(), entries = new AtomicInteger();
        all(threads, id -> {
            for (int i = 0; i < 300; i++) {
                semaphore.acquire();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                entries.incrementAndGet();
                inside.decrementAndGet();
                semaphore.release();
            }
        });
        System.out.println("semaphore: " + entries + ", at most two inside: " + (most.get() <= 2) + ", free " + semaphore.availablePermits());

        for (int i = 0; i < 100; i++) {
            CountDownLatch latch = new CountDownLatch(3), up = new CountDownLatch(1);
            for (int t = 0; t < 3; t++) {
                Thread thread = new Thread(() -> {
                    try {
                        up.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    latch.countDown();
                });
                thread.start();
            }
            up.countDown();
            latch.await();
        }
        System.out.println("latches");
    }
}
