/** Most of the JNI function table, from C (tests/jni/jnifunctions.c). The output is the same on every JVM. */
import java.lang.reflect.*;
import java.nio.ByteBuffer;

public class JniFunctions {
    static int initialized;

    static class Base {
        int number = 7;
        String name = "base";
        static long counter = 100;
        boolean z = true; byte b = -5; char c = 'x'; short s = -300; long j = 1L << 40; float f = 1.5f; double d = -2.25;
        static boolean sz; static byte sb; static char sc; static short ss; static int si; static float sf; static double sd;
        static String st = "static";
        volatile long vj = 11;
        String who() { return "Base.who"; }
        private int secret(int a) { return a * 2 + number; }
        static String join(String a, int b, long c, double d, boolean e) { return a + b + c + d + e; }
        boolean rz(boolean x) { return !x; }
        byte rb(byte x) { return (byte) (x + 1); }
        char rc(char x) { return (char) (x + 1); }
        short rs(short x) { return (short) (x + 1); }
        int ri(int x) { return x + 1; }
        long rj(long x) { return x + 1; }
        float rf(float x) { return x + 1; }
        double rd(double x) { return x + 1; }
        String rl(String x) { return x + "!"; }
        void rv(int x) { number = x; }
        static boolean srz(boolean x) { return !x; }
        static byte srb(byte x) { return (byte) (x + 2); }
        static char src(char x) { return (char) (x + 2); }
        static short srs(short x) { return (short) (x + 2); }
        static int sri(int x) { return x + 2; }
        static long srj(long x) { return x + 2; }
        static float srf(float x) { return x + 2; }
        static double srd(double x) { return x + 2; }
        static String srl(String x) { return x + "?"; }
        static void srv(int x) { counter = x; }
    }
    static class Derived extends Base {
        Derived(int n) { number = n; }
        Derived() { }
        String who() { return "Derived.who"; }
        void fail() { throw new IllegalStateException("from Java"); }
    }
    static class Lazy {
        static { initialized++; }
        static int value = 42;
        static int get() { return value; }
    }
    interface Shape { default String shape() { return "shape of " + getClass().getSimpleName(); } }
    static class Square implements Shape { }
    static abstract class Abstract { Abstract() { } }

    // arguments of every kind, in registers and beyond
    static native boolean nz(boolean x);
    static native byte nb(byte x);
    static native char nc(char x);
    static native short ns(short x);
    static native int ni(int x);
    static native long nj(long x);
    static native float nf(float x);
    static native double nd(double x);
    static native String many(int a, long b, float c, double d, String e, byte f, char g, short h, boolean i, int j, long k, double l, Object m);
    static native long six(int a, long b, short c, byte d, char e, boolean f);
    native int instance(int x);
    static native boolean dirtyBoolean();
    static native byte dirtyByte();
    static native char dirtyChar();
    static native short dirtyShort();
    static native void overloaded(int x);
    static native void overloaded(String[] x);
    static native int with_underscore(int x);
    static native int \u00e4nderung(int x);
    static native synchronized boolean holdsLock();
    static native int missing(int a, String b);

    static native void fields(Derived o);
    static native void calls(Derived o);
    static native void staticCalls();
    static native void strings(String ascii, String umlauts, String wide);
    static native void arrays(int[] a, String[] s);
    static native void everyArray();
    static native void references(Object o);
    static native void exceptions(Derived o);
    static native void errors();
    static native void classes();
    static native Object reflection(Method m, Constructor<?> c, Field f);
    static native void monitors(Object o);
    static native ByteBuffer buffers();
    static native void direct(ByteBuffer b, ByteBuffer heap);
    static native void register();
    static native int registered(int x);
    static native void threads(Runnable r);
    static native Object define(byte[] bytes, ClassLoader loader);
    static native void attach();
    static native Object throwing(int depth) throws Exception;

    static void show(Object o) { System.out.println(o); }

    static Object recurse(int depth) throws Exception {
        if (depth == 0) throw new Exception("deep");
        return throwing(depth - 1);
    }

    public static void main(String[] args) throws Exception {
        System.loadLibrary("jnifunctions");
        System.out.println(nz(true) + " " + nz(false) + " " + nb((byte) -128) + " " + (int) nc('\uffff') + " " + ns((short) -32768)
            + " " + ni(Integer.MIN_VALUE) + " " + nj(Long.MIN_VALUE) + " " + nf(-0.0f) + " " + nd(Double.MIN_VALUE));
        show(many(1, -2L, 3.5f, -4.5, "five", (byte) -6, 'G', (short) -8, true, 10, 11L, 12.125, new Object[3]));
        show(six(-1, 1L << 40, (short) -3, (byte) -4, '\u8000', true));
        show(new JniFunctions().instance(5));
        System.out.println(dirtyBoolean() + " " + dirtyByte() + " " + (int) dirtyChar() + " " + dirtyShort());
        overloaded(1); overloaded(new String[2]);
        show(with_underscore(1) + \u00e4nderung(2));
        show(holdsLock());
        try { missing(1, ""); } catch (UnsatisfiedLinkError e) { show(e); }

        Derived d = new Derived(3);
        fields(d);
        System.out.println(d.number + " " + d.name + " " + Base.counter + " " + d.z + " " + d.b + " " + (int) d.c + " " + d.s + " " + d.j
            + " " + d.f + " " + d.d + " " + d.vj);
        System.out.println(Base.sz + " " + Base.sb + " " + Base.sc + " " + Base.ss + " " + Base.si + " " + Base.sf + " " + Base.sd + " " + Base.st);
        calls(d);
        staticCalls();
        show(initialized);
        strings("plain", "\u00e4\u00f6\u0000\u00fc", "z\u20ac\ud83d\ude00");
        int[] a = { 1, 2, 3, 4 };
        String[] s = { "a", null, "c" };
        arrays(a, s);
        show(java.util.Arrays.toString(a) + java.util.Arrays.toString(s));
        everyArray();
        references(new Object());
        exceptions(d);
        errors();
        classes();
        show(reflection(JniFunctions.class.getDeclaredMethod("show", Object.class), Derived.class.getDeclaredConstructor(int.class),
                        Base.class.getDeclaredField("counter")));
        monitors(new Object());
        ByteBuffer b = buffers();
        System.out.println(b.isDirect() + " " + b.capacity() + " " + b.get(0) + " " + b.get(15));
        b.put(0, (byte) 99);
        direct(b, ByteBuffer.allocate(4));
        register();
        show(registered(20));
        threads(() -> System.out.println("running in " + Thread.currentThread().getName()));
        attach();
        try { recurse(4); } catch (Exception e) { show(e + " " + (e.getStackTrace().length >= 5)); }
        show("done");
    }
}
