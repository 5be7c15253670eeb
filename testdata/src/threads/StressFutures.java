import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** CompletableFuture: chains, joins of many, races to complete, exceptions, timeouts; executors. */
public class StressFutures {
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int n = i;
            all.add(CompletableFuture.supplyAsync(() -> n, pool).thenApplyAsync(x -> x * 2, pool)
                    .thenCombine(CompletableFuture.supplyAsync(() -> 1, pool), Integer::sum)
                    .thenCompose(x -> CompletableFuture.supplyAsync(() -> x + n, pool)));
        }
        CompletableFuture.allOf(all.toArray(new CompletableFuture[0])).get(1, TimeUnit.HOURS);
        System.out.println("chains " + all.stream().mapToInt(CompletableFuture::join).sum());

        AtomicInteger winners = new AtomicInteger(), callbacks = new AtomicInteger();
        for (int round = 0; round < 100; round++) {
            CompletableFuture<Integer> f = new CompletableFuture<>();
            CountDownLatch done = new CountDownLatch(4);
            f.thenRun(callbacks::incrementAndGet);
            for (int t = 0; t < 4; t++) {
                int value = t;
                pool.execute(() -> {
                    if (f.complete(value)) winners.incrementAndGet();
                    done.countDown();
                });
            }
            done.await();
            f.thenRun(callbacks::incrementAndGet);
        }
        System.out.println("races won " + winners + ", callbacks " + callbacks);

        int failed = 0;
        for (int i = 0; i < 100; i++) {
            int n = i;
            CompletableFuture<Integer> f = CompletableFuture.supplyAsync(() -> {
                if (n % 3 == 0) throw new IllegalStateException("n" + n);
                return n;
            }, pool);
            try {
                f.join();
            } catch (CompletionException e) {
                if (e.getCause().getMessage().equals("n" + n)) failed++;
            }
        }
        System.out.println("failed " + failed);
        System.out.println(new CompletableFuture<String>().completeOnTimeout("late", 5, TimeUnit.MILLISECONDS).join());
        System.out.println(CompletableFuture.supplyAsync(() -> "delayed", CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS, pool)).join());
        pool.shutdown();
        System.out.println(pool.awaitTermination(1, TimeUnit.HOURS));
    }
}
