import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.*;

/** Permute, drop, insert, filter, fold, collect: every position, mixed widths, and the errors of each. */
public class HandleCombine {
    static String five(int a, long b, double c, String d, float e) { return a + "," + b + "," + c + "," + d + "," + e; }
    static String join(Object a, Object b) { return a + "+" + b; }
    static void log(Object o) { System.out.println("  log " + o); }
    static long twice(long x) { return 2 * x; }
    static int len(String s) { return s.length(); }
    static String pair(String s, double d) { return "<" + s + d + ">"; }

    public static void main(String[] args) throws Throwable {
        Lookup l = lookup();
        Class<?> me = HandleCombine.class;
        MethodHandle five = l.findStatic(me, "five", methodType(String.class, int.class, long.class, double.class, String.class, float.class)), join = l.findStatic(me, "join", methodType(String.class, Object.class, Object.class)), log = l.findStatic(me, "log", methodType(void.class, Object.class));
        MethodHandle twice = l.findStatic(me, "twice", methodType(long.class, long.class)), len = l.findStatic(me, "len", methodType(int.class, String.class)), pair = l.findStatic(me, "pair", methodType(String.class, String.class, double.class));
        MethodType rev = methodType(String.class, float.class, String.class, double.class, long.class, int.class);
        Show.of("permute", () -> permuteArguments(five, rev, 4, 3, 2, 1, 0).invoke(1f, "s", 2.0, 3L, 4));
        Show.of("permute drop and double", () -> permuteArguments(join, genericMethodType(3).changeReturnType(String.class), 2, 2).invoke(1, 2, 3));
        Show.of("permute none", () -> permuteArguments(constant(int.class, 5), methodType(int.class, Object.class, long.class)).invoke("x", 1L));
        Show.of("permute bad index", () -> permuteArguments(join, genericMethodType(2).changeReturnType(String.class), 0, 2));
        Show.of("permute count", () -> permuteArguments(join, genericMethodType(2).changeReturnType(String.class), 0));
        Show.of("permute types", () -> permuteArguments(five, rev, 0, 1, 2, 3, 4));
        Show.of("permute return", () -> permuteArguments(join, genericMethodType(2), 0, 1));
        Show.of("insert", () -> insertArguments(five, 1, 7L, 8.5).invoke(1, "d", 2f) + " " + insertArguments(five, 0, 1, 2L, 3.0, "x", 4f).invoke() + " " + insertArguments(five, 3).invoke(1, 2L, 3.0, "y", 4f));
        Show.of("insert Integer for long", () -> insertArguments(five, 1, 7));
        Show.of("insert null for long", () -> insertArguments(five, 1, (Object) null));
        Show.of("insert position", () -> insertArguments(five, 5, 1));
        Show.of("insert wrong class", () -> insertArguments(five, 3, 1));
        Show.of("bindTo", () -> len.bindTo("four").invoke());
        Show.of("bindTo wrong", () -> len.bindTo(4));
        Show.of("bindTo primitive", () -> twice.bindTo(4L));
        Show.of("bindTo none", () -> constant(int.class, 1).bindTo(1));
        Show.of("drop", () -> dropArguments(five, 2, long.class, Object.class).invoke(1, 2L, 9L, "gone", 3.0, "d", 4f) + " " + dropArguments(len, 1, List.of(double.class, double.class)).invoke("abc", 1.0, 2.0));
        Show.of("drop void", () -> dropArguments(len, 0, void.class));
        Show.of("drop position", () -> dropArguments(len, 2, int.class));
        Show.of("dropReturn", () -> dropReturn(five).type() + " " + dropReturn(log).type());
        Show.of("dropArgumentsToMatch", () -> dropArgumentsToMatch(len, 0, List.of(int.class, String.class, long.class), 1).type());
        Show.of("dropArgumentsToMatch bad", () -> dropArgumentsToMatch(len, 0, List.of(int.class, long.class), 1));
        Show.of("filterArguments", () -> filterArguments(five, 1, twice, null, null).invoke(1, 21L, 2.0, "d", 3f) + " " + filterArguments(five, 0, len).invoke("abcd", 1L, 2.0, "d", 3f));
        Show.of("filterArguments type", () -> filterArguments(five, 0, twice));
        Show.of("filterArguments count", () -> filterArguments(len, 1, len));
        Show.of("filterReturn", () -> filterReturnValue(five, len).invoke(1, 2L, 3.0, "d", 4f) + " " + filterReturnValue(twice, twice).invoke(5L) + " " + filterReturnValue(log, constant(String.class, "after void")).invoke("logged"));
        Show.of("filterReturn type", () -> filterReturnValue(five, twice));
        Show.of("fold", () -> foldArguments(join, log.asType(methodType(void.class, Object.class))).invoke("a", "b") + " " + foldArguments(join, len.asType(methodType(Object.class, Object.class))).invoke("abc"));
        Show.of("fold in the middle", () -> foldArguments(five, 1, identity(double.class).asType(methodType(long.class, double.class))));
        Show.of("fold at 1", () -> foldArguments(dropArguments(five, 1, int.class), 1, l.findStatic(Math.class, "toIntExact", methodType(int.class, long.class))).invoke(1, 2L, 3.0, "d", 4f));
        Show.of("fold type", () -> foldArguments(five, len));
        Show.of("collect", () -> collectArguments(five, 3, pair).invoke(1, 2L, 3.0, "p", 4.0, 5f) + " " + collectArguments(join, 0, log).invoke("seen", "a", "b") + " " + collectArguments(five, 0, constant(int.class, 6)).invoke(2L, 3.0, "d", 4f));
        Show.of("collect type", () -> collectArguments(five, 0, pair));
        Show.of("collect position", () -> collectArguments(five, 5, pair));
        Show.of("zero", () -> zero(int.class).invoke() + " " + zero(Object.class).invoke() + " " + zero(double.class).type() + " " + zero(void.class).type());
        Show.of("empty", () -> empty(methodType(char.class, int.class, String.class)).invoke(1, "x").equals('\0'));
        Show.of("constant", () -> constant(long.class, 3).invoke() + " " + constant(short.class, (byte) 3).invoke() + " " + constant(Object.class, null).invoke());
        Show.of("constant narrowing", () -> constant(byte.class, 3));
        Show.of("constant null int", () -> constant(int.class, null));
        Show.of("constant void", () -> constant(void.class, null));
        Show.of("identity void", () -> identity(void.class));
        Show.of("identity", () -> identity(float.class).invoke(1.5f) + " " + identity(List.class));
        Show.of("explicit cast", () -> explicitCastArguments(identity(int.class), methodType(byte.class, double.class)).invoke(300.7) + " " + explicitCastArguments(identity(boolean.class), methodType(boolean.class, int.class)).invoke(2) + " " + explicitCastArguments(identity(char.class), methodType(char.class, float.class)).invoke(65.9f) + " " + explicitCastArguments(identity(int.class), methodType(int.class, Object.class)).invoke((Object) null) + " " + explicitCastArguments(identity(int.class), methodType(int.class, boolean.class)).invoke(true));
        Show.of("explicit cast impossible", () -> explicitCastArguments(identity(List.class), methodType(List.class, int.class)));
        Show.of("explicit cast wrong class", () -> explicitCastArguments(identity(List.class), methodType(List.class, Object.class)).invoke("no list"));
        Show.of("explicit cast from Object to int", () -> explicitCastArguments(identity(int.class), methodType(int.class, Object.class)).invoke((Object) "s"));
        Show.of("invokers", () -> invoker(five.type()).invoke(five, (byte) 1, 2, 3f, "d", 4) + " " + exactInvoker(len.type()).invoke(len, "abc") + " " + spreadInvoker(five.type(), 1).invoke(five, 1, new Object[] {2L, 3.0, "d", 4f}));
        Show.of("exact invoker of another type", () -> exactInvoker(len.type()).invoke(twice, "abc"));
        Show.of("invoker of null", () -> exactInvoker(len.type()).invoke((MethodHandle) null, "abc"));
        Show.of("spread invoker count", () -> spreadInvoker(five.type(), 6));
    }
}
