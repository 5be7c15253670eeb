import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** StampedLock (optimistic reads, conversions), ReentrantReadWriteLock, Condition. */
public class StressStamped {
    static int x, y;

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
        StampedLock lock = new StampedLock();
        AtomicInteger torn = new AtomicInteger();
        all(6, id -> {
            for (int i = 0; i < 1500; i++) {
                if (id < 2) {
                    long stamp = lock.writeLock();
                    x++;
                    y++;
                    lock.unlockWrite(stamp);
                } else if (id == 2) {
                    long stamp = lock.readLock();
                    if (x != y) torn.incrementAndGet();
                    long write = lock.tryConvertToWriteLock(stamp);
                    if (write == 0) {
                        lock.unlockRead(stamp);
                        write = lock.writeLock();
                    }
                    x++;
                    y++;
                    lock.unlockWrite(write);
                } else {
                    long stamp = lock.tryOptimisticRead();
                    int a = x, b = y;
                    if (!lock.validate(stamp)) {
                        stamp = lock.readLock();
                        a = x;
                        b = y;
                        lock.unlockRead(stamp);
                    }
                    if (a != b) torn.incrementAndGet();
                }
            }
        });
        System.out.println("stamped " + x + " " + y + ", torn " + torn);

        ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
        int[] values = new int[8];
        all(6, id -> {
            for (int i = 0; i < 500; i++) {
                if (id == 0 || i % 10 == id) {
                    rw.writeLock().lock();
                    for (int k = 0; k < values.length; k++) values[k]++;
                    rw.readLock().lock();
                    rw.writeLock().unlock();
                    rw.readLock().unlock();
                } else {
                    rw.readLock().lock();
                    for (int v : values) if (v != values[0]) torn.incrementAndGet();
                    rw.readLock().unlock();
                }
            }
        });
        System.out.println("read-write " + values[0] + ", torn " + torn);

        ReentrantLock baton = new ReentrantLock();
        Condition[] turns = {baton.newCondition(), baton.newCondition(), baton.newCondition()};
        int[] state = new int[2];
        StringBuilder order = new StringBuilder();
        all(3, id -> {
            for (int i = 0; i < 200; i++) {
                baton.lock();
                try {
                    while (state[0] != id) turns[id].await();
                    if (i < 4) order.append(id);
                    state[1]++;
                    state[0] = (id + 1) % 3;
                    turns[state[0]].signal();
                } finally {
                    baton.unlock();
                }
            }
        });
        System.out.println("turns " + state[1] + " " + order);
    }
}
