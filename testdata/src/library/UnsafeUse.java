import java.lang.reflect.*;
import java.util.*;
import sun.misc.Unsafe;

/** sun.misc.Unsafe, as libraries use it: raw memory, fields, arrays, instances, parking, fences. */
public class UnsafeUse {
    int i = 5; long j = 6; byte b = 7; Object o = "o"; volatile int v; static int s = 8; boolean z = true; char c = 'x'; short h = -3; float f = 1.5f; double d = 2.5;
    static abstract class Abs { int q = 3; }
    static class Con { int q = 3; Con() { throw new IllegalStateException(); } static { System.out.println("init Con"); } }
    record Rec(int a) { }
    interface Body { Object run() throws Throwable; }
    static void t(String what, Body body) {
        try {
            System.out.println(what + ": " + body.run());
        } catch (Throwable e) {
            System.out.println(what + " threw " + e);
        }
    }
    public static void main(String[] args) throws Throwable {
        Field uf = Unsafe.class.getDeclaredField("theUnsafe");
        uf.setAccessible(true);
        Unsafe u = (Unsafe) uf.get(null);
        UnsafeUse x = new UnsafeUse();
        Class<?> k = UnsafeUse.class;
        long i = u.objectFieldOffset(k.getDeclaredField("i")), j = u.objectFieldOffset(k.getDeclaredField("j")), o = u.objectFieldOffset(k.getDeclaredField("o")), v = u.objectFieldOffset(k.getDeclaredField("v"));
        t("get", () -> u.getInt(x, i) + " " + u.getLong(x, j) + " " + u.getObject(x, o) + " " + u.getByte(x, u.objectFieldOffset(k.getDeclaredField("b"))) + " " + u.getBoolean(x, u.objectFieldOffset(k.getDeclaredField("z")))
            + " " + u.getChar(x, u.objectFieldOffset(k.getDeclaredField("c"))) + " " + u.getShort(x, u.objectFieldOffset(k.getDeclaredField("h"))) + " " + u.getFloat(x, u.objectFieldOffset(k.getDeclaredField("f"))) + " " + u.getDouble(x, u.objectFieldOffset(k.getDeclaredField("d"))));
        t("put", () -> { u.putInt(x, i, -1); u.putLongVolatile(x, j, 1L << 40); u.putObjectVolatile(x, o, "new"); u.putOrderedInt(x, v, 77); u.putOrderedObject(x, o, "ordered"); return x.i + " " + x.j + " " + x.o + " " + x.v; });
        t("cas", () -> u.compareAndSwapInt(x, v, 77, 78) + " " + u.compareAndSwapInt(x, v, 77, 79) + " " + u.compareAndSwapLong(x, j, 1L << 40, 9) + " " + u.compareAndSwapObject(x, o, "ordered", null) + " " + x.o + x.v + x.j);
        t("add", () -> u.getAndAddInt(x, v, 2) + " " + u.getAndSetLong(x, j, -9L) + " " + u.getAndSetObject(x, o, x) + " " + (x.o == x) + " " + u.getAndAddLong(x, j, 10) + " " + x.j);
        Field sf = k.getDeclaredField("s");
        t("static", () -> { Object base = u.staticFieldBase(sf); long off = u.staticFieldOffset(sf); u.putInt(base, off, u.getInt(base, off) * 2); return s; });
        t("static as instance", () -> u.objectFieldOffset(sf));
        t("instance as static", () -> u.staticFieldOffset(k.getDeclaredField("i")));
        t("record", () -> u.objectFieldOffset(Rec.class.getDeclaredField("a")));
        t("null field", () -> u.objectFieldOffset(null));
        t("allocate", () -> ((Con) u.allocateInstance(Con.class)).q);
        t("allocate abstract", () -> u.allocateInstance(Abs.class));
        t("allocate interface", () -> u.allocateInstance(Runnable.class));
        t("allocate array", () -> u.allocateInstance(int[].class));
        t("allocate int", () -> u.allocateInstance(int.class));
        t("allocate Class", () -> u.allocateInstance(Class.class));
        t("arrays", () -> u.arrayBaseOffset(int[].class) % 8 + " " + u.arrayIndexScale(byte[].class) + u.arrayIndexScale(char[].class) + u.arrayIndexScale(int[].class) + u.arrayIndexScale(long[].class) + u.arrayIndexScale(double[].class));
        t("array element", () -> { int[] a = {1, 2, 3}; u.putInt(a, u.arrayBaseOffset(int[].class) + 4L, 20); Object[] oa = {"p", "q"}; u.putObject(oa, u.arrayBaseOffset(Object[].class) + (long) u.arrayIndexScale(Object[].class), "z"); return Arrays.toString(a) + Arrays.toString(oa); });
        long m = u.allocateMemory(64);
        t("memory", () -> { u.setMemory(m, 64, (byte) 0x5a); u.putLong(m + 8, 0x1122334455667788L); u.putByte(m, (byte) -1); u.putShort(m + 2, (short) 300); u.putChar(m + 4, 'q'); u.putFloat(m + 16, 1.25f); u.putDouble(m + 24, 3.5); u.putAddress(m + 32, 12345);
            return Long.toHexString(u.getLong(m)) + " " + Long.toHexString(u.getInt(m + 8)) + " " + u.getFloat(m + 16) + " " + u.getDouble(m + 24) + " " + u.getAddress(m + 32) + " " + u.getChar(m + 4) + u.getShort(m + 2); });
        t("copy", () -> { byte[] out = new byte[10]; u.copyMemory(null, m, out, u.arrayBaseOffset(byte[].class), 10); u.copyMemory(m, m + 3, 20); return Arrays.toString(out) + Long.toHexString(u.getLong(m + 11)); });
        t("heap copy", () -> { long[] a = {1, 2, 3, 4}; int base = u.arrayBaseOffset(long[].class); u.copyMemory(a, base, a, base + 8, 24); return Arrays.toString(a); });
        t("reallocate", () -> { long n = u.reallocateMemory(m, 4096); long w = u.getLong(n); u.freeMemory(n); return Long.toHexString(w); });
        t("allocate negative", () -> u.allocateMemory(-1));
        t("allocate huge", () -> u.allocateMemory(Long.MAX_VALUE / 2));
        t("throw", () -> { u.throwException(new java.io.IOException("sneaky")); return 0; });
        t("initialize", () -> { boolean should = u.shouldBeInitialized(Abs.class); u.ensureClassInitialized(Abs.class); return should + " " + u.shouldBeInitialized(Abs.class) + u.shouldBeInitialized(int[].class); });
        t("page", () -> u.pageSize() + " " + u.addressSize());
        t("load", () -> { double[] l = new double[3]; int n = u.getLoadAverage(l, 3); return n == 3 && l[0] >= 0; });
        u.loadFence(); u.storeFence(); u.fullFence();
        Thread main = Thread.currentThread();
        boolean[] unparked = new boolean[1];
        new Thread(() -> { while (main.getState() != Thread.State.WAITING) Thread.yield(); unparked[0] = true; u.unpark(main); }).start();
        while (!unparked[0]) u.park(false, 0L);
        System.out.println("parked " + unparked[0]);
        u.unpark(main); u.park(false, 0L); u.unpark(null);
        u.park(true, System.currentTimeMillis() + 20);
        u.park(false, 1_000_000L);
        main.interrupt(); u.park(false, 0L);
        System.out.println(Thread.interrupted());
    }
}
