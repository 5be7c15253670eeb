import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Large arrays of references with few elements, filled in every way there is, keep what they hold through collections. */
public class LargeArrays {
    static final int SIZE = 50_000;

    interface Maker {
        Object[] make() throws Throwable;
    }

    static Object[] one(int at) {
        Object[] a = new Object[SIZE];
        a[at] = new String("element " + at);
        return a;
    }

    static String content(Object[] a) {
        StringBuilder text = new StringBuilder(a.length + ":");
        for (int i = 0; i < a.length; i++)
            if (a[i] != null) text.append(' ').append(i).append('=').append(a[i]);
        return text.toString();
    }

    static void check(String what, Maker maker) throws Throwable {
        Object[] a = maker.make();
        String before = content(a);
        byte[][] garbage = new byte[40][];
        for (int i = 0; i < 3; i++) {
            System.gc();
            for (int k = 0; k < 400; k++) garbage[k % 40] = new byte[20_000 + k];
            for (int k = 0; k < 4000; k++) garbage[k % 40] = new byte[k % 64];
        }
        System.out.println(what + " " + (before.equals(content(a)) ? before : "is damaged: " + content(a)));
    }

    public static void main(String[] args) throws Throwable {
        for (int at : new int[] {0, 8191, 8192, 33333, SIZE - 1}) check("store", () -> one(at));
        check("clone", () -> one(20_000).clone());
        check("Arrays.copyOf", () -> Arrays.copyOf(one(20_001), SIZE + 7));
        check("Arrays.copyOf of another type", () -> Arrays.copyOf(new Object[] {"s"}, SIZE, String[].class));
        check("Arrays.copyOfRange", () -> Arrays.copyOfRange(one(20_002), 100, SIZE - 5));
        check("System.arraycopy", () -> {
            Object[] a = new Object[SIZE];
            System.arraycopy(one(30_000), 29_990, a, 10_000, 20);
            return a;
        });
        check("System.arraycopy, checked", () -> {
            Object[] a = new String[SIZE];
            System.arraycopy(one(30_000), 29_990, a, 10_000, 20);
            return a;
        });
        check("System.arraycopy within", () -> {
            Object[] a = one(100);
            System.arraycopy(a, 0, a, 25_000, 1000);
            return a;
        });
        check("Array.set", () -> {
            Object[] a = (Object[]) Array.newInstance(String.class, SIZE);
            Array.set(a, 12_345, new String("reflected"));
            return a;
        });
        check("VarHandle", () -> {
            Object[] a = new Object[SIZE];
            VarHandle h = MethodHandles.arrayElementVarHandle(Object[].class);
            h.setVolatile(a, 1000, new String("volatile"));
            h.compareAndSet(a, 10_000, null, new String("compared"));
            h.getAndSet(a, 20_000, new String("exchanged"));
            h.setRelease(a, 30_000, new String("released"));
            h.weakCompareAndSetPlain(a, 40_000, null, new String("plain"));
            return a;
        });
        check("method handle", () -> {
            Object[] a = new Object[SIZE];
            MethodHandles.arrayElementSetter(Object[].class).invoke(a, 44_444, (Object) new String("handle"));
            return a;
        });
        check("AtomicReferenceArray", () -> {
            AtomicReferenceArray<Object> a = new AtomicReferenceArray<>(one(1));
            a.accumulateAndGet(40_001, new String("b"), (x, y) -> y);
            Object[] result = new Object[SIZE];
            for (int i = 0; i < SIZE; i++) result[i] = a.get(i);
            return result;
        });
        check("ArrayList.toArray", () -> new ArrayList<>(Arrays.asList(one(7))).toArray());
        check("nCopies", () -> {
            Object[] a = Collections.nCopies(SIZE, (Object) null).toArray();
            a[17_171] = new String("copy");
            return a;
        });
        check("ArrayDeque", () -> {
            ArrayDeque<Object> d = new ArrayDeque<>(SIZE);
            d.add(new String("first"));
            d.addFirst(new String("before"));
            return d.toArray(new Object[SIZE]);
        });
        check("many dimensions", () -> {
            Object[][] a = new Object[SIZE][];
            a[9] = new Object[SIZE];
            a[9][SIZE - 9] = new String("inner");
            return new Object[] {content(a[9])};
        });
        Map<Object, Object> map = new HashMap<>(200_000);
        check("HashMap", () -> {
            for (int i = 0; i < 50; i++) map.put("key " + i * 7919, new String("value " + i));
            return map.values().stream().sorted().toArray();
        });
        System.out.println(map.size() + " " + map.get("key 7919"));
        check("varargs and streams", () -> java.util.stream.IntStream.range(0, SIZE).mapToObj(i -> i % 9999 == 3 ? new String("s" + i) : null)
            .toArray());
    }
}
