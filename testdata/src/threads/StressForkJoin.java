import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Work stealing: sums and Fibonacci by RecursiveTask, a tree of CountedCompleters, managed blocking. */
public class StressForkJoin {
    static class Sum extends RecursiveTask<Long> {
        final int from, to;

        Sum(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Long compute() {
            if (to - from <= 16) {
                long sum = 0;
                for (int i = from; i < to; i++) sum += i;
                return sum;
            }
            int middle = (from + to) >>> 1;
            Sum left = new Sum(from, middle), right = new Sum(middle, to);
            left.fork();
            return right.compute() + left.join();
        }
    }

    static class Fib extends RecursiveTask<Integer> {
        final int n;

        Fib(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) return n;
            Fib a = new Fib(n - 1), b = new Fib(n - 2);
            invokeAll(a, b);
            return a.join() + b.join();
        }
    }

    static class Leaves extends CountedCompleter<Void> {
        final int depth;
        final AtomicInteger leaves;

        Leaves(CountedCompleter<?> parent, int depth, AtomicInteger leaves) {
            super(parent);
            this.depth = depth;
            this.leaves = leaves;
        }

        @Override
        public void compute() {
            if (depth == 0) {
                leaves.incrementAndGet();
            } else {
                setPendingCount(2);
                new Leaves(this, depth - 1, leaves).fork();
                new Leaves(this, depth - 1, leaves).fork();
            }
            tryComplete();
        }
    }

    public static void main(String[] args) {
        for (int parallelism : new int[] {1, 2, 4, 7}) {
            ForkJoinPool pool = new ForkJoinPool(parallelism);
            AtomicInteger leaves = new AtomicInteger();
            long sum = pool.invoke(new Sum(0, 20_000));
            int fib = pool.invoke(new Fib(14));
            pool.invoke(new Leaves(null, 9, leaves));
            pool.shutdown();
            System.out.println(parallelism + " " + sum + " " + fib + " " + leaves);
        }
        System.out.println(ForkJoinPool.commonPool().invoke(new Sum(0, 50_000)));
    }
}
