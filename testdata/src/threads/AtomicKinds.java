import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** java.util.concurrent.atomic under contention and at its edges: updaters, arrays, stamped references, adders, failures. */
public class AtomicKinds {
    volatile int i;
    volatile long l;
    volatile String s;
    int plain;
    static volatile int st;
    volatile Integer boxed;
    private volatile int priv;
    static class Sub extends AtomicKinds {}
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + " " + b.run());
        } catch (Throwable e) { System.out.println(w + " " + e + (e.getCause() == null ? "" : " / " + e.getCause())); }
    }
    static void together(Runnable r) throws InterruptedException {
        Thread[] t = new Thread[4];
        for (int k = 0; k < 4; k++) (t[k] = new Thread(r)).start();
        for (Thread x : t) x.join();
    }
    public static void main(String[] args) throws Exception {
        AtomicInteger a = new AtomicInteger();
        AtomicLong b = new AtomicLong();
        AtomicIntegerArray arr = new AtomicIntegerArray(4);
        AtomicLongArray la = new AtomicLongArray(3);
        LongAdder ad = new LongAdder();
        DoubleAdder da = new DoubleAdder();
        LongAccumulator max = new LongAccumulator(Long::max, Long.MIN_VALUE);
        DoubleAccumulator dm = new DoubleAccumulator(Double::min, Double.POSITIVE_INFINITY);
        AtomicReference<List<Integer>> ref = new AtomicReference<>(List.of());
        AtomicKinds o = new AtomicKinds();
        AtomicIntegerFieldUpdater<AtomicKinds> fi = AtomicIntegerFieldUpdater.newUpdater(AtomicKinds.class, "i");
        AtomicLongFieldUpdater<AtomicKinds> fl = AtomicLongFieldUpdater.newUpdater(AtomicKinds.class, "l");
        AtomicReferenceFieldUpdater<AtomicKinds, String> fs = AtomicReferenceFieldUpdater.newUpdater(AtomicKinds.class, String.class, "s");
        o.s = "";
        together(() -> {
            for (int k = 0; k < 2000; k++) {
                a.incrementAndGet();
                b.addAndGet(3);
                arr.getAndIncrement(k & 3);
                la.accumulateAndGet(k % 3, 2, Long::sum);
                ad.add(k);
                da.add(0.5);
                max.accumulate(k);
                dm.accumulate(-k);
                fi.incrementAndGet(o);
                fl.getAndAdd(o, 5);
                if (k % 100 == 0) {
                    fs.updateAndGet(o, x -> x + "x");
                    ref.updateAndGet(x -> {
                        List<Integer> n = new ArrayList<>(x);
                        n.add(1);
                        return n;
                    });
                }
            }
        });
        System.out.println(a + " " + b + " " + arr + " " + la + " " + ad + " " + da + " " + max + " " + dm + " " + o.i + " " + o.l + " "
            + o.s.length() + " " + ref.get().size());
        System.out.println(a.getAndSet(5) + " " + a.compareAndSet(5, 6) + " " + a.compareAndSet(5, 7) + " " + a.compareAndExchange(6, 8)
            + " " + a.getAndUpdate(x -> x * 2) + " " + a.accumulateAndGet(4, (x, y) -> x - y) + " " + a.getPlain() + " " + a.getAcquire()
            + " " + a.getOpaque() + " " + a.decrementAndGet() + " " + a.weakCompareAndSetPlain(11, 1) + " " + a.doubleValue());
        a.set(Integer.MAX_VALUE);
        System.out.println(a.incrementAndGet() + " " + a.getAndDecrement() + " " + a.byteValue());
        b.set(Long.MIN_VALUE);
        System.out.println(b.decrementAndGet() + " " + b.intValue());
        AtomicBoolean z = new AtomicBoolean();
        System.out.println(z.getAndSet(true) + " " + z.compareAndSet(true, false) + " " + z.compareAndExchange(false, true) + " "
            + z.weakCompareAndSetVolatile(true, false) + " " + z);
        AtomicStampedReference<String> sr = new AtomicStampedReference<>("a", 1);
        int[] h = new int[1];
        System.out.println(sr.compareAndSet("a", "b", 1, 2) + " " + sr.compareAndSet("b", "c", 1, 2) + " " + sr.get(h) + h[0] + " "
            + sr.attemptStamp("b", 9) + sr.getStamp());
        AtomicMarkableReference<String> mr = new AtomicMarkableReference<>("m", false);
        boolean[] mk = new boolean[1];
        System.out.println(
            mr.attemptMark("m", true) + " " + mr.get(mk) + mk[0] + " " + mr.weakCompareAndSet("m", "n", true, false) + mr.isMarked());
        AtomicReferenceArray<String> ra = new AtomicReferenceArray<>(new String[] {"p", null});
        System.out.println(ra.compareAndSet(1, null, "q") + " " + ra.getAndSet(0, "r") + " " + ra + " " + ra.compareAndExchange(0, "z", "y")
            + " " + ra.updateAndGet(0, x -> x + x) + " " + ra.length());
        show("bounds", () -> arr.get(4));
        show("negative", () -> arr.getAndAdd(-1, 1));
        show("ra bounds", () -> ra.get(2));
        show("la bounds", () -> la.incrementAndGet(3));
        show("size", () -> new AtomicIntegerArray(-1));
        show("null array", () -> new AtomicLongArray(null));
        show("no field", () -> AtomicIntegerFieldUpdater.newUpdater(AtomicKinds.class, "none"));
        show("plain field", () -> AtomicIntegerFieldUpdater.newUpdater(AtomicKinds.class, "plain"));
        show("wrong type", () -> AtomicIntegerFieldUpdater.newUpdater(AtomicKinds.class, "l"));
        show("wrong type l", () -> AtomicLongFieldUpdater.newUpdater(AtomicKinds.class, "i"));
        show("wrong ref", () -> AtomicReferenceFieldUpdater.newUpdater(AtomicKinds.class, Object.class, "s"));
        show("primitive ref", () -> AtomicReferenceFieldUpdater.newUpdater(AtomicKinds.class, int.class, "i"));
        show("static", () -> {
            AtomicIntegerFieldUpdater<AtomicKinds> u = AtomicIntegerFieldUpdater.newUpdater(AtomicKinds.class, "st");
            return u;
        });
        show("array class", () -> AtomicIntegerFieldUpdater.newUpdater(int[].class, "length"));
        show("other class private", () -> AtomicIntegerFieldUpdater.newUpdater(AtomicInteger.class, "value"));
        show("private in sub", () -> AtomicIntegerFieldUpdater.newUpdater(Sub.class, "priv"));
        show("null target", () -> fi.get(null));
        show("null target s", () -> fs.get(null));
        show("wrong target", () -> {
            @SuppressWarnings({"unchecked", "rawtypes"}) Object r = ((AtomicIntegerFieldUpdater) fi).get("str");
            return r;
        });
        show("wrong value", () -> {
            @SuppressWarnings({"unchecked", "rawtypes"}) Object r = ((AtomicReferenceFieldUpdater) fs).getAndSet(o, 5);
            return r;
        });
        show("sub target", () -> fi.addAndGet(new Sub(), 4));
        System.out.println(fs.compareAndSet(o, "nope", "x") + " " + fs.getAndSet(o, null).length() + " " + fs.get(o) + " "
            + fs.weakCompareAndSet(o, null, "w") + " " + fs.accumulateAndGet(o, "v", String::concat) + " "
            + fi.getAndAccumulate(o, 3, (x, y) -> x % y) + " " + fi.updateAndGet(o, x -> - x) + " " + fl.compareAndSet(o, 40000, 1) + " "
            + fl.incrementAndGet(o));
        ad.reset();
        ad.increment();
        ad.decrement();
        ad.add(Long.MAX_VALUE);
        ad.increment();
        System.out.println(
            ad.sumThenReset() + " " + ad.sum() + " " + max.getThenReset() + " " + max + " " + dm.intValue() + " " + da.sumThenReset() + da);
        show("update throws", () -> a.updateAndGet(x -> { throw new ArithmeticException("fn"); }));
    }
}
