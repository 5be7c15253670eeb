import java.util.*;
import java.util.concurrent.*;

/** Blocking and concurrent queues: bounds, timeouts, transfer, delay and priority order, iterators that may lag, drainTo, failures. */
public class QueueKinds {
    static class Later implements Delayed {
        final String n;
        final long at;
        Later(String n, long now, long ms) {
            this.n = n;
            at = now + ms * 1_000_000;
        }
        public long getDelay(TimeUnit u) { return u.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS); }
        public int compareTo(Delayed d) { return Long.compare(at, ((Later) d).at); }
        public String toString() { return n; }
    }
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + " " + b.run());
        } catch (Throwable e) { System.out.println(w + " " + e); }
    }
    static Thread go(Body b) {
        Thread t = new Thread(() -> {
            try {
                b.run();
            } catch (Exception e) { System.out.println("thread: " + e); }
        });
        t.start();
        return t;
    }
    static void parked(Thread t) throws InterruptedException {
        while (t.getState() != Thread.State.WAITING && t.getState() != Thread.State.TIMED_WAITING) Thread.sleep(1);
    }
    public static void main(String[] args) throws Exception {
        for (BlockingQueue<Integer> q :
            List.of(new ArrayBlockingQueue<Integer>(3), new LinkedBlockingQueue<Integer>(3), new LinkedBlockingDeque<Integer>(3),
                new PriorityBlockingQueue<Integer>(3), new LinkedTransferQueue<Integer>(), new SynchronousQueue<Integer>())) {
            System.out.println(q.getClass().getSimpleName());
            for (int i : new int[] {3, 1, 2}) show(" offer", () -> q.offer(i));
            show(" full add", () -> q.add(9));
            show(" full offer", () -> q.offer(8, 1, TimeUnit.MILLISECONDS));
            show(" remaining", q::remainingCapacity);
            show(" toString", q::toString);
            show(" peek", q::peek);
            show(" element", q::element);
            show(" poll", q::poll);
            show(" contains", () -> q.contains(2));
            show(" remove", () -> q.remove(2));
            show(" null", () -> q.offer(null));
            Iterator<Integer> it = q.iterator();
            show(" it", () -> it.hasNext() ? it.next() : "none");
            show(" it.remove", () -> {
                it.remove();
                return q;
            });
            List<Integer> d = new ArrayList<>();
            show(" drain", () -> q.drainTo(d, 1) + " " + d + " " + q.drainTo(d) + " " + d);
            show(" self", () -> q.drainTo(q));
            show(" empty poll", () -> q.poll(1, TimeUnit.MILLISECONDS));
            show(" empty remove", q::remove);
            int[] sum = {0};
            Thread c = go(() -> {
                for (int i = 0; i < 300; i++) sum[0] += q.take();
                return 0;
            });
            for (int i = 0; i < 300; i++) q.put(i);
            c.join();
            System.out.println(" sum " + sum[0] + " " + q.isEmpty());
            Thread w = go(() -> q.take());
            parked(w);
            w.interrupt();
            w.join();
        }
        DelayQueue<Later> dq = new DelayQueue<>();
        long now = System.nanoTime();
        dq.add(new Later("c", now, 30));
        dq.add(new Later("a", now, 2));
        dq.add(new Later("b", now, 15));
        System.out.println(dq.peek() + " " + dq.take() + dq.take() + dq.take() + " " + dq.poll());
        LinkedTransferQueue<String> tq = new LinkedTransferQueue<>();
        System.out.println(tq.tryTransfer("x") + " " + tq.tryTransfer("y", 1, TimeUnit.MILLISECONDS) + " " + tq);
        Thread t = go(() -> {
            System.out.println("took " + tq.take());
            return 0;
        });
        parked(t);
        System.out.println(tq.hasWaitingConsumer() + " " + tq.getWaitingConsumerCount());
        tq.transfer("z");
        t.join();
        ConcurrentLinkedQueue<Integer> cq = new ConcurrentLinkedQueue<>(List.of(1, 2, 3));
        Iterator<Integer> ci = cq.iterator();
        cq.poll();
        cq.add(4);
        List<Integer> seen = new ArrayList<>();
        ci.forEachRemaining(seen::add);
        System.out.println(seen + " " + cq.removeIf(x -> x % 2 == 0) + " " + cq);
        ConcurrentLinkedDeque<Integer> cd = new ConcurrentLinkedDeque<>(List.of(1, 2, 3));
        cd.push(0);
        cd.addLast(4);
        System.out.println(cd.pollLast() + " " + cd + " " + cd.peekFirst());
        cd.descendingIterator().forEachRemaining(x -> System.out.print(x + " "));
        System.out.println();
        PriorityQueue<String> pq = new PriorityQueue<>(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
        pq.addAll(List.of("bb", "a", "ccc", "b", "aa"));
        StringBuilder sb = new StringBuilder();
        while (!pq.isEmpty()) sb.append(pq.poll()).append(' ');
        System.out.println(sb);
        show("pq null", () -> pq.add(null));
        show("pq class", () -> {
            PriorityQueue<Object> p = new PriorityQueue<>();
            p.add(1);
            p.add("x");
            return p;
        });
        show("pq one", () -> new PriorityQueue<Object>().add(new Object()));
        show("capacity", () -> new ArrayBlockingQueue<>(0));
        show("ctor", () -> new ArrayBlockingQueue<>(1, true, List.of(1, 2)));
        ConcurrentHashMap<String, Integer> m = new ConcurrentHashMap<>();
        for (int i = 0; i < 1000; i++) m.merge("k" + i % 37, i, Integer::sum);
        System.out.println(m.reduceValues(1, Integer::sum) + " " + m.search(10, (k, v) -> k.equals("k5") ? v : null) + " "
            + m.mappingCount() + " " + m.reduceKeysToInt(1, String::length, 0, Math::max));
        show("recursive", () -> m.computeIfAbsent("new", k -> m.computeIfAbsent("new", j -> 1)));
        show("null key", () -> m.put(null, 1));
        show("null value", () -> m.put("a", null));
        show("absent null", () -> m.computeIfAbsent("zz", k -> null) + " " + m.containsKey("zz"));
        show("compute remove", () -> m.compute("k1", (k, v) -> null) + " " + m.size());
        ConcurrentSkipListMap<Integer, String> sk = new ConcurrentSkipListMap<>();
        for (int i = 0; i < 100; i += 7) sk.put(i, "v" + i);
        System.out.println(sk.floorEntry(50) + " " + sk.ceilingKey(50) + " " + sk.headMap(20, true) + " " + sk.descendingMap().firstKey()
            + " " + sk.pollLastEntry() + " " + sk.subMap(10, 30).size());
        show("sub", () -> sk.subMap(10, 30).put(99, "x"));
        CopyOnWriteArrayList<Integer> cw = new CopyOnWriteArrayList<>(List.of(1, 2, 3));
        for (int x : cw) cw.add(x * 10);
        System.out.println(cw + " " + cw.addIfAbsent(1) + " " + cw.addAllAbsent(List.of(1, 7)));
        show("cow remove", () -> {
            Iterator<Integer> i = cw.iterator();
            i.next();
            i.remove();
            return 0;
        });
        show("cow sub", () -> {
            List<Integer> s = cw.subList(0, 2);
            cw.add(5);
            return s.get(0);
        });
        ConcurrentSkipListSet<String> ss = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);
        ss.addAll(List.of("b", "A", "c", "B"));
        System.out.println(ss + " " + ss.higher("a"));
        ThreadLocalRandom r = ThreadLocalRandom.current();
        int v = r.nextInt(5, 10);
        System.out.println(v >= 5 && v < 10);
        show("seed", () -> {
            r.setSeed(1);
            return 0;
        });
        show("bound", () -> r.nextInt(0));
        show("bounds", () -> r.nextInt(5, 5));
    }
}
