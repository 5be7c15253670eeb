import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Phaser, CyclicBarrier, CountDownLatch, Semaphore, Exchanger: phases, tiers, breaking, timeouts, toString. */
public class Synchronizers {
    static String clean(Object o) { return o.toString().replaceAll("@[0-9a-f]+", "@"); }
    interface Body {
        void run() throws Exception;
    }
    static Thread go(Body b) {
        Thread t = new Thread(() -> {
            try {
                b.run();
            } catch (Exception e) { System.out.println("thread: " + e); }
        });
        t.start();
        return t;
    }
    static void untilWaiting(Thread t) throws InterruptedException {
        while (t.getState() != Thread.State.WAITING && t.getState() != Thread.State.TIMED_WAITING) Thread.sleep(1);
    }
    public static void main(String[] args) throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Phaser ph = new Phaser(1) {
            @Override
            protected boolean onAdvance(int phase, int parties) {
                log.add("phase " + phase + " parties " + parties);
                return phase >= 3 || parties == 0;
            }
        };
        Thread[] ts = new Thread[3];
        for (int i = 0; i < 3; i++) {
            ph.register();
            ts[i] = go(() -> {
                while (!ph.isTerminated()) ph.arriveAndAwaitAdvance();
            });
        }
        System.out.println(clean(ph).replaceAll("arrived = \\d", "arrived"));
        for (int i = 0; i < 4; i++) ph.arriveAndAwaitAdvance();
        for (Thread t : ts) t.join();
        System.out.println(log + " " + ph.isTerminated() + " " + (ph.getPhase() < 0) + " " + (ph.register() < 0) + " " + (ph.arrive() < 0));
        Phaser root = new Phaser(), left = new Phaser(root, 1), right = new Phaser(root, 2);
        System.out.println(root.getRegisteredParties() + " " + left.getParent().equals(root) + " " + right.getRoot().equals(root));
        left.arrive();
        right.arrive();
        System.out.println(root.getPhase() + " " + right.getUnarrivedParties());
        right.arriveAndDeregister();
        System.out.println(root.getPhase() + " " + left.getPhase() + " " + right.getRegisteredParties());
        left.arriveAndDeregister();
        right.arriveAndDeregister();
        System.out.println(root.isTerminated() + " " + root.getRegisteredParties());
        Phaser lone = new Phaser(1);
        lone.arrive();
        System.out.println(lone.awaitAdvance(0) + " " + lone.bulkRegister(3));
        try {
            new Phaser().arrive();
        } catch (IllegalStateException e) { System.out.println(clean(e.getMessage())); }
        try {
            new Phaser(70000);
        } catch (IllegalArgumentException e) { System.out.println(e); }
        try {
            new Phaser(2).awaitAdvanceInterruptibly(0, 5, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) { System.out.println(e); }
        lone.forceTermination();
        System.out.println(clean(lone));

        AtomicInteger trips = new AtomicInteger();
        CyclicBarrier bar = new CyclicBarrier(3, trips::incrementAndGet);
        Set<Integer> indexes = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 3; i++)
            ts[i] = go(() -> {
                for (int k = 0; k < 5; k++) indexes.add(bar.await());
            });
        for (Thread t : ts) t.join();
        System.out.println(trips + " " + new TreeSet<>(indexes) + " " + bar.getParties() + " " + bar.getNumberWaiting());
        String[] brokenFirst = new String[1];
        Thread victim = go(() -> {
            try {
                bar.await();
            } catch (InterruptedException e) { System.out.println("victim " + e); }
        });
        Thread other = go(() -> {
            try {
                bar.await();
            } catch (BrokenBarrierException e) {
                { brokenFirst[0] = "other " + e; };
            }
        });
        untilWaiting(victim);
        untilWaiting(other);
        while (bar.getNumberWaiting() < 2) Thread.sleep(1);
        other.setName("other");
        victim.interrupt();
        victim.join();
        other.join();
        System.out.println(brokenFirst[0]);
        System.out.println(bar.isBroken());
        try {
            bar.await();
        } catch (BrokenBarrierException e) { System.out.println(e); }
        bar.reset();
        System.out.println(bar.isBroken());
        try {
            bar.await(5, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) { System.out.println(e + " " + bar.isBroken()); }
        CyclicBarrier failing = new CyclicBarrier(1, () -> { throw new IllegalStateException("action"); });
        try {
            failing.await();
        } catch (IllegalStateException e) { System.out.println(e + " " + failing.isBroken()); }

        CountDownLatch l = new CountDownLatch(2);
        System.out.println(l.await(1, TimeUnit.MILLISECONDS) + " " + clean(l));
        l.countDown();
        l.countDown();
        l.countDown();
        l.await();
        System.out.println(l.getCount());
        Semaphore s = new Semaphore(2, true);
        s.acquire();
        System.out.println(
            s.tryAcquire(2) + " " + s.tryAcquire() + " " + s.tryAcquire(1, TimeUnit.MILLISECONDS) + " " + clean(s) + " " + s.isFair());
        Thread w = go(() -> {
            s.acquire(2);
            System.out.println("got two");
            s.release(2);
        });
        untilWaiting(w);
        System.out.println(s.hasQueuedThreads() + " " + s.getQueueLength());
        s.release(2);
        w.join();
        s.release(5);
        System.out.println(s.drainPermits() + " " + s.availablePermits());
        Semaphore neg = new Semaphore(-1);
        System.out.println(neg.tryAcquire());
        neg.release(2);
        System.out.println(neg.tryAcquire());
        try {
            new Semaphore(Integer.MAX_VALUE).release();
        } catch (Error e) { System.out.println(e); }
        try {
            s.acquire(-1);
        } catch (IllegalArgumentException e) { System.out.println(e); }
        Exchanger<String> ex = new Exchanger<>();
        String[] got = new String[1];
        Thread e1 = go(() -> got[0] = ex.exchange("from thread"));
        System.out.println(ex.exchange("from main"));
        e1.join();
        System.out.println(got[0]);
        try {
            ex.exchange("x", 5, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) { System.out.println(e); }
        Thread.currentThread().interrupt();
        try {
            ex.exchange("x");
        } catch (InterruptedException e) { System.out.println(e + " " + Thread.interrupted()); }
    }
}
