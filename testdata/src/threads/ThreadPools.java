import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** ThreadPoolExecutor and ScheduledThreadPoolExecutor: growth, rejection policies, hooks, shutdownNow, invokeAll/Any, periodic tasks. */
public class ThreadPools {
    static String clean(Object o) { return o.toString().replaceAll("@[0-9a-f]+", "@"); }
    public static void main(String[] args) throws Exception {
        CountDownLatch uncaught = new CountDownLatch(1), gate = new CountDownLatch(1), started = new CountDownLatch(3);
        ThreadPoolExecutor p = new ThreadPoolExecutor(1, 3, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2), r -> {
            Thread t = new Thread(r, "worker");
            t.setUncaughtExceptionHandler((x, e) -> {
                System.out.println("  uncaught " + e);
                uncaught.countDown();
            });
            return t;
        }) {
            @Override
            protected void beforeExecute(Thread t, Runnable r) {
                if (r instanceof FutureTask) return;
                started.countDown();
            }
            @Override
            protected void afterExecute(Runnable r, Throwable t) {
                if (t != null) System.out.println("  after " + t);
            }
            @Override
            protected void terminated() {
                System.out.println("  terminated");
            }
        };
        Runnable wait = () -> {
            try {
                gate.await();
            } catch (InterruptedException e) { System.out.println("  interrupted"); }
        };
        for (int i = 0; i < 5; i++) p.execute(wait);
        started.await();
        System.out.println(clean(p) + " " + p.getLargestPoolSize());
        try {
            p.execute(wait);
        } catch (RejectedExecutionException e) { System.out.println(clean(e.getMessage()).replaceAll("Lambda\\$\\S+", "Lambda")); }
        p.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
        Thread me = Thread.currentThread();
        p.execute(() -> System.out.println("caller runs " + (Thread.currentThread() == me)));
        p.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        p.execute(() -> System.out.println("never"));
        p.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
        p.execute(() -> {});
        System.out.println(p.getQueue().size() + " " + p.getActiveCount() + " " + p.getPoolSize());
        gate.countDown();
        CountDownLatch died = new CountDownLatch(1);
        while (p.getActiveCount() > 0 || !p.getQueue().isEmpty()) Thread.sleep(1);
        p.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
        p.execute(() -> {
            try {
                throw new IllegalStateException("task dies");
            } finally { died.countDown(); }
        });
        died.await();
        while (uncaught.getCount() > 0) Thread.sleep(1);
        System.out.println(p.submit(() -> "still works").get());
        p.allowCoreThreadTimeOut(true);
        p.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
        while (p.getPoolSize() > 0) Thread.sleep(1);
        System.out.println("pool empty " + p.getPoolSize());
        p.shutdown();
        System.out.println(
            p.awaitTermination(1, TimeUnit.HOURS) + " " + p.isTerminated() + " " + clean(p).replaceAll("tasks = \\d+\\]", "tasks]"));
        try {
            p.submit(() -> 1);
        } catch (RejectedExecutionException e) { System.out.println(e.getMessage().contains("[Terminated")); }
        ExecutorService one = Executors.newSingleThreadExecutor();
        CountDownLatch in = new CountDownLatch(1);
        Future<?> sleeper = one.submit(() -> {
            in.countDown();
            try {
                Thread.sleep(Integer.MAX_VALUE);
            } catch (InterruptedException e) {
                System.out.println("  sleeper interrupted " + Thread.currentThread().isInterrupted());
                throw e;
            }
            return null;
        });
        one.submit(() -> 1);
        one.submit(() -> 2);
        in.await();
        System.out.println(one.shutdownNow().size() + " " + one.awaitTermination(1, TimeUnit.HOURS));
        try {
            sleeper.get();
        } catch (ExecutionException e) { System.out.println(e); }
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<Integer>> all;
        do { // again, if there was no time for the first two either
            all = two.invokeAll(List.of(() -> 1, () -> { throw new Exception("second"); }, () -> {
                Thread.sleep(Integer.MAX_VALUE);
                return 3;
            }), 200, TimeUnit.MILLISECONDS);
        } while (all.get(0).isCancelled() || all.get(1).isCancelled());
        for (Future<Integer> f : all) try {
                System.out.println(f.isDone() + " " + f.isCancelled() + " " + f.get());
            } catch (Exception e) { System.out.println(e); }
        String yes = two.invokeAny(List.<Callable<String>>of(() -> { throw new Exception("no"); }, () -> "yes"));
        System.out.println(yes);
        try {
            two.invokeAny(List.<Callable<String>>of(() -> { throw new Exception("none"); }, () -> { throw new Exception("none"); }));
        } catch (ExecutionException e) { System.out.println(e); }
        try {
            two.invokeAny(List.of());
        } catch (IllegalArgumentException e) { System.out.println(e); }
        try {
            two.invokeAny(List.of(() -> {
                Thread.sleep(Integer.MAX_VALUE);
                return 1;
            }),
                10, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) { System.out.println(e); }
        CompletionService<Integer> cs = new ExecutorCompletionService<>(two);
        for (int i = 0; i < 4; i++) {
            int k = i;
            cs.submit(() -> k * k);
        }
        int sum = 0;
        for (int i = 0; i < 4; i++) sum += cs.take().get();
        System.out.println(sum + " " + cs.poll());
        two.shutdown();
        ScheduledThreadPoolExecutor s = new ScheduledThreadPoolExecutor(1);
        AtomicInteger n = new AtomicInteger();
        CountDownLatch five = new CountDownLatch(5);
        ScheduledFuture<?> rate = s.scheduleAtFixedRate(() -> {
            n.incrementAndGet();
            five.countDown();
        }, 0, 2, TimeUnit.MILLISECONDS);
        five.await();
        System.out.println(rate.cancel(false) + " " + rate.isCancelled() + " " + (n.get() >= 5));
        ScheduledFuture<?> dies = s.scheduleWithFixedDelay(() -> {
            if (n.incrementAndGet() > 0) throw new RuntimeException("periodic dies");
        }, 1, 1, TimeUnit.MILLISECONDS);
        try {
            dies.get();
        } catch (ExecutionException e) { System.out.println(e.getCause()); }
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        ScheduledFuture<String> last;
        long from, to;
        do { // again, if so much time passed meanwhile that another order was right
            order.clear();
            from = System.nanoTime();
            for (int d : new int[] {250, 10, 130}) s.schedule(() -> order.add("after " + d), d, TimeUnit.MILLISECONDS);
            last = s.schedule(() -> "last", 400, TimeUnit.MILLISECONDS);
            to = System.nanoTime();
            last.get();
        } while (to - from > 100_000_000);
        System.out.println(last.get() + " " + order + " " + (last.getDelay(TimeUnit.NANOSECONDS) <= 0) + " " + last.compareTo(last));
        CountDownLatch shut = new CountDownLatch(1);
        s.schedule(() -> {
            shut.await();
            System.out.println("delayed after shutdown");
            return 0;
        }, 500, TimeUnit.MILLISECONDS);
        s.scheduleAtFixedRate(() -> System.out.println("never"), 5000, 100, TimeUnit.SECONDS);
        s.setRemoveOnCancelPolicy(true);
        Future<?> removed = s.schedule(() -> 1, 1, TimeUnit.HOURS);
        removed.cancel(true);
        System.out.println(s.getQueue().contains(removed));
        s.shutdown();
        shut.countDown();
        System.out.println(s.awaitTermination(1, TimeUnit.HOURS));
        try {
            s.scheduleAtFixedRate(() -> {}, 1, 0, TimeUnit.SECONDS);
        } catch (IllegalArgumentException e) { System.out.println(e); }
        try {
            new ThreadPoolExecutor(3, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        } catch (IllegalArgumentException e) { System.out.println(e); }
        ExecutorService u = Executors.unconfigurableExecutorService(Executors.newCachedThreadPool(r -> {
            Thread t = new Thread(r);
            t.setDaemon(true);
            return t;
        }));
        System.out.println(
            u.submit(() -> 5).get() + " " + (u instanceof ThreadPoolExecutor) + " " + Executors.callable(() -> {}, "r").call());
        u.shutdown();
        Timer timer = new Timer("t", true);
        CountDownLatch ticks = new CountDownLatch(3);
        timer.schedule(new TimerTask() {
            public void run() {
                if (ticks.getCount() == 1) System.out.println("cancelled itself " + cancel());
                ticks.countDown();
            }
        }, 1, 1);
        ticks.await();
        System.out.println(timer.purge() >= 0);
        timer.cancel();
        try {
            timer.schedule(new TimerTask() {
                public void run() {}
            }, 1);
        } catch (IllegalStateException e) { System.out.println(e); }
    }
}
