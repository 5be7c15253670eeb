import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.*;

/** Array constructors, lengths, element getters and setters of every type; their exceptions. */
public class HandleArrays {
    public static void main(String[] args) throws Throwable {
        Object[] samples = {new boolean[] {true, false}, new byte[] {-1, 2}, new short[] {-3, 4}, new char[] {'a', '\uffff'}, new int[] {1 << 31, 5}, new long[] {1L << 63, 6}, new float[] {-0f, 1.5f}, new double[] {Double.NaN, 2.5}, new String[] {"s", null}, new int[][] {{1}, {2, 3}}};
        for (Object a : samples) {
            Class<?> c = a.getClass();
            MethodHandle get = arrayElementGetter(c), set = arrayElementSetter(c), length = arrayLength(c), make = arrayConstructor(c);
            System.out.println(c.getSimpleName() + " " + get.type() + " " + set.type() + " " + length.type() + " " + make.type());
            Object first = get.invoke(a, 0), second = get.invoke(a, 1);
            set.invoke(a, 0, second);
            set.invoke(a, 1, first);
            System.out.println("  " + (first instanceof int[] x ? x.length : first) + " " + (second instanceof int[] x ? x.length : second) + " " + (int) length.invoke(a) + " " + (int) length.invoke(make.invoke(3)));
            Show.of("  below", () -> get.invoke(a, -1));
            Show.of("  above", () -> { set.invoke(a, 2, first); return 0; });
            Show.of("  null get", () -> get.invoke(null, 0));
            Show.of("  null set", () -> { set.invoke(null, 0, first); return 0; });
            Show.of("  null length", () -> length.invoke(null));
            Show.of("  negative", () -> make.invoke(-5));
            Show.of("  other array", () -> get.invoke((Object) (c == int[].class ? new long[1] : new int[1]), 0));
        }
        Show.of("store", () -> { arrayElementSetter(Object[].class).invoke((Object[]) new String[1], 0, (Object) 1); return 0; });
        Show.of("store null", () -> { Object[] a = new String[] {"x"}; arrayElementSetter(Object[].class).invoke(a, 0, (Object) null); return a[0]; });
        Show.of("getter of no array", () -> arrayElementGetter(String.class));
        Show.of("setter of null", () -> arrayElementSetter(null));
        Show.of("length of no array", () -> arrayLength(int.class));
        Show.of("constructor of no array", () -> arrayConstructor(String.class));
        Show.of("var handle of no array", () -> arrayElementVarHandle(String.class));
        Show.of("huge", () -> arrayConstructor(long[][].class).invoke(Integer.MAX_VALUE));
        Show.of("invoke clone", () -> ((int[]) lookup().findVirtual(int[].class, "clone", methodType(Object.class)).invoke(new int[] {4, 5}))[1]);
        Show.of("invoke hashCode", () -> lookup().findVirtual(int[].class, "hashCode", methodType(int.class)).type());
        Show.of("array find", () -> lookup().findVirtual(int[].class, "length", methodType(int.class)));
        Show.of("array getter", () -> lookup().findGetter(int[].class, "length", int.class));
        Show.of("array constructor", () -> lookup().findConstructor(int[].class, methodType(void.class, int.class)));
    }
}
