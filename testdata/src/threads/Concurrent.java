import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/** java.util.concurrent: executors, futures, queues, latches, locks, atomics, fork/join, concurrent maps. */
public class Concurrent {
    static class Sum extends RecursiveTask<Long> {
        final int lo, hi;
        Sum(int lo, int hi) { this.lo = lo; this.hi = hi; }
        protected Long compute() {
            if (hi - lo < 1000) { long s = 0; for (int i = lo; i < hi; i++) s += i; return s; }
            Sum a = new Sum(lo, (lo + hi) / 2), b = new Sum((lo + hi) / 2, hi);
            a.fork();
            return b.compute() + a.join();
        }
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> fs = new ArrayList<>();
        for (int i = 0; i < 10; i++) { int k = i; fs.add(pool.submit(() -> k * k)); }
        int s = 0;
        for (Future<Integer> f : fs) s += f.get();
        System.out.println(s + " " + pool.invokeAll(List.of(() -> "a", () -> "b")).get(1).get() + " " + pool.invokeAny(List.of(() -> 1)));
        try {
            pool.submit(() -> { throw new IllegalStateException("task"); }).get();
        } catch (ExecutionException e) {
            System.out.println(e.getMessage());
        }
        Future<?> slow = pool.submit(() -> { Thread.sleep(Integer.MAX_VALUE); return 1; });
        try {
            slow.get(5, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            System.out.println(slow.cancel(true) + " " + slow.isCancelled());
        }
        AtomicInteger ai = new AtomicInteger();
        LongAdder adder = new LongAdder();
        CountDownLatch latch = new CountDownLatch(4);
        CyclicBarrier barrier = new CyclicBarrier(4, ai::incrementAndGet);
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
        ReentrantLock lock = new ReentrantLock(true);
        int[] plain = {0};
        for (int t = 0; t < 4; t++)
            pool.execute(() -> {
                try {
                    barrier.await();
                    for (int i = 0; i < 5000; i++) {
                        adder.increment();
                        map.merge(i % 100, 1, Integer::sum);
                        lock.lock();
                        try { plain[0]++; } finally { lock.unlock(); }
                    }
                } catch (Exception e) {
                    System.out.println(e);
                }
                latch.countDown();
            });
        latch.await();
        System.out.println(ai + " " + adder.sum() + " " + map.size() + " " + map.reduceValues(1, Integer::sum) + " " + plain[0] + " " + lock.isFair());
        pool.shutdown();
        System.out.println(pool.awaitTermination(1, TimeUnit.HOURS) + " " + pool.isTerminated());
        try {
            pool.submit(() -> 1);
        } catch (RejectedExecutionException e) {
            System.out.println("rejected");
        }
        System.out.println(new ForkJoinPool(3).invoke(new Sum(0, 100000)) + " " + ForkJoinPool.commonPool().invoke(new Sum(0, 50000)));
        CompletableFuture<String> cf = CompletableFuture.supplyAsync(() -> 20).thenCombine(CompletableFuture.supplyAsync(() -> 22), Integer::sum).thenApply(x -> "=" + x).whenComplete((v, e) -> { });
        System.out.println(cf.get() + " " + CompletableFuture.supplyAsync(() -> 1 / (args.length)).exceptionally(e -> -1).join() + " " + CompletableFuture.allOf(cf).thenApply(v -> "all").join() + " " + CompletableFuture.failedFuture(new Exception("f")).isCompletedExceptionally());
        try {
            CompletableFuture.supplyAsync(() -> { throw new RuntimeException("async"); }).join();
        } catch (CompletionException e) {
            System.out.println(e.getMessage());
        }
        BlockingQueue<Integer> q = new ArrayBlockingQueue<>(2);
        Thread t = new Thread(() -> { try { for (int i = 0; i < 5; i++) q.put(i); } catch (InterruptedException e) { } });
        t.start();
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 5; i++) b.append(q.take());
        System.out.println(b + " " + q.poll(1, TimeUnit.MILLISECONDS));
        ReadWriteLock rw = new ReentrantReadWriteLock();
        rw.readLock().lock(); rw.readLock().lock(); rw.readLock().unlock(); rw.readLock().unlock(); rw.writeLock().lock();
        Condition c = rw.writeLock().newCondition();
        System.out.println(c.awaitNanos(1000) <= 0);
        rw.writeLock().unlock();
        Semaphore sem = new Semaphore(2);
        System.out.println(sem.tryAcquire(2) + " " + sem.tryAcquire() + " " + sem.availablePermits());
        Exchanger<String> ex = new Exchanger<>();
        Thread other = new Thread(() -> { try { ex.exchange("from other"); } catch (InterruptedException e) { } });
        other.start();
        System.out.println(ex.exchange("from main"));
        ScheduledExecutorService sch = Executors.newScheduledThreadPool(1);
        System.out.println(sch.schedule(() -> "scheduled", 5, TimeUnit.MILLISECONDS).get());
        sch.shutdownNow();
        AtomicReference<String> ref = new AtomicReference<>("a");
        System.out.println(ref.compareAndSet("a", "b") + ref.get() + " " + new AtomicLong(5).getAndUpdate(x -> x * 2) + " " + new AtomicIntegerArray(3).addAndGet(1, 4) + " " + new AtomicStampedReference<>("x", 1).getStamp());
        ConcurrentSkipListMap<String, Integer> skip = new ConcurrentSkipListMap<>(Map.of("b", 2, "a", 1, "c", 3));
        System.out.println(skip.headMap("c") + " " + new CopyOnWriteArrayList<>(List.of(1, 2)) + " " + new ConcurrentLinkedQueue<>(List.of(3)).poll());
        Timer timer = new Timer(true);
        CountDownLatch ticks = new CountDownLatch(3);
        timer.schedule(new TimerTask() { public void run() { ticks.countDown(); } }, 1, 1);
        ticks.await();
        timer.cancel();
        StampedLock sl = new StampedLock();
        long stamp = sl.tryOptimisticRead();
        System.out.println(sl.validate(stamp) + " " + new Phaser(1).arrive() + " " + TimeUnit.HOURS.toSeconds(2));
    }
}
