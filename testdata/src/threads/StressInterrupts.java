import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Interrupts in every blocking state, from several threads at once; none is lost, none is invented. */
public class StressInterrupts {
    interface Blocking {
        void run() throws InterruptedException;
    }

    /** Interrupts a thread until it has noticed it `times` times. */
    static void storm(String name, int times, Blocking blocking) throws InterruptedException {
        AtomicInteger caught = new AtomicInteger(), left = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        Thread victim = new Thread(() -> {
            while (caught.get() < times) {
                try {
                    blocking.run();
                    if (Thread.interrupted()) caught.incrementAndGet(); /* park and held flags */
                } catch (InterruptedException e) {
                    if (Thread.currentThread().isInterrupted()) left.incrementAndGet(); /* a further interrupt, or a fault */
                    caught.incrementAndGet();
                }
            }
            over.countDown();
        });
        victim.start();
        Thread[] interrupters = new Thread[3];
        for (int i = 0; i < interrupters.length; i++) {
            interrupters[i] = new Thread(() -> {
                while (over.getCount() > 0) {
                    victim.interrupt();
                    Thread.yield();
                }
            });
            interrupters[i].start();
        }
        victim.join();
        for (Thread t : interrupters) t.join();
        System.out.println(name + " " + caught);
    }

    public static void main(String[] args) throws InterruptedException {
        Object lock = new Object();
        CountDownLatch never = new CountDownLatch(1);
        LinkedBlockingQueue<String> empty = new LinkedBlockingQueue<>();
        ReentrantLock held = new ReentrantLock();
        storm("sleep", 300, () -> Thread.sleep(Integer.MAX_VALUE));
        storm("wait", 300, () -> {
            synchronized (lock) {
                lock.wait();
            }
        });
        storm("timed wait", 300, () -> {
            synchronized (lock) {
                lock.wait(Integer.MAX_VALUE);
            }
        });
        storm("park", 300, LockSupport::park);
        storm("latch", 300, never::await);
        storm("queue", 300, empty::take);
        Thread parent = Thread.currentThread();
        storm("join", 300, parent::join);
        held.lock();
        storm("lockInterruptibly", 300, held::lockInterruptibly);
        held.unlock();

        /* a notified thread keeps a later interrupt; a notification is not lost to an interrupted one */
        int[] passed = new int[1];
        for (int i = 0; i < 100; i++) {
            Object o = new Object();
            AtomicInteger ready = new AtomicInteger(), woken = new AtomicInteger(), interrupted = new AtomicInteger();
            Thread[] two = new Thread[2];
            for (int k = 0; k < 2; k++) {
                two[k] = new Thread(() -> {
                    synchronized (o) {
                        ready.incrementAndGet();
                        try {
                            o.wait();
                            woken.incrementAndGet();
                        } catch (InterruptedException e) {
                            interrupted.incrementAndGet();
                        }
                    }
                });
                two[k].start();
            }
            while (ready.get() < 2) Thread.yield();
            synchronized (o) {
                two[0].interrupt();
                o.notify();
            }
            two[0].join();
            synchronized (o) {
                o.notifyAll();
            }
            two[1].join();
            if (woken.get() + interrupted.get() == 2 && woken.get() >= 1) passed[0]++;
        }
        System.out.println("notify and interrupt " + passed[0]);
        /* unpark before park; permits do not add up */
        Thread self = Thread.currentThread();
        LockSupport.unpark(self);
        LockSupport.unpark(self);
        LockSupport.park();
        long begin = System.nanoTime();
        LockSupport.parkNanos(2_000_000); /* a second permit would end it at once */
        System.out.println("one permit " + (System.nanoTime() - begin >= 2_000_000) + " " + Thread.interrupted());
    }
}
