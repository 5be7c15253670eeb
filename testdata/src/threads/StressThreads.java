import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** 1,000 short threads in waves, thread groups, thread locals, names, states, uncaught exceptions, many at once. */
public class StressThreads {
    static final ThreadLocal<Integer> local = ThreadLocal.withInitial(() -> 1);
    static final InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();

    public static void main(String[] args) throws InterruptedException {
        AtomicInteger sum = new AtomicInteger(), names = new AtomicInteger();
        inherited.set("from main");
        for (int wave = 0; wave < 10; wave++) {
            Thread[] threads = new Thread[100];
            for (int i = 0; i < threads.length; i++) {
                int n = i;
                threads[i] = new Thread(() -> {
                    local.set(local.get() + n);
                    if (inherited.get().equals("from main")) sum.addAndGet(local.get());
                    if (Thread.currentThread().getName().equals("short-" + n)) names.incrementAndGet();
                }, "short-" + n);
                threads[i].start();
            }
            for (Thread t : threads) t.join();
            for (Thread t : threads) if (t.isAlive() || t.getState() != Thread.State.TERMINATED) sum.addAndGet(1 << 20);
        }
        System.out.println("short threads " + sum + " " + names);

        ThreadGroup group = new ThreadGroup("group");
        List<Thread> waiting = new ArrayList<>();
        Object gate = new Object();
        boolean[] open = new boolean[1];
        AtomicInteger up = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            Thread t = new Thread(group, () -> {
                synchronized (gate) {
                    up.incrementAndGet();
                    while (!open[0]) {
                        try {
                            gate.wait();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                }
            });
            t.start();
            waiting.add(t);
        }
        while (up.get() < 200) Thread.yield();
        synchronized (gate) {
            System.out.println("in the group " + group.activeCount());
        }
        int seen = 0;
        for (Thread t : Thread.getAllStackTraces().keySet()) if (t.getThreadGroup() == group) seen++;
        System.out.println("with a stack trace " + seen);
        synchronized (gate) {
            open[0] = true;
            gate.notifyAll();
        }
        for (Thread t : waiting) t.join();
        System.out.println("left in the group " + group.activeCount());

        AtomicInteger uncaught = new AtomicInteger();
        Thread[] failing = new Thread[50];
        for (int i = 0; i < failing.length; i++) {
            failing[i] = new Thread(() -> {
                throw new IllegalStateException();
            });
            failing[i].setUncaughtExceptionHandler((t, e) -> uncaught.incrementAndGet());
            failing[i].start();
        }
        for (Thread t : failing) t.join();
        System.out.println("uncaught " + uncaught);

        Thread deep = new Thread(null, () -> System.out.println("deep " + depth(20_000)), "deep", 64 << 20);
        deep.start();
        deep.join();
        Thread again = new Thread(() -> {});
        again.start();
        again.join();
        try {
            again.start();
        } catch (IllegalThreadStateException e) {
            System.out.println("started twice: " + e.getMessage());
        }
    }

    static int depth(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }
}
