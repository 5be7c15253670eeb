import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Timer, ScheduledThreadPoolExecutor, timed waits of every kind: none returns early. */
public class StressTimers {
    static void timed(String what, long ms, Waiting waiting) throws Exception {
        long begin = System.nanoTime();
        waiting.run();
        long spent = System.nanoTime() - begin;
        System.out.println(what + " " + (spent >= ms * 1_000_000L ? "in time" : "too early: " + spent));
    }

    interface Waiting {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Timer timer = new Timer(true);
        CountDownLatch ticks = new CountDownLatch(5), later = new CountDownLatch(3);
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                ticks.countDown();
                if (ticks.getCount() == 0) cancel();
            }
        }, 1, 2);
        ticks.await();
        StringBuffer order = new StringBuffer();
        CountDownLatch all = new CountDownLatch(1);
        timer.schedule(new TimerTask() { // keeps the timer's thread busy until all three are there
            @Override
            public void run() {
                try {
                    all.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }, 0);
        long now = System.currentTimeMillis();
        for (int i = 3; i >= 1; i--) {
            int n = i;
            timer.schedule(new TimerTask() {
                @Override
                public void run() {
                    order.append(n);
                    later.countDown();
                }
            }, new Date(now + 20L * i));
        }
        all.countDown();
        later.await();
        timer.cancel();
        System.out.println("timer " + order);

        ScheduledExecutorService service = Executors.newScheduledThreadPool(2);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch ten = new CountDownLatch(10);
        ScheduledFuture<?> rate = service.scheduleAtFixedRate(() -> {
            runs.incrementAndGet();
            ten.countDown();
        }, 0, 1, TimeUnit.MILLISECONDS);
        ten.await();
        rate.cancel(false);
        ScheduledFuture<Integer> one = service.schedule(() -> 7, 3, TimeUnit.MILLISECONDS);
        System.out.println("scheduled " + one.get() + " " + (runs.get() >= 10) + " " + rate.isCancelled());
        service.shutdownNow();
        System.out.println(service.awaitTermination(1, TimeUnit.HOURS));

        Object lock = new Object();
        timed("sleep", 5, () -> Thread.sleep(5));
        timed("sleep with nanos", 3, () -> Thread.sleep(2, 999_999));
        timed("wait", 5, () -> {
            long end = System.nanoTime() + 5_000_000;
            synchronized (lock) {
                for (long left; (left = end - System.nanoTime()) > 0;) lock.wait(left / 1_000_000 + 1);
            }
        });
        timed("parkNanos", 5, () -> {
            long end = System.nanoTime() + 5_000_000;
            for (long left; (left = end - System.nanoTime()) > 0;) LockSupport.parkNanos(left);
        });
        timed("await", 5, () -> new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS));
        timed("join", 5, () -> {
            Thread t = new Thread(() -> LockSupport.parkNanos(200_000_000));
            t.setDaemon(true);
            t.start();
            t.join(5);
        });
    }
}
