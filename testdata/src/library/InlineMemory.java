import java.lang.invoke.*;
import java.lang.ref.*;
import java.lang.reflect.*;
import java.nio.*;
import java.util.*;
import java.util.concurrent.atomic.*;
import sun.misc.Unsafe;

/** Unsafe, classes, arrays and references where machine code has instructions for them: all types, in fields, arrays and memory; and what fails. */
public class InlineMemory {
    static final Unsafe U;
    static {
        try {
            Field f = Unsafe.class.getDeclaredField("theUnsafe");
            f.setAccessible(true);
            U = (Unsafe) f.get(null);
        } catch (ReflectiveOperationException e) { throw new Error(e); }
    }
    static class Holder {
        boolean z;
        byte b = -5;
        short s = -300;
        char c = '\uffee';
        int i = -70000;
        long l = Long.MIN_VALUE + 5;
        float f = -0.0f;
        double d = Double.NaN;
        Object o = "object";
        static int count = 3;
    }
    static long offset(String name) {
        try {
            return U.objectFieldOffset(Holder.class.getDeclaredField(name));
        } catch (ReflectiveOperationException e) { throw new Error(e); }
    }
    static final long Z = offset("z"), B = offset("b"), S = offset("s"), C = offset("c"), I = offset("i"), L = offset("l"), F = offset("f"),
                      D = offset("d"), O = offset("o");

    static long h;
    static void mix(long x) {
        h = (h ^ x) * 0x9E3779B97F4A7C15L + (h >>> 29);
    }

    static void fields(Holder x, int n) {
        for (int k = 0; k < n; k++) {
            U.putBoolean(x, Z, (k & 1) != 0);
            U.putByte(x, B, (byte) k);
            U.putShort(x, S, (short) (k * 7));
            U.putChar(x, C, (char) (k * 13));
            U.putInt(x, I, -k);
            U.putLong(x, L, (long) k << 33);
            U.putFloat(x, F, k / 3f);
            U.putDouble(x, D, -k / 7.0);
            U.putObject(x, O, (k & 1) != 0 ? "odd" : x);
            mix((U.getBoolean(x, Z) ? 1 : 0) + U.getByte(x, B) + U.getShort(x, S) + U.getChar(x, C) + U.getInt(x, I) + U.getLong(x, L));
            mix(Float.floatToIntBits(U.getFloat(x, F)) ^ Double.doubleToLongBits(U.getDouble(x, D)));
            mix(U.getObject(x, O) == x ? 1 : 2);
            mix((x.z ? 1 : 0) + x.b + x.s + x.c + x.i + x.l + (long) x.f + (long) x.d);
            U.putBooleanVolatile(x, Z, (k & 2) != 0);
            U.putByteVolatile(x, B, (byte) -k);
            U.putShortVolatile(x, S, (short) (k * -7));
            U.putCharVolatile(x, C, (char) (k * -13));
            U.putIntVolatile(x, I, k);
            U.putLongVolatile(x, L, -(long) k << 33);
            U.putFloatVolatile(x, F, k / -3f);
            U.putDoubleVolatile(x, D, k / 7.0);
            U.putObjectVolatile(x, O, (k & 2) != 0 ? null : x);
            mix((U.getBooleanVolatile(x, Z) ? 1 : 0) + U.getByteVolatile(x, B) + U.getShortVolatile(x, S) + U.getCharVolatile(x, C));
            mix(U.getIntVolatile(x, I) + U.getLongVolatile(x, L) + (long) U.getFloatVolatile(x, F) + (long) U.getDoubleVolatile(x, D));
            mix(U.getObjectVolatile(x, O) == null ? 1 : 2);
            U.putOrderedInt(x, I, k * 3);
            U.putOrderedLong(x, L, k * 5L);
            U.putOrderedObject(x, O, "ordered");
            mix(x.i + x.l + x.o.hashCode());
        }
        System.out.println("fields " + Long.toHexString(h));
    }

    static void updates(Holder x, int n) {
        for (int k = 0; k < n; k++) {
            mix(U.compareAndSwapInt(x, I, x.i + (k & 1), k) ? 1 : 0);
            mix(U.compareAndSwapLong(x, L, x.l - (k & 2), k) ? 1 : 0);
            mix(U.compareAndSwapObject(x, O, (k & 1) == 0 ? x.o : x, (k & 4) == 0 ? null : "new") ? 1 : 0);
            mix(U.getAndAddInt(x, I, k) + U.getAndAddLong(x, L, -k));
            mix(U.getAndSetInt(x, I, k * 9) + U.getAndSetLong(x, L, ~k));
            Object before = U.getAndSetObject(x, O, k % 3 == 0 ? null : "set");
            mix(before == null ? 0 : before.hashCode());
            U.loadFence();
            U.storeFence();
            U.fullFence();
        }
        System.out.println("updates " + Long.toHexString(h) + " " + x.i + " " + x.l + " " + x.o);
    }

    static void memory(int n) {
        long at = U.allocateMemory(256);
        U.setMemory(at, 256, (byte) 0);
        byte[] array = new byte[64];
        for (int k = 0; k < n; k++) {
            int skew = k & 15;
            U.putLong(at + 100 + skew, k * 0x9E3779B97F4A7C15L);
            U.putInt(at + 17 + skew, -k);
            U.putShort(at + 1 + skew, (short) k);
            U.putByte(at + 50, (byte) k);
            U.putDouble(at + 200, k);
            U.putFloat(null, at + 212, -k);
            mix(U.getLong(at + 101 + skew) ^ U.getInt(at + 18 + skew) ^ U.getChar(at + skew) ^ U.getByte(at + 50));
            mix((long) U.getDouble(at + 200) ^ (long) U.getFloat(at + 212));
            /* backwards from the end, and unaligned */
            U.putLong(array, Unsafe.ARRAY_BYTE_BASE_OFFSET + 56L - skew, k);
            U.putInt(array, Unsafe.ARRAY_BYTE_BASE_OFFSET + 1L + skew, ~k);
            mix(U.getInt(array, Unsafe.ARRAY_BYTE_BASE_OFFSET + 60L - skew) + U.getShort(array, Unsafe.ARRAY_BYTE_BASE_OFFSET + (long) skew));
            mix(array[k & 63]);
        }
        U.freeMemory(at);
        System.out.println("memory " + Long.toHexString(h));
    }

    static final VarHandle BYTES = MethodHandles.arrayElementVarHandle(byte[].class), SHORTS = MethodHandles.arrayElementVarHandle(short[].class);
    static void narrow(int n) { /* compare-and-exchange of parts of words */
        byte[] b = new byte[8];
        short[] s = new short[8];
        for (int k = 0; k < n; k++) {
            int i = k & 7;
            mix((byte) BYTES.compareAndExchange(b, i, b[i], (byte) k));
            mix((byte) BYTES.compareAndExchange(b, i, (byte) (b[i] + 1), (byte) 77));
            mix((byte) BYTES.getAndAdd(b, i, (byte) 100) + (byte) BYTES.getAndSet(b, (i + 1) & 7, (byte) -k));
            mix((short) SHORTS.compareAndExchange(s, i, s[i], (short) (k * 301)));
            mix((short) SHORTS.getAndAdd(s, i, (short) 30000) + (short) SHORTS.getAndSet(s, (i + 3) & 7, (short) -k));
            mix(SHORTS.compareAndSet(s, i, s[i], (short) 5) ? 1 : 0);
        }
        System.out.println("narrow " + Long.toHexString(h) + " " + Arrays.toString(b) + Arrays.toString(s));
    }

    static void atomics(int n) {
        AtomicInteger i = new AtomicInteger(5);
        AtomicLong l = new AtomicLong(6);
        AtomicReference<Object> r = new AtomicReference<>();
        AtomicIntegerArray a = new AtomicIntegerArray(16);
        AtomicReferenceArray<String> ra = new AtomicReferenceArray<>(4);
        AtomicBoolean z = new AtomicBoolean();
        for (int k = 0; k < n; k++) {
            mix(i.incrementAndGet() + l.getAndAdd(k) + i.updateAndGet(x -> x * 3) + a.addAndGet(k & 15, k));
            mix(i.compareAndSet(k, 3) ? 1 : 0);
            i.lazySet(k);
            mix(i.getAcquire() + i.getPlain() + i.getOpaque() + i.get());
            r.set(k % 3 == 0 ? null : ra);
            mix(r.compareAndSet(ra, "x") ? 1 : 0);
            mix(r.compareAndExchange("x", null) == "x" ? 1 : 0);
            ra.setRelease(k & 3, "s");
            mix(ra.getAndSet((k + 1) & 3, null) == null ? 1 : 0);
            mix(z.getAndSet((k & 5) != 0) ? 1 : 0);
        }
        System.out.println("atomics " + Long.toHexString(h));
    }

    static void buffers(int n) {
        for (ByteBuffer b : new ByteBuffer[] {ByteBuffer.allocate(128), ByteBuffer.allocateDirect(128)}) {
            for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                b.order(order);
                for (int k = 0; k < n; k++) {
                    int at = k % 100;
                    b.put(at, (byte) k).putShort(at + 1, (short) -k).putChar(at + 3, (char) k).putInt(at + 5, k * 77777);
                    b.putLong(at + 9, k * 0x9E3779B97F4A7C15L).putFloat(at + 17, k / 3f).putDouble(at + 20, -k);
                    mix(b.get(at) + b.getShort(at + 1) + b.getChar(at + 3) + b.getInt(at + 4) + b.getLong(at + 9));
                    mix(Float.floatToIntBits(b.getFloat(at + 16)) ^ Double.doubleToLongBits(b.getDouble(at + 20)));
                }
            }
            for (int bad : new int[] {-1, 121, 128, Integer.MIN_VALUE, Integer.MAX_VALUE})
                show("buffer " + bad, () -> b.getLong(bad));
        }
        System.out.println("buffers " + Long.toHexString(h));
    }

    interface Body {
        Object run() throws Throwable;
    }
    /* With where it was thrown: the frames of methods without code of their own are there. */
    static void show(String what, Body body) {
        for (int round = 0; round < 3; round++) {
            try {
                Object o = body.run();
                if (round == 2)
                    System.out.println(what + ": " + o);
            } catch (Throwable e) {
                if (round < 2)
                    continue;
                System.out.println(what + ": " + e);
                for (StackTraceElement f : e.getStackTrace()) {
                    if (f.getClassName().startsWith("InlineMemory"))
                        break;
                    System.out.println("    " + f.getClassName() + "." + f.getMethodName());
                }
            }
        }
    }

    static Class<?> classOf(Object o) {
        return o.getClass();
    }
    static int hashOf(Object o) {
        return o.hashCode();
    }
    static void classes(int n) throws Exception {
        Object[] objects = {"s", 1, new int[3], new String[2][1], InlineMemory.class, new Holder(), (Runnable) () -> {}, Thread.State.NEW, null};
        Class<?>[] classes = {Object.class, String.class, Number.class, Comparable.class, int[].class, Object[].class, Runnable.class, int.class,
                              Enum.class, Cloneable.class, void.class, Object[][].class};
        for (int k = 0; k < n; k++) {
            Object o = objects[k % objects.length];
            Class<?> c = classes[k % classes.length];
            mix(c.isInstance(o) ? 1 : 0);
            mix(o != null && c.isAssignableFrom(classOf(o)) ? 1 : 0);
            mix(c.getSuperclass() == Object.class ? 1 : 0);
            mix(o == null ? 0 : classOf(o).getName().replaceAll("Lambda.*", "Lambda").hashCode());
            mix(c.isArray() ? 1 : c.isPrimitive() ? 2 : c.isInterface() ? 3 : c.getModifiers());
            if (o != null && c.isInstance(o))
                mix(c.cast(o) == o ? 1 : 0);
            if (o != null && classOf(o).isArray())
                mix(Array.getLength(o));
            mix(System.identityHashCode(o) == (o == null ? 0 : System.identityHashCode(o)) ? 1 : 0);
            if (o instanceof Holder)
                mix(hashOf(o) == System.identityHashCode(o) ? 1 : 0);
            mix(Thread.currentThread().getName().hashCode());
            Object array = c == void.class ? null : Array.newInstance(c, k & 7);
            if (array != null)
                mix(Array.getLength(array) + array.getClass().getName().hashCode());
        }
        System.out.println("classes " + Long.toHexString(h));
        show("getClass", () -> classOf(null));
        show("hashCode", () -> hashOf(null));
        show("cast", () -> classes[1].cast(5));
        show("isAssignableFrom", () -> classes[1].isAssignableFrom(null));
        show("getLength", () -> Array.getLength(null));
        show("getLength", () -> Array.getLength("no array"));
        show("newInstance", () -> Array.newInstance(null, 1));
        show("newInstance", () -> Array.newInstance(String.class, -1));
        show("newInstance", () -> Array.newInstance(void.class, 1));
        show("allocateInstance", () -> U.allocateInstance(Number.class));
        show("allocateInstance", () -> ((Holder) U.allocateInstance(Holder.class)).i);
        show("checkIndex", () -> Objects.checkIndex(5, 5));
        show("checkIndex", () -> Objects.checkIndex(-1, 5));
        show("checkIndex", () -> Objects.checkIndex(0, -1));
        show("checkIndex", () -> Objects.checkIndex(4, 5));
    }

    static class Pair implements Cloneable {
        int a = 1;
        Object b = "b";
        public Pair clone() throws CloneNotSupportedException {
            return (Pair) super.clone();
        }
    }
    static class NoPair {
        Object copy() throws CloneNotSupportedException {
            return clone();
        }
    }
    static void copies(int n) throws Exception {
        int[] ints = {1, 2, 3, 4, 5, 6, 7, 8};
        String[] strings = {"a", "b", "c", null, "e"};
        for (int k = 0; k < n; k++) {
            int at = k % 5;
            System.arraycopy(ints, at, ints, (k + 2) % 4, 3);
            mix(Arrays.hashCode(ints));
            Object[] to = new Object[6];
            System.arraycopy(strings, at % 3, to, k % 4, 2);
            mix(Arrays.hashCode(to));
            int[] clone = ints.clone();
            mix(Arrays.equals(clone, ints) && clone != ints ? 1 : 0);
            mix(Arrays.hashCode(strings.clone()) + new Pair().clone().a);
            mix(Arrays.hashCode(Arrays.copyOf(ints, at * 3)) + Arrays.hashCode(Arrays.copyOfRange(ints, at, at + 6)));
            mix(Arrays.hashCode(Arrays.copyOf(strings, at)) + Arrays.copyOf(strings, 9, Object[].class).length);
        }
        System.out.println("copies " + Long.toHexString(h));
        show("arraycopy", () -> copy(ints, 5, ints, 0, 4));
        show("arraycopy", () -> copy(ints, 0, ints, 5, 4));
        show("arraycopy", () -> copy(ints, -1, ints, 0, 1));
        show("arraycopy", () -> copy(ints, 0, ints, 0, -1));
        show("arraycopy", () -> copy(ints, 0, new long[9], 0, 1));
        show("arraycopy", () -> copy(ints, 0, "no", 0, 1));
        show("arraycopy", () -> copy(null, 0, ints, 0, 1));
        show("arraycopy", () -> copy(new Object[] {"x", 5}, 0, strings, 0, 2));
        show("arraycopy", () -> copy(new Object[] {"y", "z"}, 0, strings, 1, 2));
        System.out.println(Arrays.toString(strings));
        show("clone", () -> new NoPair().copy());
        show("copyOf", () -> Arrays.copyOf(ints, -1));
        show("copyOf", () -> Arrays.copyOf((int[]) null, 1));
        show("copyOfRange", () -> Arrays.copyOfRange(ints, 9, 10));
        show("copyOfRange", () -> Arrays.copyOfRange(ints, 3, 2));
    }
    static Object copy(Object from, int at, Object to, int there, int count) {
        System.arraycopy(from, at, to, there, count);
        return "copied";
    }

    static void references(int n) {
        Object kept = new Object();
        WeakReference<Object> weak = new WeakReference<>(kept);
        PhantomReference<Object> phantom = new PhantomReference<>(kept, new ReferenceQueue<>());
        for (int k = 0; k < n; k++) {
            mix((weak.get() == kept ? 1 : 0) + (weak.refersTo(kept) ? 2 : 0) + (weak.refersTo(null) ? 4 : 0) + (weak.refersTo(weak) ? 8 : 0));
            mix((phantom.get() == null ? 1 : 0) + (phantom.refersTo(kept) ? 2 : 0) + (phantom.refersTo(null) ? 4 : 0));
        }
        weak.clear();
        System.out.println("references " + Long.toHexString(h) + " " + weak.get() + " " + weak.refersTo(null) + " " + weak.refersTo(kept));
    }

    public static void main(String[] args) throws Exception {
        fields(new Holder(), 3000);
        updates(new Holder(), 3000);
        memory(3000);
        narrow(3000);
        atomics(3000);
        buffers(2000);
        classes(3000);
        copies(3000);
        references(3000);
    }
}
