import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodType.*;

/** Spreaders, collectors, varargs collectors, with every element type and position, and what they refuse. */
public class HandleSpread {
    static String list(Object... a) { return Arrays.toString(a); }
    static String head(String h, int... a) { return h + Arrays.toString(a); }
    static String mixed(String s, long a, long b, double c) { return s + a + b + c; }
    static String shorts(short[] s) { return Arrays.toString(s); }
    static String tail(char[] c, String t) { return new String(c) + t; }
    static String strings(String... s) { return s == null ? "null array" : s.getClass().getSimpleName() + Arrays.toString(s); }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        Class<?> me = HandleSpread.class;
        MethodHandle list = l.findStatic(me, "list", methodType(String.class, Object[].class)), head = l.findStatic(me, "head", methodType(String.class, String.class, int[].class)), mixed = l.findStatic(me, "mixed", methodType(String.class, String.class, long.class, long.class, double.class));
        MethodHandle shorts = l.findStatic(me, "shorts", methodType(String.class, short[].class)), tail = l.findStatic(me, "tail", methodType(String.class, char[].class, String.class)), strings = l.findStatic(me, "strings", methodType(String.class, String[].class));
        Show.of("varargs", () -> list.invoke() + " " + list.invoke(1) + " " + list.invoke(1, "b", 'c', 2.5) + " " + list.invoke((Object) null) + " " + list.invoke(new Object[] {7, 8}) + list.isVarargsCollector());
        Show.of("varargs exact", () -> (String) list.invokeExact(new Object[] {1}));
        Show.of("varargs null array", () -> list.invoke((Object[]) null));
        Show.of("strings", () -> strings.invoke() + " " + strings.invoke("a", "b") + " " + strings.invoke((Object) "c") + " " + strings.invoke((String[]) null));
        Show.of("strings with Integer", () -> strings.invoke("a", 1));
        Show.of("strings with Object", () -> strings.invoke("a", (Object) 1));
        Show.of("ints", () -> "" + head.invoke("h") + head.invoke("h", 1) + head.invoke("h", (byte) 1, 'b', (Integer) 3) + head.invoke("h", new int[] {9}));
        Show.of("ints with long", () -> head.invoke("h", 1L));
        Show.of("no head", () -> head.invoke());
        Show.of("with arguments", () -> "" + list.invokeWithArguments(1, 2, 3) + head.invokeWithArguments("h", 4, 5) + head.invokeWithArguments(List.of("z")) + list.invokeWithArguments());
        Show.of("many arguments", () -> { Object[] many = new Object[1000]; Arrays.fill(many, 1); return ((String) list.invokeWithArguments(many)).length(); });
        Show.of("asType", () -> list.asType(genericMethodType(3)).invoke(1, 2, 3) + " " + list.asType(methodType(Object.class, int.class)).isVarargsCollector());
        Show.of("fixed", () -> list.asFixedArity().invoke(1, 2));
        Show.of("fixed is itself", () -> list.asFixedArity() != list && mixed.asFixedArity() == mixed);
        Show.of("withVarargs", () -> mixed.withVarargs(false) == mixed && list.withVarargs(true) == list);
        Show.of("withVarargs refused", () -> mixed.withVarargs(true));
        Show.of("asVarargsCollector refused", () -> mixed.asVarargsCollector(Object[].class));
        Show.of("asVarargsCollector int", () -> mixed.asVarargsCollector(int.class));
        Show.of("subtype array", () -> list.asFixedArity().asVarargsCollector(Integer[].class).invoke(1, 2));
        Show.of("subtype array, String", () -> list.asFixedArity().asVarargsCollector(Integer[].class).invoke("x"));
        Show.of("collector", () -> list.asCollector(Object[].class, 2).invoke(1, 2) + " " + shorts.asCollector(short[].class, 3).invoke((short) 1, (short) 2, (byte) 3) + " " + tail.asCollector(0, char[].class, 2).invoke('a', 'b', "t") + " " + list.asCollector(String[].class, 0).invoke());
        Show.of("collector type", () -> head.asCollector(int[].class, 3).type() + " " + tail.asCollector(0, char[].class, 4).type());
        Show.of("collector position", () -> tail.asCollector(1, char[].class, 2));
        Show.of("collector position out", () -> tail.asCollector(2, char[].class, 2));
        Show.of("collector count", () -> list.asCollector(Object[].class, 256));
        Show.of("collector 254", () -> list.asCollector(Object[].class, 254).type().parameterCount());
        Show.of("collector 255", () -> list.asCollector(Object[].class, 255).type().parameterCount());
        Show.of("collector of longs 200", () -> list.asCollector(Object[].class, 200).asType(methodType(String.class, Collections.nCopies(200, long.class))));
        Show.of("spreader", () -> mixed.asSpreader(Object[].class, 4).invoke(new Object[] {"s", 1, 2L, 3f}) + " " + mixed.asSpreader(long[].class, 0).type() + " " + mixed.asSpreader(1, long[].class, 2).invoke("s", new long[] {1, 2}, 3.0));
        Show.of("spreader ints into longs", () -> mixed.asSpreader(1, int[].class, 2).invoke("s", new int[] {1, -2}, 3.0));
        Show.of("spreader wrong length", () -> mixed.asSpreader(Object[].class, 4).invoke(new Object[3]));
        Show.of("spreader null", () -> mixed.asSpreader(Object[].class, 4).invoke((Object[]) null));
        Show.of("spreader null, none wanted", () -> list.asSpreader(Object[].class, 0).invoke(new Object[] {1}, (Object[]) null) + " " + list.asSpreader(Object[].class, 0).invoke(new Object[] {1}, new Object[0]));
        Show.of("spreader null element", () -> mixed.asSpreader(Object[].class, 4).invoke(new Object[] {"s", null, 1L, 1.0}));
        Show.of("spreader wrong element", () -> mixed.asSpreader(Object[].class, 4).invoke(new Object[] {1, 1L, 1L, 1.0}));
        Show.of("spreader too many", () -> mixed.asSpreader(Object[].class, 5));
        Show.of("spreader type", () -> mixed.asSpreader(Object.class, 1));
        Show.of("spreader String to long", () -> mixed.asSpreader(1, String[].class, 2));
        Show.of("spreader 250", () -> list.asCollector(Object[].class, 250).asSpreader(Object[].class, 250).invoke(Collections.nCopies(250, "x").toArray()).toString().length());
    }
}
