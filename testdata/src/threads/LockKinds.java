import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/** ReentrantLock, conditions, read-write locks, StampedLock, LockSupport: order, downgrade, failures, toString. */
public class LockKinds {
    static String clean(Object o) { return o.toString().replaceAll("@[0-9a-f]+", "@"); }
    interface Body {
        void run() throws Exception;
    }
    static Thread go(String name, Body b) {
        Thread t = new Thread(() -> {
            try {
                b.run();
            } catch (Exception e) { System.out.println(Thread.currentThread().getName() + ": " + e); }
        }, name);
        t.start();
        return t;
    }
    static void parked(Thread t) throws InterruptedException {
        while (t.getState() != Thread.State.WAITING && t.getState() != Thread.State.TIMED_WAITING) Thread.sleep(1);
    }
    public static void main(String[] args) throws Exception {
        ReentrantLock l = new ReentrantLock(true);
        System.out.println(clean(l));
        l.lock();
        l.lock();
        System.out.println(clean(l) + " " + l.getHoldCount() + " " + l.isHeldByCurrentThread());
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Thread[] ts = new Thread[4];
        for (int i = 0; i < 4; i++) {
            int k = i;
            ts[i] = go("t" + i, () -> {
                l.lock();
                try {
                    order.add("t" + k);
                } finally { l.unlock(); }
            });
            parked(ts[i]);
            while (l.getQueueLength() < i + 1) Thread.sleep(1);
        }
        System.out.println(l.getQueueLength() + " " + l.hasQueuedThread(ts[2]));
        Thread intr = go("intr", l::lockInterruptibly);
        parked(intr);
        intr.interrupt();
        intr.join();
        Thread timed = go("timed", () -> System.out.println("timed " + l.tryLock(5, TimeUnit.MILLISECONDS)));
        timed.join();
        go("try", () -> System.out.println("try " + l.tryLock())).join();
        go("alien", l::unlock).join();
        l.unlock();
        l.unlock();
        for (Thread t : ts) t.join();
        System.out.println(order);
        try {
            l.unlock();
        } catch (IllegalMonitorStateException e) { System.out.println(e); }
        Condition c = l.newCondition();
        for (Body b : new Body[] {c::await, c::signal, () -> c.awaitNanos(1), () -> l.hasWaiters(c)}) try {
                b.run();
                System.out.println("no failure");
            } catch (IllegalMonitorStateException e) { System.out.println(e); }
        try {
            l.hasWaiters(new ReentrantLock().newCondition());
        } catch (IllegalArgumentException e) { System.out.println(e); }
        Queue<Integer> q = new ArrayDeque<>();
        Condition notEmpty = c, notFull = l.newCondition();
        AtomicLong sum = new AtomicLong();
        Thread prod = go("prod", () -> {
            for (int i = 1; i <= 500; i++) {
                l.lock();
                try {
                    while (q.size() == 3) notFull.await();
                    q.add(i);
                    notEmpty.signal();
                } finally { l.unlock(); }
            }
        });
        Thread cons = go("cons", () -> {
            for (int i = 1; i <= 500; i++) {
                l.lock();
                try {
                    while (q.isEmpty()) notEmpty.await();
                    sum.addAndGet(q.remove());
                    notFull.signal();
                } finally { l.unlock(); }
            }
        });
        prod.join();
        cons.join();
        System.out.println(sum);
        l.lock();
        System.out.println(
            c.await(1, TimeUnit.MILLISECONDS) + " " + (c.awaitNanos(1000) <= 0) + " " + c.awaitUntil(new Date(0)) + " " + l.getHoldCount());
        Thread.currentThread().interrupt();
        try {
            c.await();
        } catch (InterruptedException e) { System.out.println(e + " " + l.isHeldByCurrentThread()); }
        l.unlock();
        Thread un = go("un", () -> {
            l.lock();
            try {
                c.awaitUninterruptibly();
                System.out.println("uninterruptible woke, interrupted " + Thread.interrupted());
            } finally { l.unlock(); }
        });
        parked(un);
        un.interrupt();
        Thread.sleep(2);
        for (;;) {
            l.lock();
            try {
                if (l.getWaitQueueLength(c) == 1) {
                    c.signalAll();
                    break;
                }
            } finally { l.unlock(); }
        }
        un.join();

        ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
        rw.writeLock().lock();
        rw.readLock().lock();
        rw.writeLock().unlock();
        System.out.println(clean(rw) + " " + clean(rw.readLock()) + " " + clean(rw.writeLock()) + " " + rw.getReadHoldCount());
        System.out.println(rw.writeLock().tryLock());
        go("reader", () -> {
            System.out.println("second reader " + rw.readLock().tryLock());
            rw.readLock().unlock();
        }).join();
        try {
            rw.readLock().newCondition();
        } catch (UnsupportedOperationException e) { System.out.println(e); }
        rw.readLock().unlock();
        try {
            rw.readLock().unlock();
        } catch (IllegalMonitorStateException e) { System.out.println(e); }
        try {
            rw.writeLock().unlock();
        } catch (IllegalMonitorStateException e) { System.out.println(e); }
        StampedLock s = new StampedLock();
        long o = s.tryOptimisticRead();
        System.out.println(s.validate(o) + " " + clean(s));
        long w = s.writeLock();
        System.out.println(s.validate(o) + " " + s.tryOptimisticRead() + " " + s.tryReadLock() + " " + clean(s));
        long r = s.tryConvertToReadLock(w);
        System.out.println(StampedLock.isReadLockStamp(r) + " " + s.getReadLockCount() + " " + clean(s));
        long w2 = s.tryConvertToWriteLock(r);
        System.out.println(StampedLock.isWriteLockStamp(w2));
        long o2 = s.tryConvertToOptimisticRead(w2);
        System.out.println(StampedLock.isOptimisticReadStamp(o2) + " " + s.validate(o2));
        try {
            s.unlockWrite(w);
        } catch (IllegalMonitorStateException e) { System.out.println(e); }
        try {
            s.unlockRead(1);
        } catch (IllegalMonitorStateException e) { System.out.println(e); }
        long r1 = s.readLock(), r2 = s.readLock();
        System.out.println(s.tryWriteLock() + " " + s.tryConvertToWriteLock(r1) + " " + s.getReadLockCount());
        s.unlockRead(r1);
        s.unlock(r2);
        System.out.println(s.tryWriteLock(1, TimeUnit.MILLISECONDS) != 0);
        System.out.println(s.tryUnlockWrite() + " " + s.tryUnlockRead());
        Lock v = s.asReadLock();
        v.lock();
        v.unlock();
        // LockSupport
        Thread pk = go("pk", () -> {
            LockSupport.park("the blocker");
            System.out.println("unparked " + Thread.currentThread().isInterrupted());
        });
        parked(pk);
        System.out.println(LockSupport.getBlocker(pk));
        LockSupport.unpark(pk);
        pk.join();
        System.out.println(LockSupport.getBlocker(pk));
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
        System.out.println("permit was there");
        LockSupport.parkNanos(1000);
        LockSupport.parkUntil(System.currentTimeMillis() - 5);
        LockSupport.parkNanos(-5);
        LockSupport.unpark(null);
        Thread pi = go("pi", () -> {
            LockSupport.park();
            System.out.println("interrupted " + Thread.interrupted());
        });
        parked(pi);
        pi.interrupt();
        pi.join();
        Thread none = new Thread(() -> {});
        LockSupport.unpark(none);
        none.start();
        none.join();
        LockSupport.unpark(none);
        try {
            c.await();
        } catch (IllegalMonitorStateException e) { System.out.println(e); }
    }
}
