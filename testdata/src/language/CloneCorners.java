import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;

/** clone of arrays of every type, of objects that may and may not, through supers, handles, reflection, generics; identity caches of boxes. */
public class CloneCorners {
    static class No { Object c() throws CloneNotSupportedException { return super.clone(); } }
    static class Yes implements Cloneable { int a = 1; int[] b = {2}; Object self = this; final String s = "s"; public Yes clone() { try { return (Yes) super.clone(); } catch (CloneNotSupportedException e) { throw new AssertionError(e); } } }
    static class Sub extends Yes { double d = 3.5; public Sub clone() { return (Sub) super.clone(); } }
    interface Copy<T> { T copy(); }
    record Box<T extends Cloneable>(T t) { }
    static <T> T[] grow(T[] a) { T[] b = a.clone(); b[0] = null; return b; }
    public static void main(String[] args) throws Throwable {
        Object[] arrays = {new boolean[] {true}, new byte[] {1}, new short[] {2}, new char[] {'c'}, new int[] {4}, new long[] {5}, new float[] {6}, new double[] {7}, new String[] {"s"}, new int[][] {{1}, null}, new Object[0], new Cloneable[] {new int[1]}};
        for (Object a : arrays) {
            Object b = a instanceof boolean[] x ? x.clone() : a instanceof byte[] x ? x.clone() : a instanceof short[] x ? x.clone() : a instanceof char[] x ? x.clone() : a instanceof int[] x ? x.clone() : a instanceof long[] x ? x.clone() : a instanceof float[] x ? x.clone() : a instanceof double[] x ? x.clone() : ((Object[]) a).clone();
            System.out.println(b.getClass().getSimpleName() + " " + (a == b) + Array.getLength(b) + (Array.getLength(a) > 0 ? Array.get(a, 0).equals(Array.get(b, 0)) : "") + (a instanceof Cloneable) + (a instanceof java.io.Serializable));
        }
        Yes y = new Sub(), z = y.clone();
        System.out.println(z.getClass().getSimpleName() + ((Sub) z).d + (z.b == y.b) + (z.self == y) + (z == y) + z.s + grow(new Integer[] {1, 2})[1] + new Box<>(y).t().clone().a);
        Show.of("not cloneable", () -> new No().c());
        Show.of("anonymous not cloneable", () -> new Object() { Object c() throws Exception { return clone(); } }.c());
        Show.of("protected by reflection", () -> Object.class.getDeclaredMethod("clone").invoke(new int[1]));
        Show.of("array by handle", () -> ((int[]) MethodHandles.lookup().findVirtual(int[].class, "clone", MethodType.methodType(Object.class)).invoke(new int[] {8}))[0]);
        Show.of("array by publicLookup", () -> ((int[]) MethodHandles.publicLookup().findVirtual(int[].class, "clone", MethodType.methodType(Object.class)).invokeWithArguments(new int[] {8}))[0]);
        Show.of("own by reflection", () -> ((Yes) Yes.class.getMethod("clone").invoke(new Sub())).getClass().getSimpleName());
        Show.of("bridges", () -> Arrays.stream(Sub.class.getDeclaredMethods()).map(m -> m.getReturnType().getSimpleName() + m.isBridge()).sorted().toList());
        Show.of("enum", () -> { class E { } return Thread.State.NEW.getClass().getSuperclass().getDeclaredMethod("clone").toString(); });
        Show.of("null array", () -> { int[] n = null; return n.clone(); });
        Show.of("big", () -> { int[] big = new int[1 << 20]; big[99999] = 7; return big.clone()[99999] + big.clone().length; });
        Show.of("caches", () -> (Integer.valueOf(127) == Integer.valueOf(127)) + " " + (Integer.valueOf(-129) == Integer.valueOf(-129)) + (Long.valueOf(-128) == Long.valueOf(-128)) + (Character.valueOf('\u007f') == Character.valueOf('\u007f')) + (Character.valueOf('\u0080') == Character.valueOf('\u0080')) + (Byte.valueOf((byte) -1) == Byte.valueOf((byte) -1)) + (Short.valueOf((short) 128) == Short.valueOf((short) 128)) + (Boolean.valueOf(true) == Boolean.TRUE));
        Show.of("boxes from reflection", () -> { Method m = Math.class.getMethod("abs", int.class); return (m.invoke(null, 5) == m.invoke(null, 5)) + " " + (m.invoke(null, 500) == m.invoke(null, 500)) + (Array.get(new int[] {7}, 0) == Array.get(new int[] {7}, 0)); });
        Show.of("boxes from handles", () -> { MethodHandle m = MethodHandles.lookup().findStatic(Math.class, "abs", MethodType.methodType(int.class, int.class)); Object a = m.invoke(5), b = m.invoke(5); return a == b; });
        Show.of("interned", () -> ("a" + "b" == "ab") + " " + (new String("ab") == "ab") + (new String("ab").intern() == "ab") + (String.valueOf('a') + "b").intern().equals("ab") + ("ab" == CloneCorners.class.getDeclaredField("AB").get(null)));
    }
    static final String AB = "ab";
}
