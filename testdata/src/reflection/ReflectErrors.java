import java.lang.reflect.*;

/** What core reflection throws, and with which message: invocation, java.lang.reflect.Array, Class.forName. */
public class ReflectErrors {
    public static void takesInt(int x) { }
    public static void takesString(String s) { }
    public void instance() { }
    public static int throwing(int x) { throw new IllegalStateException("thrown " + x); }
    static class Broken { static int x; static { if (true) throw new RuntimeException("no init"); } public static void touch() { } }
    static abstract class Abstract { public Abstract() { } }
    public static final class Wide {
        public static String all(byte b, short s, char c, int i, long l, float f, double d) { return b + " " + s + " " + (int) c + " " + i + " " + l + " " + f + " " + d; }
    }
    interface Body { Object run() throws Throwable; }

    static int n;
    static void show(Body b) {
        n++;
        try {
            System.out.println(n + " " + b.run());
        } catch (InvocationTargetException e) {
            System.out.println(n + " target " + e.getCause() + " | " + e.getMessage());
        } catch (Throwable e) {
            System.out.println(n + " " + e + " | " + e.getCause());
        }
    }

    public static void main(String[] args) throws Exception {
        Class<?> c = ReflectErrors.class;
        Method i = c.getMethod("takesInt", int.class), s = c.getMethod("takesString", String.class), in = c.getMethod("instance"), th = c.getMethod("throwing", int.class);
        show(() -> i.invoke(null, (Object) null));
        show(() -> i.invoke(null, "x"));
        show(() -> i.invoke(null, 1L));
        show(() -> i.invoke(null, 'c'));
        show(() -> i.invoke(null, (byte) 3));
        show(() -> i.invoke(null, true));
        show(() -> i.invoke(null));
        show(() -> i.invoke(null, (Object[]) null));
        show(() -> i.invoke(null, 1, 2));
        show(() -> s.invoke(null, 1));
        show(() -> s.invoke("ignored receiver", "x"));
        show(() -> in.invoke("x"));
        show(() -> in.invoke(new ReflectErrors(), (Object[]) null));
        show(() -> th.invoke(null, 7));
        show(() -> Abstract.class.getConstructor().newInstance());
        show(() -> Broken.class.getMethod("touch").invoke(null));
        show(() -> Broken.class.getMethod("touch").invoke(null));
        Method all = Wide.class.getMethod("all", byte.class, short.class, char.class, int.class, long.class, float.class, double.class);
        show(() -> all.invoke(null, (byte) -1, (byte) -2, 'A', (short) -3, 'B', 4L, 5f));
        show(() -> all.invoke(null, (byte) -1, (short) -2, 'A', 'B', (byte) -5, (byte) -6, (short) -7));
        show(() -> all.invoke(null, (short) 1, (short) -2, 'A', 'B', (byte) -5, (byte) -6, (short) -7));
        show(() -> all.invoke(null, (byte) 1, 'x', 'A', 'B', (byte) -5, (byte) -6, (short) -7));
        show(() -> Array.newInstance(void.class, 1));
        show(() -> Array.newInstance((Class<?>) null, 1));
        show(() -> Array.newInstance(int.class, -1));
        show(() -> Array.newInstance(void.class, 1, 2));
        show(() -> Array.newInstance(int.class, new int[0]));
        show(() -> Array.newInstance(int.class, new int[256]));
        show(() -> Array.newInstance(int.class, (int[]) null));
        show(() -> Array.newInstance(int.class, new int[] {1, -2}));
        show(() -> ((int[][]) Array.newInstance(int.class, 2, 3))[1].length);
        show(() -> Array.newInstance(String[].class, 2, 0).getClass());
        Object deep = Array.newInstance(int.class, new int[255]);
        show(() -> Array.newInstance(deep.getClass(), 1));
        show(() -> Array.newInstance(deep.getClass(), 1, 1));
        show(() -> Array.get(null, 0));
        show(() -> Array.get("x", 0));
        show(() -> Array.get(new int[1], 1));
        show(() -> Array.get(new String[1], -1));
        show(() -> Array.get(new char[] {'q'}, 0));
        show(() -> Array.getInt(new byte[] {-4}, 0));
        show(() -> Array.getDouble(new float[] {1.5f}, 0));
        show(() -> Array.getLong(new char[] {'\uffff'}, 0));
        show(() -> Array.getInt(new long[1], 0));
        show(() -> Array.getBoolean(new boolean[] {true}, 0));
        show(() -> Array.getBoolean(new byte[1], 0));
        show(() -> Array.getInt(new String[1], 0));
        show(() -> Array.getInt("x", 0));
        show(() -> Array.getInt(null, 0));
        show(() -> Array.getInt(new int[1], 2));
        show(() -> set(new int[1], "x"));
        show(() -> set(new int[1], 1L));
        show(() -> set(new int[1], null));
        show(() -> set(new int[1], 'c'));
        show(() -> set(new String[1], 1));
        show(() -> set(new Object[1], 1));
        show(() -> set(new double[1], 3));
        show(() -> set(new int[0], 1));
        show(() -> set(new int[0], "s"));
        show(() -> set("s", "s"));
        show(() -> { byte[] b = {0}; Array.setInt(b, 0, 1); return b[0]; });
        show(() -> { long[] b = {0}; Array.setInt(b, 0, -1); return b[0]; });
        show(() -> { Array.setInt(new String[1], 0, 1); return null; });
        show(() -> { Array.setInt(new int[1], 5, 1); return null; });
        show(() -> { Array.setInt("x", 5, 1); return null; });
        show(() -> { Array.setInt(null, 5, 1); return null; });
        show(() -> Array.getLength("x"));
        show(() -> Array.getLength(null));
        show(() -> Array.getLength(new boolean[3]));
        show(() -> Class.forName("a/b"));
        show(() -> Class.forName("no.Such"));
        show(() -> Class.forName("[Lno.Such;"));
        show(() -> Class.forName("[Ljava.lang.String;"));
        show(() -> Class.forName("[[I"));
        show(() -> Class.forName("[int"));
        show(() -> Class.forName("int"));
        show(() -> Class.forName(""));
        show(() -> Class.forName(null));
        show(() -> Class.forName("ReflectErrors$Late", false, c.getClassLoader()));
        show(() -> Class.forName("ReflectErrors$Late", true, c.getClassLoader()));
        show(() -> Class.forName("java.lang.String", true, null));
        show(() -> Class.forName("ReflectErrors", true, null));
        show(() -> Class.forName("ReflectErrors", true, ClassLoader.getPlatformClassLoader()));
    }

    static class Late { static { System.out.println("Late initialized"); } }

    static Object set(Object array, Object value) {
        Array.set(array, 0, value);
        return Array.get(array, 0);
    }
}
