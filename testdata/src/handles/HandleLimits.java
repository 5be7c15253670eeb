import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.*;

/** Handles at the limits: 255 slots, long chains of adapters, many handles and types, recursion through invokers, bound receivers kept alive. */
public class HandleLimits {
    static int inc(int x) { return x + 1; }
    static Object first(Object... a) { return a[0]; }
    public static void main(String[] args) throws Throwable {
        Lookup l = lookup();
        MethodHandle inc = l.findStatic(HandleLimits.class, "inc", methodType(int.class, int.class)), first = l.findStatic(HandleLimits.class, "first", methodType(Object.class, Object[].class));
        for (int n : new int[] {0, 1, 252, 253, 254, 255})
            Show.of("collect " + n, () -> first.asCollector(Object[].class, n).invokeWithArguments(Collections.nCopies(n, "e")));
        for (int n : new int[] {252, 253, 254, 255})
            Show.of("drop " + n, () -> dropArguments(constant(int.class, n), 0, Collections.nCopies(n, int.class)).invokeWithArguments(Collections.nCopies(n, 1)));
        Show.of("drop longs", () -> dropArguments(constant(int.class, 1), 0, Collections.nCopies(126, long.class)).invokeWithArguments(Collections.nCopies(126, 1L)));
        Show.of("insert into 254", () -> insertArguments(dropArguments(constant(int.class, 4), 0, Collections.nCopies(254, int.class)), 0, Collections.nCopies(254, 1).toArray()).invoke());
        MethodHandle chain = inc;
        for (int i = 0; i < 300; i++) chain = filterReturnValue(chain, inc);
        int v = (int) chain.invokeExact(0);
        System.out.println("chain of filters " + v);
        MethodHandle bound = l.findStatic(HandleLimits.class, "many", methodType(int.class, int.class, int.class, int.class, int.class, long.class, double.class, Object.class, int.class, int.class, int.class));
        bound = insertArguments(bound, 0, 1);
        bound = insertArguments(bound, 0, 2);
        bound = insertArguments(bound, 0, 3, 4);
        bound = insertArguments(bound, 0, 5L);
        bound = insertArguments(bound, 0, 6.0);
        bound = insertArguments(bound, 0, "seven");
        System.out.println("bound many " + (int) bound.invokeExact(8, 9, 10) + " " + bound.type());
        Map<MethodType, Integer> types = new HashMap<>();
        Class<?>[] prims = {int.class, long.class, Object.class, double.class, float.class};
        long total = 0;
        for (int i = 0; i < 125; i++) {
            MethodType t = methodType(int.class, prims[i % 5], prims[i / 5 % 5], prims[i / 25]);
            types.merge(t, 1, Integer::sum);
            MethodHandle h = dropArguments(constant(int.class, i), 0, t.parameterList());
            total += (int) h.invokeWithArguments(zero(prims[i % 5]).invoke(), zero(prims[i / 5 % 5]).invoke(), zero(prims[i / 25]).invoke());
        }
        System.out.println("types " + types.size() + " total " + total);
        MethodHandle inv = exactInvoker(methodType(int.class, int.class));
        for (int i = 0; i < 20; i++) inv = filterReturnValue(inv, inc);
        System.out.println("through invokers " + (int) inv.invokeExact(inc, 5));
        MethodHandle[] self = new MethodHandle[1];
        MethodHandle call = insertArguments(l.findStatic(HandleLimits.class, "recurse", methodType(int.class, MethodHandle[].class, int.class)), 0, (Object) self);
        self[0] = filterReturnValue(call.asType(methodType(Object.class, int.class)).asType(methodType(int.class, int.class)), inc);
        System.out.println("recursion " + (int) self[0].invokeExact(500));
        for (int i = 0; i < 2; i++) Show.of("endless recursion", () -> { try { return (int) self[0].invokeExact(1 << 30); } catch (StackOverflowError e) { return "overflow " + e.getMessage(); } });
        System.out.println("recursion again " + (int) self[0].invokeExact(100));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[1 << 16];
            MethodHandle b = l.bind("string" + i, "length", methodType(int.class));
            text.append((int) b.invoke()).append(garbage.length > 0 ? "" : "?");
        }
        System.out.println(text);
        Iterator<String> it = (Iterator<String>) MethodHandleProxies.asInterfaceInstance(Iterable.class, l.findVirtual(List.class, "iterator", methodType(Iterator.class)).bindTo(List.of("p", "q"))).iterator();
        System.out.println(it.next() + it.next());
        Comparator<String> cmp = MethodHandleProxies.asInterfaceInstance(Comparator.class, l.findVirtual(String.class, "compareTo", methodType(int.class, String.class)));
        System.out.println(cmp.compare("a", "b") + " " + cmp.equals(cmp) + " " + MethodHandleProxies.isWrapperInstance(cmp) + " " + MethodHandleProxies.wrapperInstanceType(cmp) + " " + MethodHandleProxies.wrapperInstanceTarget(cmp).type());
        Show.of("proxy of no functional interface", () -> MethodHandleProxies.asInterfaceInstance(List.class, inc));
        Show.of("proxy of a class", () -> MethodHandleProxies.asInterfaceInstance(String.class, inc));
        Show.of("proxy not wrapped", () -> MethodHandleProxies.wrapperInstanceTarget("x"));
        Show.of("proxy checked", () -> run(MethodHandleProxies.asInterfaceInstance(Runnable.class, throwException(void.class, Exception.class).bindTo(new Exception("checked")))));
    }
    static int run(Runnable r) { r.run(); return 1; }
    static int recurse(MethodHandle[] self, int n) throws Throwable { return n == 0 ? 0 : (int) self[0].invokeExact(n - 1); }
    static int many(int a, int b, int c, int d, long e, double f, Object g, int h, int i, int j) { return a + b + c + d + (int) e + (int) f + g.toString().length() + h + i + j; }
}
