import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Thread.suspend, resume and stop in every state that a thread can be in: a suspended thread does not run on when what
 * it waits for happens, holds up no collection, owns no monitor that it was blocked on, and remembers an interrupt.
 */
@SuppressWarnings({"removal", "deprecation"})
public class SuspendStates {
    interface Body { void run() throws Exception; }

    static final Object lock = new Object();
    static volatile String result;
    static volatile boolean ready, owned;

    static Thread start(Body body) throws Exception {
        ready = false;
        result = "nothing";
        Thread t = new Thread(() -> {
            ready = true;
            try {
                body.run();
                result = "returned";
            } catch (Throwable e) {
                result = "threw " + e;
            }
        });
        t.setDaemon(true);
        t.start();
        while (!ready) Thread.yield();
        return t;
    }

    static Thread start(Body body, Thread.State state) throws Exception {
        Thread t = start(body);
        until(t, state);
        return t;
    }

    static void until(Thread t, Thread.State state) throws Exception {
        while (t.getState() != state) Thread.sleep(1);
    }

    static boolean suspended(Thread t) {
        return ManagementFactory.getThreadMXBean().getThreadInfo(t.getId()).isSuspended();
    }

    /** A thread that runs on although it is suspended has the time to be seen. */
    static void settle() throws Exception {
        System.gc();
        Thread.sleep(20);
        System.gc();
    }

    static void show(String what, Thread t) throws Exception {
        settle();
        System.out.println(what + ": " + result + ", " + t.getState() + (t.isInterrupted() ? " interrupted" : "")
            + (t.isAlive() && suspended(t) ? " suspended" : ""));
    }

    static void resume(Thread t) throws Exception {
        t.resume();
        t.join();
        System.out.println("  resumed: " + result + (t.isInterrupted() ? ", interrupted" : ""));
    }

    static void lockIsFree() {
        synchronized (lock) {
            System.out.println("  the lock is free");
        }
    }

    // ---- suspend ----

    static void sleeping() throws Exception {
        Thread t = start(() -> Thread.sleep(Integer.MAX_VALUE), Thread.State.TIMED_WAITING);
        t.suspend();
        show("sleeping", t);
        t.interrupt();
        while (t.isInterrupted()) Thread.sleep(1);
        show("  interrupted", t);
        t.join(1);
        resume(t);
    }

    static void waiting() throws Exception {
        Thread t = start(() -> { synchronized (lock) { lock.wait(); } }, Thread.State.WAITING);
        t.suspend();
        show("waiting", t);
        synchronized (lock) { lock.notify(); }
        until(t, Thread.State.BLOCKED);
        show("  notified", t);
        lockIsFree();
        t.interrupt();
        show("  interrupted", t);
        resume(t);

        t = start(() -> { synchronized (lock) { lock.wait(); } }, Thread.State.WAITING);
        t.suspend();
        t.interrupt();
        show("waiting, interrupted", t);
        lockIsFree();
        resume(t);

        t = start(() -> { synchronized (lock) { lock.wait(Integer.MAX_VALUE); } }, Thread.State.TIMED_WAITING);
        t.suspend();
        t.interrupt();
        show("timed waiting, interrupted", t);
        synchronized (lock) { lock.notifyAll(); }
        show("  and notified", t);
        resume(t);
    }

    static void parked() throws Exception {
        Thread t = start(LockSupport::park, Thread.State.WAITING);
        t.suspend();
        show("parked", t);
        LockSupport.unpark(t);
        until(t, Thread.State.RUNNABLE);
        show("  unparked", t);
        resume(t);

        t = start(() -> LockSupport.parkNanos(Long.MAX_VALUE), Thread.State.TIMED_WAITING);
        t.suspend();
        t.interrupt();
        until(t, Thread.State.RUNNABLE);
        show("parked with timeout, interrupted", t);
        resume(t);
    }

    static void blocked() throws Exception {
        Thread t;
        synchronized (lock) {
            t = start(() -> { synchronized (lock) { result = "owns the lock"; } }, Thread.State.BLOCKED);
            t.suspend();
        }
        show("blocked", t);
        lockIsFree();
        Thread other = new Thread(SuspendStates::lockIsFree);
        other.start();
        other.join();
        resume(t);

        t = start(() -> { synchronized (lock) { owned = true; while (owned) { } } });
        while (!owned) Thread.yield();
        t.suspend();
        owned = false;
        show("owner", t);
        Thread contender = new Thread(SuspendStates::lockIsFree);
        contender.start();
        until(contender, Thread.State.BLOCKED);
        t.resume();
        t.join();
        contender.join();
    }

    static void running() throws Exception {
        Thread t = start(() -> { while (true) { } });
        t.suspend();
        t.suspend();
        show("running, twice", t);
        t.resume();
        show("  resumed once", t);
        t.stop();
        t.join();
        show("  stopped", t);

        t = start(() -> Thread.currentThread().suspend());
        while (!suspended(t)) Thread.sleep(1);
        show("by itself", t);
        resume(t);
    }

    static void inNative() throws Exception {
        Pipe pipe = Pipe.open();
        Thread t = start(() -> pipe.source().read(ByteBuffer.allocate(1)));
        Show.untilInNative(t);
        t.suspend();
        pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        show("in a native", t);
        resume(t);
    }

    static volatile boolean initializing, initialize;
    static class Slow {
        static {
            initializing = true;
            while (!initialize) Thread.yield();
        }
        static void run() { result = "initialized"; }
    }

    static void inInitialization() throws Exception {
        Thread first = start(() -> Slow.run());
        while (!initializing) Thread.sleep(1);
        Thread second = start(() -> Slow.run());
        settle();
        second.suspend();
        initialize = true;
        first.join();
        result = "nothing";
        settle();
        System.out.println("in class initialization: " + result);
        resume(second);

        initialize = false;
        initializing = false;
        class Second { static { initializing = true; while (!initialize) Thread.yield(); } static void run() { } }
        Thread t = start(() -> Second.run());
        while (!initializing) Thread.sleep(1);
        t.suspend();
        initialize = true;
        show("initializing", t);
        resume(t);
    }

    static void notRunning() throws Exception {
        Thread t = new Thread(() -> result = "ran");
        result = "nothing";
        t.suspend();
        t.resume();
        System.out.println("new: " + t.getState());
        t.start();
        t.join();
        show("  started", t);
        t.suspend();
        t.resume();
        t.stop();
        show("terminated", t);
    }

    // ---- conditions that come true by themselves ----

    static final AtomicLong sleeps = new AtomicLong(), waits = new AtomicLong(), parks = new AtomicLong(), locks = new AtomicLong();

    static void untilMore(AtomicLong counter) throws Exception {
        for (long before = counter.get(); counter.get() == before;) Thread.sleep(1);
    }

    static void timed() throws Exception {
        Body[] bodies = {
            () -> { Thread.sleep(1); sleeps.incrementAndGet(); },
            () -> { Object own = new Object(); synchronized (own) { own.wait(1); } waits.incrementAndGet(); },
            () -> { LockSupport.parkNanos(1000000); parks.incrementAndGet(); },
            () -> { synchronized (lock) { locks.incrementAndGet(); } },
        };
        AtomicLong[] counters = {sleeps, waits, parks, locks};
        String[] names = {"sleep", "wait", "parkNanos", "synchronized"};
        for (int i = 0; i < bodies.length; i++) {
            Body body = bodies[i];
            Thread t = start(() -> { while (true) body.run(); });
            Thread competitor = start(() -> { while (true) { synchronized (lock) { } Thread.sleep(0); } });
            boolean stayed = true;
            for (int round = 0; round < 20; round++) {
                untilMore(counters[i]);
                t.suspend();
                long before = counters[i].get();
                Thread.sleep(5);
                stayed &= counters[i].get() == before && suspended(t);
                t.resume();
            }
            t.stop();
            t.join();
            competitor.stop();
            competitor.join();
            System.out.println(names[i] + " in a loop: " + (stayed ? "stays" : "runs on"));
        }
    }

    // ---- groups ----

    static Thread[] members(ThreadGroup group) {
        Thread[] all = {
            new Thread(group, () -> { while (true) try { Thread.sleep(1); sleeps.incrementAndGet(); } catch (InterruptedException e) { } }),
            new Thread(group, () -> { while (true) waits.incrementAndGet(); }),
            new Thread(group, () -> { while (true) { LockSupport.parkNanos(1000000); parks.incrementAndGet(); } }),
        };
        for (Thread t : all) t.start();
        return all;
    }

    static void showGroup(String what, Thread[] threads) throws Exception {
        long before = sleeps.get() + waits.get() + parks.get();
        boolean all = true;
        for (Thread t : threads) all &= suspended(t);
        settle();
        System.out.println(what + ": " + (all ? "suspended, " : "not suspended, ") + (sleeps.get() + waits.get() + parks.get() - before) + " steps");
    }

    static void groups() throws Exception {
        ThreadGroup group = new ThreadGroup("group");
        Thread[] threads = members(group);
        for (AtomicLong c : new AtomicLong[] {sleeps, waits, parks}) untilMore(c);
        group.suspend();
        showGroup("group", threads);
        group.resume();
        for (AtomicLong c : new AtomicLong[] {sleeps, waits, parks}) untilMore(c);
        Thread member = new Thread(group, group::suspend);
        member.start();
        while (!suspended(member)) Thread.sleep(1);
        showGroup("group by a member", threads);
        group.resume();
        member.join();
        group.suspend();
        group.stop();
        for (Thread t : threads) {
            t.join();
            System.out.println("  " + t.getState());
        }
    }

    // ---- stop ----

    static void stopped(String what, Thread t) throws Exception {
        t.stop();
        t.join();
        show(what, t);
    }

    static void stops() throws Exception {
        Body forget = () -> { try { Thread.sleep(Integer.MAX_VALUE); } catch (InterruptedException e) { System.out.println("caught"); } };
        stopped("stop, sleeping", start(forget, Thread.State.TIMED_WAITING));
        stopped("stop, waiting", start(() -> { synchronized (lock) { lock.wait(); } }, Thread.State.WAITING));
        stopped("stop, parked", start(() -> { LockSupport.park(); while (true) { } }, Thread.State.WAITING));
        stopped("stop, running", start(() -> { while (true) { } }));
        Thread t = start(forget, Thread.State.TIMED_WAITING);
        t.suspend();
        stopped("stop, suspended", t);

        synchronized (lock) {
            t = start(() -> { synchronized (lock) { while (true) Thread.yield(); } }, Thread.State.BLOCKED);
            t.stop();
            show("stop, blocked", t);
        }
        t.join();
        show("  unblocked", t);
        lockIsFree();

        synchronized (lock) {
            t = start(() -> { synchronized (lock) { lock.wait(); } });
        }
        until(t, Thread.State.WAITING);
        synchronized (lock) {
            t.stop();
            until(t, Thread.State.BLOCKED);
            show("stop, waiting for a lock that is held", t);
        }
        t.join();
        show("  unblocked", t);

        Pipe pipe = Pipe.open();
        t = start(() -> { pipe.source().read(ByteBuffer.allocate(1)); while (true) Thread.yield(); });
        Show.untilInNative(t);
        t.stop();
        show("stop, in a native", t);
        pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        t.join();
        show("  returned", t);
    }

    public static void main(String[] args) throws Exception {
        sleeping();
        waiting();
        parked();
        blocked();
        running();
        inNative();
        inInitialization();
        notRunning();
        timed();
        groups();
        stops();
    }
}
