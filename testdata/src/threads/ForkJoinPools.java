import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.stream.*;

/** ForkJoinPool: recursive tasks, exceptions from other threads, CountedCompleter, quiescence, common pool facts, managed blocking. */
public class ForkJoinPools {
    static class Fib extends RecursiveTask<Integer> {
        final int n;
        Fib(int n) { this.n = n; }
        protected Integer compute() {
            if (n < 2) return n;
            Fib f = new Fib(n - 1);
            f.fork();
            return new Fib(n - 2).compute() + f.join();
        }
    }
    static class Sort extends RecursiveAction {
        final int[] a;
        final int lo, hi;
        Sort(int[] a, int lo, int hi) {
            this.a = a;
            this.lo = lo;
            this.hi = hi;
        }
        protected void compute() {
            if (hi - lo < 64) {
                Arrays.sort(a, lo, hi);
                return;
            }
            int mid = (lo + hi) >>> 1;
            invokeAll(new Sort(a, lo, mid), new Sort(a, mid, hi));
            int[] t = Arrays.copyOfRange(a, lo, mid);
            for (int i = 0, j = mid, k = lo; i < t.length;) a[k++] = j < hi && a[j] < t[i] ? a[j++] : t[i++];
        }
    }
    static class Failing extends RecursiveAction {
        final int d;
        Failing(int d) { this.d = d; }
        protected void compute() {
            if (d == 0) throw new IllegalArgumentException("leaf");
            invokeAll(new Failing(d - 1), new Failing(d - 1));
        }
    }
    static class Counter extends CountedCompleter<Long> {
        final int lo, hi;
        long result;
        final Counter[] subs = new Counter[2];
        Counter(CountedCompleter<?> p, int lo, int hi) {
            super(p);
            this.lo = lo;
            this.hi = hi;
        }
        public void compute() {
            if (hi - lo <= 100) {
                for (int i = lo; i < hi; i++) result += i;
            } else {
                int m = (lo + hi) >>> 1;
                setPendingCount(2);
                (subs[0] = new Counter(this, lo, m)).fork();
                (subs[1] = new Counter(this, m, hi)).fork();
            }
            tryComplete();
        }
        public void onCompletion(CountedCompleter<?> c) {
            for (Counter s : subs)
                if (s != null) result += s.result;
        }
        public Long getRawResult() { return result; }
    }
    public static void main(String[] args) throws Exception {
        ForkJoinPool p = new ForkJoinPool(4);
        System.out.println(p.invoke(new Fib(18)) + " " + p.getParallelism() + " " + p.getAsyncMode());
        int[] a = new Random(5).ints(20_000).toArray(), b = a.clone();
        p.invoke(new Sort(a, 0, a.length));
        Arrays.sort(b);
        System.out.println(Arrays.equals(a, b));
        try {
            p.invoke(new Failing(3));
        } catch (IllegalArgumentException e) {
            System.out.println(e + " " + (e.getCause() == null || e.getCause() instanceof IllegalArgumentException));
        }
        ForkJoinTask<Void> f = p.submit(new Failing(2));
        try {
            f.get();
        } catch (ExecutionException e) {
            System.out.println(e.getCause().getClass() + " " + f.isCompletedAbnormally() + " " + f.isCompletedNormally() + " "
                + f.getException().getClass());
        }
        System.out.println(p.invoke(new Counter(null, 0, 10_000)));
        System.out.println(p.submit(() -> IntStream.range(0, 1000).parallel().sum()).get());
        List<Future<Integer>> fs = p.invokeAll(List.of(() -> 1, () -> 2, () -> 3));
        int s = 0;
        for (Future<Integer> x : fs) s += x.get();
        System.out.println(s + " " + p.invokeAny(List.of(() -> 9, () -> 9)));
        ForkJoinTask<String> adapted = ForkJoinTask.adapt(() -> "adapted");
        System.out.println(adapted.invoke() + " " + adapted.isDone() + " " + adapted.getRawResult());
        ForkJoinTask<?> cancelled = new Fib(3);
        cancelled.cancel(true);
        try {
            cancelled.join();
        } catch (CancellationException e) { System.out.println(e.getClass() + " " + cancelled.isCancelled()); }
        AtomicInteger n = new AtomicInteger();
        for (int i = 0; i < 50; i++) p.execute(n::incrementAndGet);
        System.out.println(p.awaitQuiescence(1, TimeUnit.HOURS) + " " + n.get());
        Phaser ph = new Phaser(3);
        ForkJoinPool small = new ForkJoinPool(1);
        for (int i = 0; i < 2; i++)
            small.submit(() -> {
                try {
                    ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                        public boolean block() {
                            ph.awaitAdvance(ph.arrive());
                            return true;
                        }
                        public boolean isReleasable() { return false; }
                    });
                } catch (InterruptedException e) {}
            });
        System.out.println(ph.arriveAndAwaitAdvance());
        small.shutdown();
        System.out.println(small.awaitTermination(1, TimeUnit.HOURS) + " " + small.isTerminated() + " " + small.isShutdown());
        try {
            small.submit(() -> {});
        } catch (RejectedExecutionException e) { System.out.println(e.getClass()); }
        System.out.println(ForkJoinTask.inForkJoinPool() + " "
            + p.submit(() -> ForkJoinTask.inForkJoinPool() + " " + (ForkJoinTask.getPool() == p)).get());
        ForkJoinPool.commonPool().shutdown();
        System.out.println(ForkJoinPool.commonPool().isShutdown());
        Thread w = p.submit(Thread::currentThread).get();
        System.out.println(w.getName().replaceAll("\\d+", "N") + " " + w.isDaemon() + " " + (w instanceof ForkJoinWorkerThread) + " "
            + w.getThreadGroup().getName());
        try {
            new ForkJoinPool(0);
        } catch (IllegalArgumentException e) { System.out.println(e); }
        try {
            p.invoke(null);
        } catch (NullPointerException e) { System.out.println(e); }
        ForkJoinTask<Integer> ext = new Fib(10);
        ext.fork();
        System.out.println(ext.join());
        ForkJoinTask<Integer> q = new Fib(5);
        q.quietlyInvoke();
        System.out.println(q.getRawResult() + " " + q.compareAndSetForkJoinTaskTag((short) 0, (short) 4) + " " + q.getForkJoinTaskTag());
        q.reinitialize();
        System.out.println(q.isDone());
        q.completeExceptionally(new Error("ce"));
        try {
            q.join();
        } catch (Error e) { System.out.println(e); }
        System.out.println(p.toString().replaceAll("@[0-9a-f]+", "@").replaceAll("size = .*", "..."));
        p.shutdownNow();
        System.out.println(p.awaitTermination(1, TimeUnit.HOURS));
    }
}
