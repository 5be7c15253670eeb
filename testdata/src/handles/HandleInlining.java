import java.lang.invoke.*;
import java.util.*;
import java.util.function.*;
import static java.lang.invoke.MethodType.methodType;

/** Chains of method handles in code that runs often enough to be compiled: constants of every kind, targets that change meanwhile, receivers that are null, exceptions from the middle of a chain, traces. */
public class HandleInlining {
    static final MethodHandles.Lookup L = MethodHandles.lookup();
    static final int N = 60_000;

    static MethodHandle handle(Class<?> k, String name, Class<?> result, Class<?>... parameters) {
        try {
            try {
                return L.findStatic(k, name, methodType(result, parameters));
            } catch (IllegalAccessException e) {
                return L.findVirtual(k, name, methodType(result, parameters));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static int add(int a, int b) { return a + b; }
    static int twice(int a) { return a * 2; }
    static long wide(long a, double b, int c) { return a + (long) b + c; }
    static boolean odd(int a) { return (a & 1) != 0; }
    static int fail(int a) { if (a == N - 1) throw new IllegalStateException("at " + a); return a; }
    static int cut(int a) { return 10 / (a - (N - 1)); }
    static int caught(IllegalStateException e, int a) { return -e.getMessage().length(); }
    static int sum(Integer... all) { int s = 0; for (int i : all) s += i; return s; }

    interface Shape { int area(int n); }
    static class Square implements Shape { final int side; Square(int side) { this.side = side; } public int area(int n) { return side * side + n; } private int secret(int n) { return n - side; } }
    static final class Line extends Square { Line() { super(0); } public int area(int n) { return -n; } }

    static final MethodHandle ADD = handle(HandleInlining.class, "add", int.class, int.class, int.class);
    static final MethodHandle BOUND = MethodHandles.insertArguments(ADD, 0, 7);
    static final MethodHandle TWICE = handle(HandleInlining.class, "twice", int.class, int.class);
    static final MethodHandle FILTERED = MethodHandles.filterReturnValue(MethodHandles.filterArguments(ADD, 1, TWICE), TWICE);
    static final MethodHandle WIDE = MethodHandles.permuteArguments(handle(HandleInlining.class, "wide", long.class, long.class, double.class, int.class), methodType(long.class, int.class, long.class, double.class), 1, 2, 0);
    static final MethodHandle GUARD = MethodHandles.guardWithTest(handle(HandleInlining.class, "odd", boolean.class, int.class), TWICE, BOUND);
    static final MethodHandle FAIL = handle(HandleInlining.class, "fail", int.class, int.class);
    static final MethodHandle CAUGHT = MethodHandles.catchException(FAIL, IllegalStateException.class, handle(HandleInlining.class, "caught", int.class, IllegalStateException.class, int.class));
    static final MethodHandle CUT = MethodHandles.filterReturnValue(handle(HandleInlining.class, "cut", int.class, int.class), TWICE);
    static final MethodHandle AREA = handle(Square.class, "area", int.class, int.class);
    static final MethodHandle SHAPE = handle(Shape.class, "area", int.class, int.class);
    static final MethodHandle SECRET = handle(Square.class, "secret", int.class, int.class);
    static final MethodHandle MADE = constructor();
    static final MethodHandle SIDE = getter();
    static final MethodHandle SUM = handle(HandleInlining.class, "sum", int.class, Integer[].class).asCollector(Integer[].class, 2).asType(methodType(int.class, int.class, int.class));
    static final VarHandle COUNT, CELLS = MethodHandles.arrayElementVarHandle(int[].class);
    int count;
    static {
        try {
            COUNT = L.findVarHandle(HandleInlining.class, "count", int.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
    static MethodHandle constructor() { try { return L.findConstructor(Square.class, methodType(void.class, int.class)); } catch (ReflectiveOperationException e) { throw new AssertionError(e); } }
    static MethodHandle getter() { try { return L.findGetter(Square.class, "side", int.class); } catch (ReflectiveOperationException e) { throw new AssertionError(e); } }

    interface Step { long run(int i) throws Throwable; }

    /** One site per program line: each of these loops is compiled with its handle as a constant. */
    static void hot(String what, Step step) {
        long sum = 0;
        try {
            for (int i = 0; i < N; i++) sum = sum * 31 + step.run(i);
            System.out.println(what + ": " + sum);
        } catch (Throwable t) {
            System.out.println(what + ": " + sum + " " + t);
            trace(t);
        }
    }

    /** Frames down to here, without what differs from run to run. */
    static void trace(Throwable t) {
        for (StackTraceElement e : t.getStackTrace()) {
            if (e.getMethodName().equals("main")) break;
            System.out.println("    " + e.getClassName().replaceAll("(\\$\\$Lambda\\$|\\$MH|\\$DMH|\\$BMH|\\$LForm|/).*", "$1") + "." + e.getMethodName().replaceAll("\\$\\d+$", "") + (e.getLineNumber() > 0 ? ":" + e.getLineNumber() : ""));
        }
        if (t.getCause() != null) System.out.println("  cause " + t.getCause());
    }

    static int depth;
    static void deeper() throws Throwable { depth++; DEEPER.invokeExact(); }
    static final MethodHandle DEEPER = handle(HandleInlining.class, "deeper", void.class);

    static final MutableCallSite SITE = new MutableCallSite(TWICE);
    static final MethodHandle DYNAMIC = SITE.dynamicInvoker();
    static final VolatileCallSite VOLATILE = new VolatileCallSite(TWICE);
    static final MethodHandle VOLATILE_INVOKER = VOLATILE.dynamicInvoker();
    static final SwitchPoint SWITCH = new SwitchPoint();
    static final MethodHandle SWITCHED = SWITCH.guardWithTest(TWICE, BOUND);

    static long locals(int n) throws Throwable { // the handle lives in a local across a loop and calls
        MethodHandle h = ADD, g = BOUND;
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (int) h.invokeExact(i, (int) g.invokeExact(i));
            if (i == n / 2) g = TWICE;
            if (i == n / 2 + 1) h = (i & 1) == 0 ? h : FILTERED;
        }
        return sum;
    }

    public static void main(String[] args) throws Throwable {
        hot("static", i -> (int) ADD.invokeExact(i, 3));
        hot("bound", i -> (int) BOUND.invokeExact(i));
        hot("filtered", i -> (int) FILTERED.invokeExact(i, i >> 3));
        hot("permuted", i -> (long) WIDE.invokeExact(i, 1L << (i & 63), i * 0.5));
        hot("guarded", i -> (int) GUARD.invokeExact(i));
        hot("caught", i -> (int) CAUGHT.invokeExact(i));
        hot("collected", i -> (int) SUM.invokeExact(i, 2));
        hot("generic", i -> (long) (int) (Integer) (Object) ADD.invoke((Integer) i, (short) 4));
        hot("constructor", i -> ((Square) MADE.invokeExact(i)).side);
        Square[] squares = {new Square(3), new Line(), new Square(5)};
        Square square = squares[0];
        hot("one receiver", i -> (int) AREA.invokeExact(square, i));
        hot("two receivers", i -> (int) AREA.invokeExact(squares[i & 1], i));
        hot("interface", i -> (int) SHAPE.invokeExact((Shape) squares[i % 3], i));
        hot("private", i -> (int) SECRET.invokeExact(squares[i % 3], i));
        hot("getter", i -> (int) SIDE.invokeExact(squares[i % 3]));

        hot("fails", i -> (int) FAIL.invokeExact(i));
        hot("fails inside", i -> (int) CUT.invokeExact(i));
        hot("null receiver", i -> (int) AREA.invokeExact(i == N - 1 ? null : square, i));
        hot("null of an interface", i -> (int) SHAPE.invokeExact(i == N - 1 ? null : (Shape) square, i));
        hot("null for a private method", i -> (int) SECRET.invokeExact(i == N - 1 ? null : square, i));
        hot("null for a getter", i -> (int) SIDE.invokeExact(i == N - 1 ? null : square));
        hot("wrong type", i -> i == N - 1 ? (int) (Integer) TWICE.invokeExact((Integer) i) : (int) TWICE.invokeExact(i));
        Object[] numbers = {1, 2, "three"};
        hot("cast inside", i -> (int) ADD.invoke(numbers[i == N - 1 ? 2 : i & 1], i));
        hot("unboxed null", i -> (int) ADD.invoke(i == N - 1 ? (Integer) null : (Integer) i, i));

        HandleInlining self = new HandleInlining();
        int[] cells = new int[8];
        hot("var handle", i -> { COUNT.setVolatile(self, i); return (int) COUNT.getAndAdd(self, 5) + (int) COUNT.getAcquire(self) + (COUNT.compareAndSet(self, i + 5, 1) ? 1 : 0); });
        hot("cells", i -> (int) CELLS.getAndAdd(cells, i & 7, i) + (int) CELLS.get(cells, 7 - (i & 7)));
        hot("cell outside", i -> (int) CELLS.get(cells, i == N - 1 ? 8 : i & 7));
        hot("var handle of null", i -> (int) COUNT.get(i == N - 1 ? null : self));
        hot("var handle of another", i -> (int) COUNT.get(i == N - 1 ? (Object) "x" : self));

        hot("mutable site", i -> { if (i % 20_000 == 19_999) SITE.setTarget(i < N / 2 ? BOUND : TWICE); return (int) DYNAMIC.invokeExact(i); });
        hot("volatile site", i -> { if (i % 20_000 == 19_999) VOLATILE.setTarget(i < N / 2 ? BOUND : TWICE); return (int) VOLATILE_INVOKER.invokeExact(i); });
        hot("switch point", i -> { if (i == N / 2) SwitchPoint.invalidateAll(new SwitchPoint[] {SWITCH}); return (int) SWITCHED.invokeExact(i); });
        System.out.println("locals " + locals(N) + " " + locals(N));

        for (int i = 0; i < 3; i++) {
            depth = 0;
            try {
                deeper();
            } catch (StackOverflowError e) {
                System.out.println("overflow " + (depth > 100) + " " + (e.getStackTrace().length > 100));
            }
        }
        Object[] kinds = {"s", 'c', 1, 2L, 3f, 4d, null, true};
        hot("concatenation", i -> ("" + kinds[i & 7] + i + '-' + (i * 3L) + (i & 1) / 2.0 + (i > 9) + (char) ('a' + (i & 15)) + "\u20ac" + (byte) i).hashCode());
        hot("concatenation fails", i -> ("a" + new Object() { @Override public String toString() { if (i == N - 1) throw new IllegalStateException("toString"); return "b"; } } + i).length());
    }
}
