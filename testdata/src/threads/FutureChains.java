import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** CompletableFuture: composition, exceptions and their wrapping, timeouts, cancellation, obtrude, toString, allOf and anyOf. */
public class FutureChains {
    static String of(CompletableFuture<?> f) { return f.toString().replaceAll("@[0-9a-f]+", "@"); }
    static void show(String what, Callable<?> c) {
        try {
            System.out.println(what + ": " + c.call());
        } catch (Throwable e) {
            StringBuilder s = new StringBuilder();
            for (Throwable t = e; t != null; t = t.getCause()) s.append(" <- ").append(t);
            System.out.println(what + ":" + s);
        }
    }
    public static void main(String[] args) throws Exception {
        CompletableFuture<Integer> a = new CompletableFuture<>();
        CompletableFuture<String> b = a.thenApply(x -> x * 2)
                                          .thenCompose(x -> CompletableFuture.supplyAsync(() -> "v" + x))
                                          .thenCombine(CompletableFuture.completedFuture(5), (s, n) -> s + n);
        System.out.println(of(a) + " " + of(b) + " " + a.getNumberOfDependents());
        a.complete(21);
        show("chain", b::get);
        System.out.println(
            of(a) + " " + a.complete(3) + " " + a.getNow(-1) + " " + a.isDone() + a.isCancelled() + a.isCompletedExceptionally());
        CompletableFuture<Integer> bad = CompletableFuture.supplyAsync(() -> { throw new IllegalStateException("boom"); });
        show("get", bad::get);
        show("join", bad::join);
        show("getNow", () -> bad.getNow(1));
        show("dependent get", () -> bad.thenApply(x -> x + 1).get());
        show("dependent join", () -> bad.thenApply(x -> x + 1).thenApply(x -> x).join());
        show("handle", () -> bad.handle((v, e) -> v + "/" + e).get());
        show("handle after apply", () -> bad.thenApply(x -> x).handle((v, e) -> v + "/" + e).get());
        show("exceptionally", () -> bad.exceptionally(e -> 7).thenApply(x -> x + 1).get());
        show("exceptionallyCompose", () -> bad.exceptionallyCompose(e -> CompletableFuture.completedFuture(9)).get());
        show("whenComplete rethrows", () -> bad.whenComplete((v, e) -> System.out.println("  saw " + v + " " + e)).get());
        show("whenComplete throws too",
            () -> CompletableFuture.completedFuture(1).whenComplete((v, e) -> { throw new RuntimeException("in whenComplete"); }).get());
        show("both fail",
            ()
                -> bad.whenComplete((v, e) -> { throw new RuntimeException("second"); })
                       .handle((v, e) -> e + " " + Arrays.toString(e.getSuppressed()))
                       .get());
        show("failedFuture", () -> CompletableFuture.failedFuture(new java.io.IOException("io")).get());
        show("failedStage", () -> CompletableFuture.failedStage(new Exception("st")).handle((v, e) -> "" + e).toCompletableFuture().get());
        CompletableFuture<String> c = new CompletableFuture<>();
        CompletableFuture<String> d = c.thenApply(s -> s + "!");
        System.out.println(
            c.cancel(true) + " " + c.cancel(false) + " " + c.isCancelled() + " " + d.isCancelled() + " " + d.isCompletedExceptionally());
        show("cancelled", c::get);
        show("dependent of cancelled", d::get);
        show("timeout get", () -> new CompletableFuture<>().get(10, TimeUnit.MILLISECONDS));
        show("orTimeout", () -> new CompletableFuture<>().orTimeout(10, TimeUnit.MILLISECONDS).get());
        show("completeOnTimeout", () -> new CompletableFuture<>().completeOnTimeout("late", 10, TimeUnit.MILLISECONDS).get());
        CompletableFuture<Integer> o = CompletableFuture.completedFuture(1);
        o.obtrudeValue(2);
        show("obtruded", o::get);
        o.obtrudeException(new Error("obtruded"));
        show("obtruded exception", o::get);
        CompletableFuture<Integer> x = new CompletableFuture<>(), y = new CompletableFuture<>(), z = new CompletableFuture<>();
        CompletableFuture<Void> all = CompletableFuture.allOf(x, y, z);
        CompletableFuture<Object> any = CompletableFuture.anyOf(x, y, z);
        y.complete(5);
        System.out.println(any.join() + " " + all.isDone());
        x.completeExceptionally(new Exception("x failed"));
        z.complete(1);
        show("allOf", all::get);
        System.out.println(CompletableFuture.allOf().isDone() + " " + CompletableFuture.anyOf().isDone());
        show("either", () -> new CompletableFuture<Integer>().applyToEither(CompletableFuture.completedFuture(3), n -> n + 1).get());
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> r = CompletableFuture.runAsync(() -> log.add("run"))
                                        .thenRun(() -> log.add("then"))
                                        .thenAccept(v -> log.add("accept " + v))
                                        .runAfterBoth(y, () -> log.add("both"))
                                        .thenAcceptBoth(y, (v, n) -> log.add("acceptBoth " + n));
        r.join();
        System.out.println(log);
        Executor direct = Runnable::run;
        show("direct", () -> {
            Thread me = Thread.currentThread();
            return CompletableFuture.supplyAsync(() -> Thread.currentThread() == me, direct).get();
        });
        show("rejecting", () -> CompletableFuture.supplyAsync(() -> 1, t -> { throw new RejectedExecutionException("full"); }).get());
        show("pool thread",
            ()
                -> CompletableFuture
                       .supplyAsync(
                           () -> Thread.currentThread().getName().replaceAll("\\d+", "N") + " " + Thread.currentThread().isDaemon())
                       .get());
        CompletableFuture<Integer> copy = a.copy(), min = (CompletableFuture<Integer>) a.minimalCompletionStage();
        System.out.println(copy.join() + " " + of(min));
        try {
            min.join();
        } catch (UnsupportedOperationException e) { System.out.println(e); }
        try {
            a.thenApply(null);
        } catch (NullPointerException e) { System.out.println(e); }
        long t0 = System.nanoTime();
        show("delayed", () -> CompletableFuture.supplyAsync(() -> "d", CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS)).get());
        System.out.println(System.nanoTime() - t0 >= 29_000_000L);
        // a long chain must not overflow the stack
        CompletableFuture<Integer> head = new CompletableFuture<>(), tail = head;
        for (int i = 0; i < 100_000; i++) tail = tail.thenApply(n -> n + 1);
        head.complete(0);
        System.out.println(tail.join());
        CompletableFuture<Integer> s = new CompletableFuture<>();
        s.completeAsync(() -> 77, direct);
        show("completeAsync", s::get);
        show("allow null", () -> CompletableFuture.completedFuture(null).thenApply(n -> "" + n).get());
        Thread t = Thread.currentThread();
        t.interrupt();
        show("interrupted", () -> new CompletableFuture<>().get());
        System.out.println(t.isInterrupted());
        FutureTask<Integer> ft = new FutureTask<>(() -> 5);
        System.out.println(ft.toString().replaceAll("@[0-9a-f]+", "@").replaceAll("Lambda.*0x[0-9a-f]+", "Lambda"));
        ft.run();
        System.out.println(ft.toString().replaceAll("@[0-9a-f]+", "@") + " " + ft.get());
        FutureTask<Integer> ff = new FutureTask<>(() -> { throw new Exception("ft"); });
        ff.run();
        show("ft", ff::get);
        System.out.println(ff.toString().replaceAll("@[0-9a-f]+", "@"));
    }
}
