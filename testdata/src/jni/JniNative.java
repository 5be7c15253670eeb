import java.nio.ByteBuffer;
import java.util.Arrays;

/** A native library of the application's own, and everything its C code can do through JNI (tests/jni/jnitest.c). */
public class JniNative {
    boolean z = true; byte b = 1; char c = 'c'; short s = 2; int i = 3; long l = 4; float f = 5; double d = 6; String o = "o";
    static boolean sz = true; static byte sb = 1; static char sc = 'c'; static short ss = 2; static int si = 3; static long sl = 4; static float sf = 5; static double sd = 6; static String so = "so";
    final int made;
    JniNative() { made = -1; }
    JniNative(int made, String s, double x) { this.made = made; o = s + x; }

    boolean mz(boolean x) { return !x; } byte mb(byte x) { return ++x; } char mc(char x) { return ++x; } short ms(short x) { return ++x; } int mi(int x) { return x + i; }
    long ml(long x) { return x + 1; } float mf(float x) { return x + 0.5f; } double md(double x) { return x + 0.25; } String mo(Object x, int y) { return x + ":" + y; } void mv(int x) { i = x; }
    static boolean tz(boolean x) { return !x; } static byte tb(byte x) { return ++x; } static char tc(char x) { return ++x; } static short ts(short x) { return ++x; } static int ti(int x) { return x * 2; }
    static long tl(long x) { return x + 1; } static float tf(float x) { return x + 0.5f; } static double td(double x) { return x + 0.25; } static String to(Object x, int y) { return x + "/" + y; } static void tv(int x) { si = x; }
    static void boom(String m) { throw new IllegalStateException(m); }
    public String toString() { return "JniNative" + made + o; }
    static class Sub extends JniNative { int mi(int x) { return -x; } }
    static synchronized native int locked();
    static int callback(int n) { return n == 0 ? 0 : n + callback(n - 1); }

    static native long many(int a, long b, float c, double d, byte e, short f, char g, boolean h, int i, long j, float k, double l, double m, double n, double o, double p, double q, double r, float s, long t, Object u, int v);
    static native boolean rz(boolean x); static native byte rb(byte x); static native char rc(char x); static native short rs(short x); static native int ri(int x); static native long rl(long x); static native float rf(float x); static native double rd(double x); static native Object ro(Object x);
    native String fields();
    static native String staticFields();
    native String calls(Sub sub);
    static native String staticCalls();
    static native String strings(String s);
    static native String arrays(int[] i, byte[] b, double[] d, boolean[] z, Object[] o, long[] l, char[] c, short[] s, float[] f);
    static native String exceptions();
    static native void throwNew(String m);
    static native Object references(Object o);
    static native String classes(Class<?> k, ClassLoader loader, byte[] bytes);
    static native String monitors(Object o);
    static native ByteBuffer buffers(ByteBuffer b);
    static native String threads();
    static native String reflected(java.lang.reflect.Method m, java.lang.reflect.Field f);
    static native int registered(int x);
    static native void registerNow();
    static native int recurse(int n);
    static int recurseJava(int n) { return n == 0 ? 0 : 1 + recurse(n - 1); }
    native int overloaded(int x);
    native int overloaded(String x);
    native int under_score$dollar();

    public static void main(String[] args) throws Exception {
        System.loadLibrary("jnitest");
        System.out.println(many(1, 2, 3, 4, (byte) 5, (short) 6, (char) 7, true, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, "u", 22));
        System.out.println(rz(true) + " " + rb((byte) -128) + " " + (int) rc('\uffff') + " " + rs((short) -1) + " " + ri(Integer.MIN_VALUE) + " " + rl(Long.MAX_VALUE) + " " + rf(-0f) + " " + rd(Double.NaN) + " " + ro("obj") + " " + ro(null));
        JniNative j = new JniNative();
        System.out.println(j.fields() + " | " + j.z + j.b + j.c + j.s + j.i + j.l + j.f + j.d + j.o);
        System.out.println(staticFields() + " | " + sz + sb + sc + ss + si + sl + sf + sd + so);
        System.out.println(j.calls(new Sub()) + " " + j.i);
        System.out.println(staticCalls() + " " + si);
        System.out.println(strings("h\u00e9llo \u20ac \ud83d\ude00 \0 end"));
        int[] ia = {1, 2, 3}; byte[] ba = {1, 2}; double[] da = {1.5}; boolean[] za = {true, false}; Object[] oa = {"a", null}; long[] la = {1L << 40}; char[] ca = {'x'}; short[] sa = {7}; float[] fa = {2.5f};
        System.out.println(arrays(ia, ba, da, za, oa, la, ca, sa, fa));
        System.out.println(Arrays.toString(ia) + Arrays.toString(ba) + Arrays.toString(da) + Arrays.toString(za) + Arrays.toString(oa) + Arrays.toString(la) + Arrays.toString(ca) + Arrays.toString(sa) + Arrays.toString(fa));
        System.out.println(exceptions());
        try {
            throwNew("from C");
        } catch (UnsupportedOperationException e) {
            System.out.println(e + " at " + e.getStackTrace()[0]);
        }
        System.out.println(references("kept"));
        System.out.println(classes(Sub.class, JniNative.class.getClassLoader(), JniNative.class.getResourceAsStream("Quadratic.class").readAllBytes()));
        System.out.println(monitors(new Object()) + " " + locked());
        ByteBuffer direct = ByteBuffer.allocateDirect(16);
        ByteBuffer mine = buffers(direct);
        System.out.println(direct.get(3) + " " + mine.capacity() + " " + mine.get(1) + " " + mine.isDirect());
        System.out.println(threads());
        System.out.println(reflected(String.class.getMethod("length"), JniNative.class.getDeclaredField("si")));
        try {
            registered(1);
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage());
        }
        registerNow();
        System.out.println(registered(20) + " " + recurseJava(200) + " " + j.overloaded(5) + j.overloaded("five") + j.under_score$dollar());
        try {
            System.loadLibrary("jnitest");
            System.load(System.getProperty("java.library.path") + "/libjnitest.so");
            System.out.println("loaded again");
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage());
        }
    }
}
