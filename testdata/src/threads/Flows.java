import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** java.util.concurrent.Flow with SubmissionPublisher: demand, back pressure, drops, processors, errors, closing. */
public class Flows {
    static class Sub implements Flow.Subscriber<Integer> {
        final List<String> log = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch end = new CountDownLatch(1);
        final int batch, cancelAt;
        Flow.Subscription s;
        int n;
        Sub(int batch, int cancelAt) {
            this.batch = batch;
            this.cancelAt = cancelAt;
        }
        public void onSubscribe(Flow.Subscription x) {
            s = x;
            s.request(batch);
        }
        public void onNext(Integer i) {
            log.add("" + i);
            if (i == 13) throw new IllegalStateException("unlucky");
            if (++n == cancelAt) {
                s.cancel();
                end.countDown();
            } else if (n % batch == 0)
                s.request(batch);
        }
        public void onError(Throwable t) {
            log.add("error " + t.getMessage());
            end.countDown();
        }
        public void onComplete() {
            log.add("complete");
            end.countDown();
        }
    }
    static class Map2 extends SubmissionPublisher<Integer> implements Flow.Processor<Integer, Integer> {
        final IntUnaryOperator f;
        Flow.Subscription s;
        Map2(IntUnaryOperator f) {
            super(Runnable::run, 8);
            this.f = f;
        }
        public void onSubscribe(Flow.Subscription x) {
            s = x;
            s.request(1);
        }
        public void onNext(Integer i) {
            submit(f.applyAsInt(i));
            s.request(1);
        }
        public void onError(Throwable t) { closeExceptionally(t); }
        public void onComplete() { close(); }
    }
    public static void main(String[] args) throws Exception {
        SubmissionPublisher<Integer> p = new SubmissionPublisher<>(Executors.newCachedThreadPool(r -> {
            Thread t = new Thread(r);
            t.setDaemon(true);
            return t;
        }),
            4);
        Sub a = new Sub(1, -1), b = new Sub(3, 5), c = new Sub(100, -1);
        Map2 m = new Map2(x -> x * x);
        Sub d = new Sub(2, -1);
        m.subscribe(d);
        p.subscribe(a);
        p.subscribe(b);
        p.subscribe(c);
        p.subscribe(m);
        System.out.println(
            p.getNumberOfSubscribers() + " " + p.hasSubscribers() + " " + p.getMaxBufferCapacity() + " " + p.isSubscribed(a));
        for (int i = 1; i <= 10; i++) p.submit(i);
        p.close();
        for (Sub s : List.of(a, b, c, d)) {
            s.end.await();
            System.out.println(s.log);
        }
        System.out.println(p.isClosed());
        try {
            p.submit(1);
        } catch (IllegalStateException e) { System.out.println(e); }
        Sub late = new Sub(1, -1);
        p.subscribe(late);
        late.end.await();
        System.out.println(late.log);
        SubmissionPublisher<Integer> q = new SubmissionPublisher<>(Runnable::run, 2);
        Sub bad = new Sub(5, -1);
        q.subscribe(bad);
        q.submit(12);
        q.submit(13);
        q.submit(14);
        System.out.println(bad.log + " " + q.getNumberOfSubscribers());
        Sub never = new Sub(1, -1) {
            public void onSubscribe(Flow.Subscription x) { s = x; }
        };
        q.subscribe(never);
        int drops = 0;
        for (int i = 0; i < 5; i++)
            if (q.offer(i, (s, x) -> false) < 0) drops++;
        System.out.println(
            drops + " " + q.estimateMaximumLag() + " " + q.estimateMinimumDemand() + " " + q.offer(9, 5, TimeUnit.MILLISECONDS, null));
        never.s.request(2);
        System.out.println(never.log);
        never.s.request(0);
        System.out.println(never.log);
        SubmissionPublisher<Integer> e = new SubmissionPublisher<>(Runnable::run, 2);
        Sub es = new Sub(1, -1);
        e.subscribe(es);
        e.closeExceptionally(new Exception("closed so"));
        System.out.println(es.log + " " + e.getClosedException().getMessage());
        try {
            e.subscribe(null);
        } catch (NullPointerException x) { System.out.println("npe"); }
        try {
            new SubmissionPublisher<Integer>(Runnable::run, 0);
        } catch (IllegalArgumentException x) { System.out.println(x); }
        SubmissionPublisher<Integer> k = new SubmissionPublisher<>();
        CompletableFuture<Void> cons = k.consume(x -> System.out.println("consumed " + x));
        k.submit(1);
        k.close();
        cons.get();
        Sub twice = new Sub(1, -1);
        SubmissionPublisher<Integer> t = new SubmissionPublisher<>(Runnable::run, 2);
        t.subscribe(twice);
        t.subscribe(twice);
        System.out.println(twice.log);
    }
}
