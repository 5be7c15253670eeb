import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.*;

/** Loops out of method handles: general, while, counted, over iterators; exceptions in them; shapes that are refused. */
public class HandleLoops {
    static int zero(int limit) { return 0; }
    static int step(int v, int limit) { return v + 1; }
    static boolean below(int v, int limit) { return v < limit; }
    static String add(String s, int i, String more) { return s + i + more; }
    static int length(String more) { return more.length(); }
    static List<String> reverse(List<String> r, String e, Object unused) { List<String> x = new ArrayList<>(List.of(e)); x.addAll(r == null ? List.of() : r); return x; }
    static void fail(int i) { if (i == 3) throw new IllegalStateException("at " + i); }
    static long sumInit(int n) { return 1L << 40; }
    static long sum(long s, int i, int n) { return s + i; }
    static int iInit(long ignored) { return 0; }
    static int inc(long s, int i, int n) { return i + 1; }
    static boolean more(long s, int i, int n) { return i < n; }
    static String end(long s, int i, int n) { return s + "/" + i + "/" + n; }

    static MethodHandle f(String name) {
        for (var m : HandleLoops.class.getDeclaredMethods())
            if (m.getName().equals(name))
                try {
                    return lookup().unreflect(m);
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
        throw new AssertionError(name);
    }

    public static void main(String[] args) throws Throwable {
        Show.of("while", () -> whileLoop(f("zero"), f("below"), f("step")).invoke(10));
        Show.of("do while", () -> doWhileLoop(f("zero"), f("step"), f("below")).invoke(0));
        Show.of("while without init", () -> whileLoop(null, f("below"), f("step")).invoke(4));
        Show.of("while body null", () -> whileLoop(null, f("below"), null));
        Show.of("while predicate", () -> whileLoop(null, f("zero"), f("step")));
        Show.of("counted", () -> countedLoop(f("length"), identity(String.class), f("add")).invoke("abcd"));
        Show.of("counted from to", () -> countedLoop(dropArguments(constant(int.class, -2), 0, String.class), constant(int.class, 3), identity(String.class), f("add")).invoke("x"));
        Show.of("counted no turns", () -> countedLoop(constant(int.class, -1), identity(String.class), f("add")).invoke("x"));
        Show.of("counted void body", () -> countedLoop(constant(int.class, 3), null, f("fail")).invoke());
        Show.of("counted throws", () -> countedLoop(constant(int.class, 9), null, f("fail")).invoke());
        Show.of("counted long", () -> countedLoop(constant(long.class, 3L), null, f("fail")));
        Show.of("counted many", () -> countedLoop(constant(int.class, 100_000), constant(int.class, 0), l2()).invoke());
        Show.of("iterated", () -> iteratedLoop(null, null, f("reverse").asType(methodType(List.class, List.class, Object.class, Object.class))));
        MethodHandle iterator = lookup().findVirtual(List.class, "iterator", methodType(Iterator.class));
        Show.of("iterated list", () -> iteratedLoop(null, null, l3()).invoke(List.of("a", "b", "c")));
        Show.of("iterated null", () -> iteratedLoop(null, null, l3()).invoke((List<String>) null));
        Show.of("general", () -> loop(new MethodHandle[] {f("sumInit"), f("sum")}, new MethodHandle[] {null, f("inc"), f("more"), f("end")}).invoke(10));
        Show.of("general, no clauses", () -> loop());
        Show.of("general, null clauses", () -> loop((MethodHandle[][]) null));
        Show.of("general, no predicate", () -> loop(new MethodHandle[] {f("sumInit"), f("sum")}));
        Show.of("general, long clause", () -> loop(new MethodHandle[5]));
        Show.of("general, types differ", () -> loop(new MethodHandle[] {f("zero"), f("sum"), f("more"), f("end")}));
        Show.of("general type", () -> loop(new MethodHandle[] {f("sumInit"), f("sum")}, new MethodHandle[] {null, f("inc"), f("more"), f("end")}).type());
        MethodHandle inner = countedLoop(dropArguments(constant(int.class, 3), 0, String.class), identity(String.class), f("add"));
        MethodHandle outer = countedLoop(dropArguments(constant(int.class, 2), 0, String.class), identity(String.class), permuteArguments(inner, methodType(String.class, String.class, int.class, String.class), 0));
        Show.of("nested", () -> outer.invoke("."));
        MethodHandle guarded = tryFinally(outer, l4());
        Show.of("in tryFinally", () -> guarded.invoke("."));
    }
    static MethodHandle l2() throws Exception { return lookup().findStatic(Math.class, "addExact", methodType(int.class, int.class, int.class)); }
    static List<String> prepend(List<String> r, String e, List<String> unused) { return reverse(r, e, unused); }
    static MethodHandle l3() throws Exception { return lookup().findStatic(HandleLoops.class, "prepend", methodType(List.class, List.class, String.class, List.class)); }
    static String cleanup(Throwable t, String result, String arg) { return t + "|" + result + "|" + arg; }
    static MethodHandle l4() throws Exception { return lookup().findStatic(HandleLoops.class, "cleanup", methodType(String.class, Throwable.class, String.class, String.class)); }
}
