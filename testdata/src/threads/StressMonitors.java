import java.util.concurrent.atomic.AtomicInteger;

/** Monitors that inflate and deflate under collections; recursion, exceptions, wait, illegal states, tens of thousands of them. */
public class StressMonitors {
    static int guarded;

    static synchronized void recurse(int depth) {
        if (depth > 0) recurse(depth - 1);
        else guarded++;
    }

    static synchronized void fails(int depth) {
        if (depth == 0) throw new IllegalStateException("unwound");
        fails(depth - 1);
    }

    static void illegal(String name, Runnable r) {
        try {
            r.run();
            System.out.println(name + " passed");
        } catch (IllegalMonitorStateException e) {
            System.out.println(name + ": " + e.getMessage());
        }
    }

    interface Body {
        void run(int id) throws InterruptedException;
    }

    static void all(int n, Body body) throws InterruptedException {
        Thread[] threads = new Thread[n];
        for (int i = 0; i < n; i++) {
            int id = i;
            threads[i] = new Thread(() -> {
                try {
                    body.run(id);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            threads[i].start();
        }
        for (Thread t : threads) t.join();
    }

    public static void main(String[] args) throws InterruptedException {
        /* contended locks while the collector deflates idle ones */
        Object[] locks = new Object[64];
        int[] counts = new int[locks.length];
        for (int i = 0; i < locks.length; i++) locks[i] = new Object();
        all(5, id -> {
            if (id == 4) {
                for (int i = 0; i < 15; i++) {
                    System.gc();
                    Thread.yield();
                }
                return;
            }
            for (int i = 0; i < 6_000; i++) {
                int k = (i * 7 + id) % locks.length;
                synchronized (locks[k]) {
                    synchronized (locks[k]) {
                        counts[k]++;
                    }
                    if (i % 500 == id) locks[k].wait(0, 1000);
                }
            }
        });
        int sum = 0;
        for (int c : counts) sum += c;
        System.out.println("contended " + sum);

        /* many inflated monitors, then none */
        Object[] many = new Object[20_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = new Object();
            synchronized (many[i]) {
                many[i].notify();
                if (i % 200 == 0) many[i].wait(0, 1);
            }
        }
        System.gc();
        int owned = 0;
        for (Object o : many) {
            synchronized (o) {
                if (Thread.holdsLock(o)) owned++;
            }
            if (Thread.holdsLock(o)) owned += 1 << 20;
        }
        System.out.println("many " + owned);

        recurse(3_000);
        AtomicInteger caught = new AtomicInteger();
        all(4, id -> {
            for (int i = 0; i < 200; i++) {
                try {
                    fails(i % 20);
                } catch (IllegalStateException e) {
                    caught.incrementAndGet();
                }
                recurse(i % 50);
            }
        });
        System.out.println("recursive " + guarded + ", unwound " + caught + ", held " + Thread.holdsLock(StressMonitors.class));

        Object o = new Object();
        illegal("notify", o::notify);
        illegal("notifyAll", o::notifyAll);
        illegal("wait", () -> {
            try {
                o.wait(1);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        try {
            synchronized (o) {
                o.wait(-1);
            }
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        /* wait gives all recursion back and takes it again */
        boolean[] open = new boolean[1];
        Thread opener = new Thread(() -> {
            synchronized (o) {
                open[0] = true;
                o.notifyAll();
            }
        });
        synchronized (o) {
            synchronized (o) {
                synchronized (o) {
                    opener.start();
                    while (!open[0]) o.wait();
                    System.out.println("held after wait " + Thread.holdsLock(o));
                }
            }
        }
        System.out.println("held at the end " + Thread.holdsLock(o));
        opener.join();
    }
}
