import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

/** Busy threads, two deadlocks and a shutdown hook, for ever; tests/signals_test.py sends signals to it. */
public class SignalLoad {
    static final Object A = new Object(), B = new Object();
    static volatile long work;

    static void pause(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void await(CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static void two(Object first, Object second, CyclicBarrier both) {
        synchronized (first) {
            await(both);
            synchronized (second) {
                System.out.println("no deadlock");
            }
        }
    }

    static void two(ReentrantLock first, ReentrantLock second, CyclicBarrier both) {
        first.lock();
        await(both);
        second.lock();
        System.out.println("no deadlock");
    }

    static synchronized void hold() throws InterruptedException {
        Object o = new Object();
        synchronized (o) {
            o.wait();
        }
    }

    static Thread start(String name, Runnable r) {
        Thread t = new Thread(r, name);
        t.start();
        return t;
    }

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook runs, work done: " + (work > 0))));
        for (int i = 0; i < 3; i++) {
            start("busy-" + i, () -> {
                List<byte[]> kept = new ArrayList<>();
                for (;;) {
                    kept.add(new byte[100]);
                    if (kept.size() > 1000) kept.clear();
                    work++;
                }
            });
        }
        ReentrantLock l = new ReentrantLock(), m = new ReentrantLock();
        CyclicBarrier monitors = new CyclicBarrier(2), locks = new CyclicBarrier(2);
        Thread first = start("first", () -> two(A, B, monitors));
        Thread second = start("second", () -> two(B, A, monitors));
        start("third", () -> two(l, m, locks));
        start("fourth", () -> two(m, l, locks));
        Thread waiter = start("waiter", () -> {
            try {
                hold();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        while (first.getState() != Thread.State.BLOCKED || second.getState() != Thread.State.BLOCKED || !l.hasQueuedThreads()
               || !m.hasQueuedThreads() || waiter.getState() != Thread.State.WAITING || work == 0)
            pause(10);
        System.out.println("ready");
        pause(Integer.MAX_VALUE);
    }
}
