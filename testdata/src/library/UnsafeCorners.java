import java.lang.reflect.*;
import java.nio.*;
import java.util.*;
import sun.misc.Unsafe;

/** sun.misc.Unsafe: fields, statics, arrays, memory, unaligned access, compare-and-set, allocation without constructor, refusals. */
public class UnsafeCorners {
    interface Body {
        Object run() throws Throwable;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static class P {
        int i = 5;
        long l = 6;
        String s = "s";
        byte b = 1;
        volatile double d = 2.5;
        static int st = 9;
        static String ss = "static";
        P() { System.out.println("constructor"); }
    }
    static class Init {
        static { System.out.println("initialized"); }
        static int x = 3;
    }
    static abstract class Abs {}
    record Rec(int a) {}
    public static void main(String[] args) throws Throwable {
        Field f = Unsafe.class.getDeclaredField("theUnsafe");
        f.setAccessible(true);
        Unsafe u = (Unsafe) f.get(null);
        show("getUnsafe", Unsafe::getUnsafe);
        P p = (P) u.allocateInstance(P.class);
        System.out.println(p.i + " " + p.s + " " + p.d);
        long oi = u.objectFieldOffset(P.class.getDeclaredField("i")), ol = u.objectFieldOffset(P.class.getDeclaredField("l")),
             os = u.objectFieldOffset(P.class.getDeclaredField("s")), od = u.objectFieldOffset(P.class.getDeclaredField("d")),
             ob = u.objectFieldOffset(P.class.getDeclaredField("b"));
        u.putInt(p, oi, 42);
        u.putLong(p, ol, -1L);
        u.putObject(p, os, "put");
        u.putDoubleVolatile(p, od, 1.25);
        u.putByte(p, ob, (byte) -7);
        System.out.println(p.i + " " + p.l + " " + p.s + " " + p.d + " " + p.b + " " + u.getInt(p, oi) + u.getObjectVolatile(p, os)
            + u.getByteVolatile(p, ob));
        System.out.println(u.compareAndSwapInt(p, oi, 42, 43) + " " + u.compareAndSwapInt(p, oi, 42, 44) + " "
            + u.compareAndSwapLong(p, ol, -1, 5) + " " + u.compareAndSwapObject(p, os, "put", "cas") + " " + u.getAndAddInt(p, oi, 7) + " "
            + u.getAndSetLong(p, ol, 99) + " " + u.getAndSetObject(p, os, null) + " " + p.i + p.l + p.s);
        Field st = P.class.getDeclaredField("st"), ss = P.class.getDeclaredField("ss");
        Object base = u.staticFieldBase(st);
        u.putInt(base, u.staticFieldOffset(st), 10);
        u.putObject(u.staticFieldBase(ss), u.staticFieldOffset(ss), "changed");
        System.out.println(P.st + " " + P.ss + " " + u.shouldBeInitialized(Init.class));
        u.ensureClassInitialized(Init.class);
        System.out.println(u.shouldBeInitialized(Init.class));
        show("static as object field", () -> u.objectFieldOffset(st));
        show("object as static field", () -> u.staticFieldOffset(P.class.getDeclaredField("i")));
        show("record field", () -> u.objectFieldOffset(Rec.class.getDeclaredField("a")));
        Runnable r = () -> {};
        show("hidden field", () -> {
            Object cap = args;
            Runnable q = () -> System.out.println(cap);
            try {
                return u.objectFieldOffset(q.getClass().getDeclaredFields()[0]);
            } catch (UnsupportedOperationException e) { return e.getMessage().replaceAll("Lambda.*", ""); }
        });
        show("null field", () -> u.objectFieldOffset(null));
        show("abstract", () -> u.allocateInstance(Abs.class));
        show("interface", () -> u.allocateInstance(Runnable.class));
        show("array class", () -> u.allocateInstance(int[].class));
        show("int", () -> u.allocateInstance(int.class));
        show("Class", () -> u.allocateInstance(Class.class));
        show("enum", () -> u.allocateInstance(Thread.State.class).getClass());
        show("throws checked", () -> {
            u.throwException(new java.io.IOException("sneaky"));
            return 0;
        });
        for (Class<?> k : new Class<?>[] {
                 byte[].class, short[].class, char[].class, int[].class, long[].class, float[].class, double[].class, boolean[].class})
            System.out.print(u.arrayIndexScale(k) + " ");
        System.out.println();
        show("scale of non-array", () -> u.arrayIndexScale(String.class));
        show("base of non-array", () -> u.arrayBaseOffset(String.class));
        int[] a = {1, 2, 3};
        long ab = Unsafe.ARRAY_INT_BASE_OFFSET;
        u.putInt(a, ab + 4, 77);
        System.out.println(Arrays.toString(a) + " " + u.getLong(a, ab) + " " + u.getAndAddInt(a, ab + 8, 5) + " " + a[2]);
        String[] sa = {"x", "y"};
        long sb = Unsafe.ARRAY_OBJECT_BASE_OFFSET, sc = Unsafe.ARRAY_OBJECT_INDEX_SCALE;
        System.out.println(u.getObject(sa, sb + sc) + " " + u.compareAndSwapObject(sa, sb, "x", "z") + sa[0]);
        byte[] bytes = new byte[32];
        long bb = Unsafe.ARRAY_BYTE_BASE_OFFSET;
        for (int k = 0; k < 32; k++) bytes[k] = (byte) (k * 7);
        for (int k = 0; k < 8; k++)
            System.out.print(Long.toHexString(u.getLong(bytes, bb + k)) + " " + Integer.toHexString(u.getInt(bytes, bb + k + 1)) + " "
                + (int) u.getChar(bytes, bb + k) + " " + u.getShort(bytes, bb + k) + " " + u.getFloat(bytes, bb + k) + "; ");
        System.out.println();
        u.putLong(bytes, bb + 3, 0x0102030405060708L);
        System.out.println(Arrays.toString(Arrays.copyOf(bytes, 12)) + " " + u.getBoolean(bytes, bb));
        long m = u.allocateMemory(64);
        u.setMemory(m, 64, (byte) 0x5a);
        u.putLong(m + 1, 0x1122334455667788L);
        u.putFloat(m + 20, 1.5f);
        u.putDouble(m + 30, -0.0);
        u.putChar(m + 40, 'c');
        u.putAddress(m + 48, m);
        System.out.println(Long.toHexString(u.getLong(m)) + " " + Integer.toHexString(u.getInt(m + 3)) + " " + u.getFloat(m + 20)
            + u.getDouble(m + 30) + u.getChar(m + 40) + " " + (u.getAddress(m + 48) == m) + " " + u.addressSize());
        m = u.reallocateMemory(m, 128);
        System.out.println(u.getByte(m + 1) + " " + u.getByte(m + 63));
        u.copyMemory(null, m, bytes, bb + 8, 16);
        u.copyMemory(bytes, bb, bytes, bb + 5, 20);
        System.out.println(Arrays.toString(bytes));
        u.setMemory(bytes, bb + 10, 5, (byte) 1);
        System.out.println(Arrays.toString(Arrays.copyOfRange(bytes, 8, 17)));
        u.freeMemory(m);
        u.freeMemory(0);
        System.out.println(u.allocateMemory(0));
        show("negative", () -> u.allocateMemory(-1));
        show("copy neg", () -> {
            u.copyMemory(bytes, bb, bytes, bb, -5);
            return 0;
        });
        show("copy objects", () -> {
            u.copyMemory(sa, sb, sa, sb, 4);
            return 0;
        });
        show("set long[]", () -> {
            long[] q = new long[2];
            u.setMemory(q, Unsafe.ARRAY_LONG_BASE_OFFSET, 16, (byte) 1);
            return q[1];
        });
        u.loadFence();
        u.storeFence();
        u.fullFence();
        System.out.println(u.pageSize());
        double[] la = new double[3];
        System.out.println(u.getLoadAverage(la, 3));
        show("load bad", () -> u.getLoadAverage(la, 5));
        Thread t = new Thread(() -> {
            u.park(false, 0L);
            System.out.println("unparked");
        });
        t.start();
        u.unpark(t);
        t.join();
        u.park(true, 1);
        show("null base", () -> u.getAndSetObject(new P[1], sb, p));
        show("invokeCleaner", () -> {
            ByteBuffer d = ByteBuffer.allocateDirect(8);
            u.invokeCleaner(d);
            return "cleaned";
        });
        show("invokeCleaner heap", () -> {
            u.invokeCleaner(ByteBuffer.allocate(8));
            return 0;
        });
        show("invokeCleaner slice", () -> {
            u.invokeCleaner(ByteBuffer.allocateDirect(8).slice());
            return 0;
        });
    }
}
