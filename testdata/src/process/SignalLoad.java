import java.util.ArrayList;
import java.util.List;
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

    static void two(Object first, Object second) {
        synchronized (first) {
            pause(100);
            synchronized (second) {
                System.out.println("no deadlock");
            }
        }
    }

    static void two(ReentrantLock first, ReentrantLock second) {
        first.lock();
        pause(100);
        second.lock();
        System.out.println("no deadlock");
    }

    static synchronized void hold() throws InterruptedException {
        Object o = new Object();
        synchronized (o) {
            o.wait();
        }
    }

    static void start(String name, Runnable r) {
        new Thread(r, name).start();
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
        start("first", () -> two(A, B));
        start("second", () -> two(B, A));
        start("third", () -> two(l, m));
        start("fourth", () -> two(m, l));
        start("waiter", () -> {
            try {
                hold();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        pause(400);
        System.out.println("ready");
        pause(600_000);
    }
}
