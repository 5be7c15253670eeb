import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Threads: synchronized counters, join, wait/notify, interrupt, park, states, daemons, thread locals, groups. */
public class Threads1 {
    static int count;
    static volatile boolean flag;
    synchronized static void inc() { count++; }
    static final Object lock = new Object();

    static class Channel {
        private final LinkedList<Integer> items = new LinkedList<>();
        synchronized void put(int i) throws InterruptedException { while (items.size() == 3) wait(); items.add(i); notifyAll(); }
        synchronized int take() throws InterruptedException { while (items.isEmpty()) wait(); int i = items.removeFirst(); notifyAll(); return i; }
    }

    static void awaitState(Thread t, Thread.State s) throws InterruptedException { while (t.getState() != s) Thread.sleep(1); }

    public static void main(String[] args) throws Exception {
        List<Thread> ts = new ArrayList<>();
        for (int i = 0; i < 8; i++) ts.add(new Thread(() -> { for (int k = 0; k < 20000; k++) inc(); }));
        ts.forEach(Thread::start);
        for (Thread t : ts) t.join();
        System.out.println(count);
        Channel ch = new Channel();
        Thread producer = new Thread(() -> { try { for (int i = 1; i <= 1000; i++) ch.put(i); ch.put(-1); } catch (InterruptedException e) { System.out.println(e); } });
        producer.start();
        long sum = 0;
        for (int v; (v = ch.take()) >= 0;) sum += v;
        System.out.println(sum);
        Thread sleeper = new Thread(() -> { try { Thread.sleep(Integer.MAX_VALUE); } catch (InterruptedException e) { System.out.println(e + " " + Thread.currentThread().isInterrupted()); } }, "sleeper");
        System.out.println(sleeper.getState() + " " + sleeper.isAlive() + " " + sleeper.getName() + " " + sleeper.getPriority());
        sleeper.start();
        awaitState(sleeper, Thread.State.TIMED_WAITING);
        sleeper.interrupt();
        sleeper.join();
        System.out.println(sleeper.getState() + " " + sleeper.isAlive());
        Thread waiter = new Thread(() -> { synchronized (lock) { try { lock.wait(); System.out.println("notified"); } catch (InterruptedException e) { System.out.println("never"); } } });
        waiter.start();
        awaitState(waiter, Thread.State.WAITING);
        Thread blocked = new Thread(() -> { synchronized (lock) { System.out.println("got the lock"); } });
        synchronized (lock) { blocked.start(); awaitState(blocked, Thread.State.BLOCKED); }
        blocked.join();
        synchronized (lock) { lock.notify(); }
        waiter.join();
        Thread parked = new Thread(() -> { LockSupport.park("blocker"); System.out.println("unparked " + Thread.interrupted()); flag = true; LockSupport.park(); System.out.println("permit used"); });
        parked.start();
        awaitState(parked, Thread.State.WAITING);
        System.out.println(LockSupport.getBlocker(parked));
        parked.interrupt();
        while (!flag) Thread.sleep(1);
        flag = false;
        awaitState(parked, Thread.State.WAITING);
        LockSupport.unpark(parked);
        parked.join();
        long start = System.nanoTime();
        synchronized (lock) { lock.wait(20); lock.wait(0, 1000); }
        LockSupport.parkNanos(20_000_000);
        System.out.println(System.nanoTime() - start >= 30_000_000L);
        Thread.currentThread().interrupt();
        try { lock.wait(); } catch (IllegalMonitorStateException e) { System.out.println(e.getMessage()); }
        try { Thread.sleep(10); } catch (InterruptedException e) { System.out.println(e.getMessage() + " " + Thread.currentThread().isInterrupted()); }
        try { lock.notify(); } catch (IllegalMonitorStateException e) { System.out.println(e.getMessage()); }
        try { synchronized (lock) { lock.wait(-1); } } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
        try { sleeper.start(); } catch (IllegalThreadStateException e) { System.out.println(e); }
        ThreadLocal<Integer> local = ThreadLocal.withInitial(() -> 5);
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        inherited.set("parent");
        local.set(6);
        Thread tl = new Thread(() -> System.out.println(local.get() + " " + inherited.get()));
        tl.start();
        tl.join();
        local.remove();
        System.out.println(local.get());
        Thread spin = new Thread(() -> { while (!flag) Thread.onSpinWait(); System.out.println("saw flag"); });
        spin.start();
        Thread.sleep(5);
        flag = true;
        spin.join();
        System.out.println(Thread.currentThread() + " " + Thread.currentThread().getThreadGroup().getParent().getName() + " " + Thread.holdsLock(lock) + " " + new Thread().getName().startsWith("Thread-"));
        Object a = new Object(), b = new Object();
        synchronized (a) { synchronized (b) { synchronized (a) { System.out.println(Thread.holdsLock(a) && Thread.holdsLock(b)); } } }
        ThreadGroup g = new ThreadGroup("g");
        Thread in = new Thread(g, () -> { throw new RuntimeException("x"); }) ;
        in.setUncaughtExceptionHandler((t, e) -> System.out.println(t.getThreadGroup().getName() + " " + e.getMessage()));
        in.start();
        in.join();
        Thread main = Thread.currentThread();
        Thread late = new Thread(() -> { try { main.join(); } catch (InterruptedException e) { } System.out.println("non-daemon ends last"); });
        late.start();
        System.out.println("main ends");
    }
}
