import java.lang.invoke.*;
import java.util.*;
import java.util.concurrent.atomic.*;

/** Accesses by VarHandle and Unsafe in code that runs often: every type, plain to volatile, fields, elements and memory outside of the heap, references that only such a store keeps alive; and Class.cast. */
public class HotAccesses {
    static final int N = 40_000;
    byte b; short s; char c; int i; long l; float f; double d; boolean z;
    Object o;
    static int counter;

    static final VarHandle B, S, C, I, L, F, D, Z, O, COUNTER;
    static final VarHandle OBJECTS = MethodHandles.arrayElementVarHandle(Object[].class), STRINGS = MethodHandles.arrayElementVarHandle(String[].class), LONGS = MethodHandles.arrayElementVarHandle(long[].class), BYTES = MethodHandles.arrayElementVarHandle(byte[].class);
    static final sun.misc.Unsafe UNSAFE;
    static final long OFFSET_I, OFFSET_O;
    static {
        try {
            MethodHandles.Lookup k = MethodHandles.lookup();
            B = k.findVarHandle(HotAccesses.class, "b", byte.class);
            S = k.findVarHandle(HotAccesses.class, "s", short.class);
            C = k.findVarHandle(HotAccesses.class, "c", char.class);
            I = k.findVarHandle(HotAccesses.class, "i", int.class);
            L = k.findVarHandle(HotAccesses.class, "l", long.class);
            F = k.findVarHandle(HotAccesses.class, "f", float.class);
            D = k.findVarHandle(HotAccesses.class, "d", double.class);
            Z = k.findVarHandle(HotAccesses.class, "z", boolean.class);
            O = k.findVarHandle(HotAccesses.class, "o", Object.class);
            COUNTER = k.findStaticVarHandle(HotAccesses.class, "counter", int.class);
            var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            UNSAFE = (sun.misc.Unsafe) field.get(null);
            OFFSET_I = UNSAFE.objectFieldOffset(HotAccesses.class.getDeclaredField("i"));
            OFFSET_O = UNSAFE.objectFieldOffset(HotAccesses.class.getDeclaredField("o"));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static long numbers(HotAccesses h, int n) {
        B.set(h, (byte) n); S.setVolatile(h, (short) -n); C.setRelease(h, (char) (n * 7)); I.setOpaque(h, n * 3);
        L.setVolatile(h, n * 5_000_000_000L); F.set(h, n / 3f); D.setVolatile(h, -n / 7d); Z.setVolatile(h, (n & 1) != 0);
        return (byte) B.getVolatile(h) + (short) S.get(h) * 3L + (char) C.getAcquire(h) * 5L + (int) I.getOpaque(h) * 7L + (long) L.get(h) + (long) ((float) F.getVolatile(h) * 8) + (long) ((double) D.getAcquire(h) * 9) + ((boolean) Z.get(h) ? 1 : 0) + h.b + h.s + h.c + h.i + h.l;
    }
    static int exchanges(HotAccesses h, int n) {
        int result = 0;
        I.set(h, n);
        if (I.compareAndSet(h, n, n + 1)) result++;
        if (I.compareAndSet(h, n, n + 2)) result += 10;
        while (!I.weakCompareAndSetPlain(h, n + 1, n + 3)) result += 0;
        if (L.compareAndSet(h, (long) L.get(h), -1L)) result += 100;
        return result + (int) I.getAndAdd(h, 5) + (int) COUNTER.getAndAdd(1) + (int) I.get(h);
    }
    static int memory(HotAccesses h, long address, int n) {
        UNSAFE.putInt(address, n); // no object: an address
        UNSAFE.putInt(null, address + 4, n * 3);
        UNSAFE.putInt(h, OFFSET_I, n * 7);
        UNSAFE.putIntVolatile(null, address + 8, ~n);
        return UNSAFE.getInt(null, address) + UNSAFE.getInt(address + 4) + UNSAFE.getInt(h, OFFSET_I) + UNSAFE.getIntVolatile(null, address + 8) + (UNSAFE.compareAndSwapInt(null, address, n, n + 1) ? UNSAFE.getInt(address) : 0);
    }
    /** Old objects get references to new ones; nothing else keeps those alive. */
    static void keep(HotAccesses h, Object[] objects, String[] strings, int n) {
        O.set(h, new StringBuilder("field ").append(n));
        OBJECTS.setVolatile(objects, n % objects.length, new int[] {n, n + 1});
        STRINGS.setRelease(strings, n % strings.length, "string " + n);
        if ((n & 7) == 0) UNSAFE.putObject(h, OFFSET_O, new StringBuilder("unsafe ").append(n));
    }

    static Object cast(Class<?> k, Object o) { return k.cast(o); }
    static Number number(Object o) { return Number.class.cast(o); }
    static Comparable<?> comparable(Object o) { return Comparable.class.cast(o); }
    static Object[] array(Object o) { return Object[].class.cast(o); }
    static String string(Object o) { return String.class.cast(o); }
    static int primitive(Object o) { return int.class.cast(o) == null ? 1 : 2; }
    interface Try { Object run(); }
    static String attempt(Try t) {
        try {
            return String.valueOf(t.run());
        } catch (RuntimeException e) {
            return e.getClass().getName() + ": " + e.getMessage();
        }
    }

    public static void main(String[] args) {
        HotAccesses h = new HotAccesses();
        long sum = 0;
        for (int n = 0; n < N; n++) sum = sum * 31 + numbers(h, n);
        System.out.println("numbers " + sum);
        sum = 0;
        for (int n = 0; n < N; n++) sum = sum * 31 + exchanges(h, n);
        System.out.println("exchanges " + sum + " " + counter);
        long address = UNSAFE.allocateMemory(16);
        sum = 0;
        for (int n = 0; n < N; n++) sum = sum * 31 + memory(h, address, n);
        UNSAFE.freeMemory(address);
        System.out.println("memory " + sum);

        Object[] objects = new Object[64];
        String[] strings = new String[32];
        for (int round = 0; round < 5; round++) {
            System.gc(); // h and the arrays are old
            for (int n = 0; n < N; n++) keep(h, objects, strings, n);
            byte[][] garbage = new byte[200][];
            for (int n = 0; n < 20_000; n++) garbage[n % 200] = new byte[n % 1000];
            StringBuilder all = new StringBuilder().append(h.o);
            for (Object o : objects) all.append(((int[]) o)[1] - ((int[]) o)[0]).append(((int[]) o)[0]);
            for (String s : strings) all.append(s);
            System.out.println("kept " + h.o + " " + all.toString().hashCode());
        }
        long[] longs = new long[16];
        byte[] bytes = new byte[16];
        sum = 0;
        for (int n = 0; n < N; n++) {
            LONGS.setVolatile(longs, n & 15, (long) n << 20);
            BYTES.set(bytes, n & 15, (byte) n);
            sum += (long) LONGS.getVolatile(longs, 15 - (n & 15)) + (byte) BYTES.getOpaque(bytes, 15 - (n & 15));
        }
        System.out.println("elements " + sum);
        AtomicInteger ai = new AtomicInteger();
        AtomicReference<Object> ar = new AtomicReference<>();
        AtomicIntegerArray array = new AtomicIntegerArray(4);
        AtomicIntegerFieldUpdater<Updated> updater = AtomicIntegerFieldUpdater.newUpdater(Updated.class, "value");
        Updated updated = new Updated();
        for (int n = 0; n < N; n++) {
            ai.lazySet(ai.incrementAndGet() + 1);
            ar.set(ar.get() == null ? "x" : null);
            array.set(n & 3, array.get(3 - (n & 3)) + 1);
            updater.set(updated, updater.get(updated) + 2);
        }
        System.out.println("atomic " + ai + " " + ar + " " + array + " " + updated.value);

        Object[] values = {1, "text", null, 2.5, new Object[] {1}, new String[] {"a"}, new int[0], List.of()};
        StringBuilder casts = new StringBuilder();
        for (int n = 0; n < N; n++) {
            Object v = values[n < N - 8 ? 2 : n & 7];
            String line = n < N - 8 ? "" : attempt(() -> number(v)) + "; " + attempt(() -> comparable(v)) + "; " + attempt(() -> array(v) == null ? "null" : "array") + "; " + attempt(() -> string(v)) + "; " + attempt(() -> primitive(v)) + "; " + attempt(() -> cast(Runnable.class, v));
            if (n < N - 8) { number(n); comparable("c"); array(objects); string("s"); cast(Object.class, v); }
            if (!line.isEmpty()) casts.append(line).append('\n');
        }
        System.out.print(casts.toString().replaceAll("@[0-9a-f]+", "@N"));
        System.out.println(attempt(() -> I.get((HotAccesses) null)) + "\n" + attempt(() -> I.get((Object) "x")) + "\n" + attempt(() -> STRINGS.compareAndSet((Object) objects, 0, "a", "b")) + "\n" + attempt(() -> { LONGS.set(longs, 16, 1L); return 0; }));
    }
    static class Updated { volatile int value; }
}
