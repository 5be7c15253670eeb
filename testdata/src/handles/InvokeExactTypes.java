import java.lang.invoke.*;
import static java.lang.invoke.MethodType.methodType;

/** What invokeExact and invoke say when the call's type and the handle's don't fit, and asType's own refusals. */
public class InvokeExactTypes {
    static void nothing() { }
    static String nine(byte a, short b, char c, int d, long e, float f, double g, boolean h, Object i) { return "" + a + b + c + d + e + f + g + h + i; }
    static int[][] grid(String[] s, int[] i) { return new int[s.length][i.length]; }
    static Integer boxed(Integer i) { return i; }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle nothing = l.findStatic(InvokeExactTypes.class, "nothing", methodType(void.class));
        MethodHandle nine = l.findStatic(InvokeExactTypes.class, "nine", methodType(String.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, boolean.class, Object.class));
        MethodHandle grid = l.findStatic(InvokeExactTypes.class, "grid", methodType(int[][].class, String[].class, int[].class));
        MethodHandle boxed = l.findStatic(InvokeExactTypes.class, "boxed", methodType(Integer.class, Integer.class));
        Show.of("void as Object", () -> nothing.invokeExact());
        Show.of("void as int", () -> (int) nothing.invokeExact());
        Show.of("void as int, generic", () -> (int) nothing.invoke());
        Show.of("void as Object, generic", () -> nothing.invoke());
        Show.of("void with argument", () -> { nothing.invokeExact(1); return 0; });
        Show.of("void with arguments, generic", () -> { nothing.invoke(1, "x"); return 0; });
        Show.of("all types", () -> (String) nine.invokeExact((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, (Object) "i"));
        Show.of("all types, String for Object", () -> (String) nine.invokeExact((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, "i"));
        Show.of("result not cast", () -> nine.invokeExact((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, (Object) "i"));
        Show.of("result dropped", () -> { nine.invokeExact((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, (Object) "i"); return 0; });
        Show.of("result dropped, generic", () -> { nine.invoke((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, (Object) "i"); return 0; });
        Show.of("narrowing", () -> (String) nine.invoke(1, (short) 2, 'c', 4, 5L, 6f, 7d, true, "i"));
        Show.of("widening", () -> (String) nine.invoke((byte) 1, (byte) 2, 'c', 'd', 'e', 6L, 7f, true, 9));
        Show.of("char from short", () -> (String) nine.invoke((byte) 1, (byte) 2, (short) 3, 'd', 'e', 6L, 7f, true, 9));
        Show.of("boolean from int", () -> (String) nine.invoke((byte) 1, (byte) 2, 'c', 'd', 'e', 6L, 7f, 1, 9));
        Show.of("boxes", () -> (String) nine.invoke((Byte) (byte) 1, (Byte) (byte) 2, (Character) 'c', (Object) 'd', (Number) 5L, (Object) 6L, (Float) 7f, (Object) true, null));
        Show.of("wrong box behind Object", () -> (String) nine.invoke((Byte) (byte) 1, (Byte) (byte) 2, (Character) 'c', (Object) 'd', (Number) 5.5, (Object) 6L, (Float) 7f, (Object) true, null));
        Show.of("null for int", () -> (String) nine.invoke((byte) 1, (short) 2, 'c', (Integer) null, 5L, 6f, 7d, true, "i"));
        Show.of("null Object for int", () -> (String) nine.invoke((byte) 1, (short) 2, 'c', (Object) null, 5L, 6f, 7d, true, "i"));
        Show.of("String for int", () -> (String) nine.invoke((byte) 1, (short) 2, 'c', "4", 5L, 6f, 7d, true, "i"));
        Show.of("too few", () -> (String) nine.invoke((byte) 1));
        Show.of("arrays", () -> ((int[][]) grid.invokeExact(args, new int[3])).length);
        Show.of("array as Object", () -> (int[][]) grid.invokeExact((Object) args, new int[3]));
        Show.of("array of another type behind Object", () -> (int[][]) grid.invoke((Object) new Integer[0], new int[3]));
        Show.of("long[] for int[]", () -> (int[][]) grid.invoke(args, (Object) new long[3]));
        Show.of("int for Integer", () -> (Integer) boxed.invokeExact(3));
        Show.of("int for Integer, generic", () -> (int) boxed.invoke(3));
        Show.of("Integer as long", () -> (long) boxed.invoke(3));
        Show.of("Integer as short", () -> (short) boxed.invoke(3));
        Show.of("null Integer as long", () -> (long) boxed.invoke((Integer) null));
        Show.of("asType arity", () -> boxed.asType(methodType(Integer.class)));
        Show.of("asType impossible", () -> boxed.asType(methodType(String.class, int.class)));
        Show.of("asType null", () -> boxed.asType(null));
        Show.of("null handle", () -> { MethodHandle n = null; return (int) n.invokeExact(); });
        Show.of("null handle, generic", () -> { MethodHandle n = null; return (int) n.invoke(1, 2); });
        Show.of("arguments too few", () -> grid.invokeWithArguments());
        Show.of("arguments wrong", () -> grid.invokeWithArguments(args, "b"));
        Show.of("arguments null", () -> grid.invokeWithArguments((Object[]) null));
        Show.of("reflectively", () -> MethodHandle.class.getMethod("invokeExact", Object[].class).invoke(boxed, (Object) new Object[] {1}));
        Show.of("generic reflectively", () -> MethodHandle.class.getMethod("invoke", Object[].class).invoke(boxed, (Object) new Object[] {1}));
    }
}
