import java.lang.reflect.*;
import java.util.*;

/** Core reflection's accessors before and after they are generated (15 calls): results, exceptions, frames, all types. */
public class AccessorInflation {
    public static Object mixed(boolean z, byte b, short s, char c, int i, long j, float f, double d, Object o, int[] a) { return "" + z + b + s + c + i + j + f + d + o + (a == null ? "" : a.length); }
    public static long add(long a, int b) { return a + b; }
    public static boolean bool(boolean z) { return !z; }
    public static byte bite(byte b) { return b; }
    public static char chr(char c) { return c; }
    public static short sh(short s) { return s; }
    public static float fl(float f) { return f; }
    public static void nothing() { }
    public static void fail(int n) throws Exception { throw new Exception("fail " + n); }
    private int own(int x) { return x + 1; }
    public String toString() { return "me"; }
    public AccessorInflation() { }
    public AccessorInflation(int x) { if (x < 0) throw new IllegalArgumentException("negative"); }
    static abstract class Abs { public Abs() { } public abstract int f(); }
    interface Itf { int g(int x); default int h(int x) { return g(x) * 2; } }
    static class Impl extends Abs implements Itf { public int f() { return 5; } public int g(int x) { return x; } }
    static class Lazy { static { System.out.println("  Lazy initialized"); } public static void touch() { } }
    static class Broken { static { if (true) throw new IllegalStateException("broken"); } public static void touch() { } public Broken() { } }

    static String frames(Throwable t) {
        List<String> names = new ArrayList<>();
        for (StackTraceElement e : t.getStackTrace()) {
            String n = e.getClassName().replaceAll("GeneratedMethodAccessor[0-9]+", "GeneratedMethodAccessor").replaceAll("GeneratedConstructorAccessor[0-9]+", "GeneratedConstructorAccessor");
            names.add(n.substring(n.lastIndexOf('.') + 1) + "." + e.getMethodName().replaceAll("\\$[0-9]+", "") + (e.isNativeMethod() ? "(native)" : ""));
            if (n.equals("AccessorInflation") && e.getMethodName().startsWith("lambda")) break;
        }
        return names.toString();
    }
    static void both(String what, Executable x, Object receiver, Object... args) {
        String last = null;
        for (int i = 0; i < 20; i++) {
            String now;
            try {
                Object r = x instanceof Method m ? m.invoke(receiver, args) : ((Constructor<?>) x).newInstance(args);
                now = (r == null ? "null" : r.getClass().getSimpleName() + " " + (r.getClass() == AccessorInflation.class ? "" : r));
            } catch (InvocationTargetException e) {
                now = "target " + e.getCause() + " " + e.getMessage();
            } catch (Throwable e) {
                now = Show.neutral(e + " " + e.getCause());
            }
            if (!now.equals(last)) System.out.println(what + " " + i + ": " + now);
            last = now;
        }
    }
    static Method m(String name, Class<?>... p) throws Exception { return AccessorInflation.class.getDeclaredMethod(name, p); }

    public static void main(String[] args) throws Exception {
        both("mixed", m("mixed", boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, Object.class, int[].class), null, true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7.0, "o", new int[2]);
        both("mixed widened", m("mixed", boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, Object.class, int[].class), null, false, (byte) 1, (byte) 2, 'c', 'd', 'e', 6L, 7f, 8, null);
        both("mixed wrong", m("mixed", boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, Object.class, int[].class), null, false, 1, (byte) 2, 'c', 'd', 'e', 6L, 7f, 8, null);
        both("mixed wrong array", m("mixed", boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, Object.class, int[].class), null, false, (byte) 1, (byte) 2, 'c', 'd', 'e', 6L, 7f, 8, new long[1]);
        both("mixed null", m("mixed", boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, Object.class, int[].class), null, null, (byte) 1, (byte) 2, 'c', 'd', 'e', 6L, 7f, 8, null);
        both("add", m("add", long.class, int.class), "ignored", 1, (short) 2);
        both("few", m("add", long.class, int.class), null, 1);
        both("bool", m("bool", boolean.class), null, true);
        both("byte", m("bite", byte.class), null, (byte) -1);
        both("char", m("chr", char.class), null, '\uffff');
        both("short", m("sh", short.class), null, (byte) -1);
        both("float", m("fl", float.class), null, 'a');
        both("nothing", m("nothing"), null, (Object[]) null);
        both("nothing with argument", m("nothing"), null, 1);
        both("fail", m("fail", int.class), null, 3);
        both("own", m("own", int.class), new AccessorInflation(), 41);
        both("own wrong receiver", m("own", int.class), "x", 41);
        both("own null receiver", m("own", int.class), null, 41);
        both("virtual", Object.class.getMethod("toString"), new AccessorInflation());
        both("hashCode of a String", Object.class.getMethod("hashCode"), "abc");
        both("abstract", Abs.class.getMethod("f"), new Impl());
        both("interface", Itf.class.getMethod("g", int.class), new Impl(), 8);
        both("default", Itf.class.getMethod("h", int.class), new Impl(), 8);
        both("interface wrong receiver", Itf.class.getMethod("g", int.class), "x", 8);
        both("constructor", AccessorInflation.class.getConstructor(int.class), null, 1);
        both("constructor throws", AccessorInflation.class.getConstructor(int.class), null, -1);
        both("constructor wrong", AccessorInflation.class.getConstructor(int.class), null, "x");
        both("constructor few", AccessorInflation.class.getConstructor(int.class), null);
        both("constructor abstract", Abs.class.getConstructor(), null);
        both("initialized once", Lazy.class.getMethod("touch"), null);
        both("broken", Broken.class.getMethod("touch"), null);
        both("broken constructor", Broken.class.getConstructor(), null);
        both("array clone", m("clones", int[].class), null, (Object) new int[] {1});
        Method fail = m("fail", int.class);
        String last = null;
        for (int i = 0; i < 20; i++) {
            try {
                ((java.util.concurrent.Callable<Object>) () -> fail.invoke(null, 1)).call();
            } catch (InvocationTargetException e) {
                String now = frames(e) + " / " + frames(e.getCause());
                if (!now.equals(last)) System.out.println(i + " " + now);
                last = now;
            }
        }
        Constructor<?> c = AccessorInflation.class.getConstructor(int.class);
        for (int i = 0; i < 20; i++) {
            try {
                ((java.util.concurrent.Callable<Object>) () -> c.newInstance(-1)).call();
            } catch (InvocationTargetException e) {
                String now = frames(e) + " / " + frames(e.getCause());
                if (!now.equals(last)) System.out.println(i + " " + now);
                last = now;
            }
        }
        for (int i = 0; i < 20; i++) {
            try {
                ((java.util.concurrent.Callable<Object>) () -> m("add", long.class, int.class).invoke(null, "x", 1)).call();
            } catch (IllegalArgumentException e) {
                String now = frames(e);
                if (!now.equals(last)) System.out.println(i + " " + now);
                last = now;
            }
        }
    }
    public static Object clones(int[] a) { return a.clone().length; }
}
