import static jdk.incubator.foreign.CLinker.*;

import java.lang.invoke.*;
import java.util.*;
import java.util.concurrent.*;
import jdk.incubator.foreign.*;

/** jdk.incubator.foreign: C functions called with every kind of argument and result, and C calling Java, on its own threads too (tests/jni/foreign.c). */
public class ForeignCalls {
    static final CLinker LINKER = CLinker.getInstance();
    static final SymbolLookup OWN;
    static { System.loadLibrary("foreign"); OWN = SymbolLookup.loaderLookup(); }
    static final MemoryLayout POINT = MemoryLayout.structLayout(C_LONG.withName("x"), C_LONG.withName("y"));
    static final MemoryLayout SMALL = MemoryLayout.structLayout(C_CHAR.withName("a"), MemoryLayout.paddingLayout(8), C_SHORT.withName("b"), C_INT.withName("c"));
    static final MemoryLayout FLOATS = MemoryLayout.structLayout(C_FLOAT, C_FLOAT, C_FLOAT);
    static final MemoryLayout DOUBLES = MemoryLayout.structLayout(C_DOUBLE, C_DOUBLE);
    static final MemoryLayout MIXED = MemoryLayout.structLayout(C_DOUBLE, C_LONG);
    static final MemoryLayout LARGE = MemoryLayout.structLayout(MemoryLayout.sequenceLayout(5, C_LONG), C_DOUBLE);
    static final MemoryLayout ARRAY = MemoryLayout.structLayout(SMALL, MemoryLayout.sequenceLayout(2, C_FLOAT));

    static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
        FunctionDescriptor d = result == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments);
        return LINKER.downcallHandle(OWN.lookup(name).get(), type(result, arguments), d);
    }
    static Class<?> carrier(MemoryLayout l) {
        return l == null ? void.class : l instanceof GroupLayout ? MemorySegment.class : l == C_CHAR ? byte.class : l == C_SHORT ? short.class : l == C_INT ? int.class
            : l == C_LONG || l == C_LONG_LONG ? long.class : l == C_FLOAT ? float.class : l == C_DOUBLE ? double.class : MemoryAddress.class;
    }
    static MethodType type(MemoryLayout result, MemoryLayout... arguments) {
        return MethodType.methodType(carrier(result), Arrays.stream(arguments).map(ForeignCalls::carrier).toArray(Class<?>[]::new));
    }
    static MemoryAddress function(String name, ResourceScope scope, MemoryLayout result, MemoryLayout... arguments) throws Exception {
        FunctionDescriptor d = result == null ? FunctionDescriptor.ofVoid(arguments) : FunctionDescriptor.of(result, arguments);
        return LINKER.upcallStub(MethodHandles.lookup().findStatic(ForeignCalls.class, name, type(result, arguments)), d, scope);
    }
    static MemorySegment longs(SegmentAllocator a, MemoryLayout l, long... values) {
        MemorySegment s = a.allocate(l);
        for (int i = 0; i < values.length; i++) MemoryAccess.setLongAtIndex(s, i, values[i]);
        return s;
    }
    static MemorySegment doubles(SegmentAllocator a, MemoryLayout l, double... values) {
        MemorySegment s = a.allocate(l);
        for (int i = 0; i < values.length; i++) MemoryAccess.setDoubleAtIndex(s, i, values[i]);
        return s;
    }
    static MemorySegment floats(SegmentAllocator a, MemoryLayout l, float... values) {
        MemorySegment s = a.allocate(l);
        for (int i = 0; i < values.length; i++) MemoryAccess.setFloatAtIndex(s, i, values[i]);
        return s;
    }
    static MemorySegment small(SegmentAllocator a, int x, int y, int z) {
        MemorySegment s = a.allocate(SMALL);
        MemoryAccess.setByte(s, (byte) x);
        MemoryAccess.setShortAtOffset(s, 2, (short) y);
        MemoryAccess.setIntAtOffset(s, 4, z);
        return s;
    }
    static String small(MemorySegment s) { return MemoryAccess.getByte(s) + " " + MemoryAccess.getShortAtOffset(s, 2) + " " + MemoryAccess.getIntAtOffset(s, 4); }
    static String mixed(MemorySegment s) { return MemoryAccess.getDoubleAtIndex(s, 0) + " " + MemoryAccess.getLongAtIndex(s, 1); }
    static String large(MemorySegment s) { return Arrays.toString(s.asSlice(0, 40).toLongArray()) + " " + MemoryAccess.getDoubleAtOffset(s, 40); }

    static void scalars() throws Throwable {
        Show.of("byte", () -> (byte) call("take_byte", C_CHAR, C_CHAR).invokeExact((byte) 127));
        Show.of("short", () -> (short) call("take_short", C_SHORT, C_SHORT).invokeExact((short) -5));
        Show.of("int", () -> (int) call("take_int", C_INT, C_INT).invokeExact(Integer.MAX_VALUE));
        Show.of("long", () -> (long) call("take_long", C_LONG, C_LONG).invokeExact(Long.MIN_VALUE));
        Show.of("float", () -> (float) call("take_float", C_FLOAT, C_FLOAT).invokeExact(1.25f));
        Show.of("double", () -> (double) call("take_double", C_DOUBLE, C_DOUBLE).invokeExact(-1e300));
        Show.of("pointer", () -> ((MemoryAddress) call("take_pointer", C_POINTER, C_POINTER).invokeExact(MemoryAddress.ofLong(41))).toRawLongValue());
        Show.of("nothing", () -> { call("take_nothing", null).invokeExact(); return "done"; });
        Show.of("by address", () -> {
            MethodHandle any = LINKER.downcallHandle(type(C_LONG, C_LONG), FunctionDescriptor.of(C_LONG, C_LONG));
            return (long) any.invokeExact((Addressable) OWN.lookup("take_long").get(), 5L) + " " + any;
        });
        Show.of("variable", () -> MemoryAccess.getInt(OWN.lookup("variable").get().asSegment(4, ResourceScope.globalScope())));
        Show.of("pointer to a function", () -> {
            MemoryAddress f = (MemoryAddress) call("function_pointer", C_POINTER).invokeExact();
            return (long) LINKER.downcallHandle(f, type(C_LONG, C_LONG), FunctionDescriptor.of(C_LONG, C_LONG)).invokeExact(9L);
        });
    }

    static void structures(SegmentAllocator a) throws Throwable {
        Show.of("point", () -> Arrays.toString(((MemorySegment) call("take_point", POINT, POINT).invokeExact(a, longs(a, POINT, 1, -2))).toLongArray()));
        Show.of("small", () -> small((MemorySegment) call("take_small", SMALL, SMALL).invokeExact(a, small(a, 1, 2, 3))));
        Show.of("floats", () -> Arrays.toString(((MemorySegment) call("take_floats", FLOATS, FLOATS).invokeExact(a, floats(a, FLOATS, 1, 2, 3))).toFloatArray()));
        Show.of("doubles", () -> Arrays.toString(((MemorySegment) call("take_doubles", DOUBLES, DOUBLES).invokeExact(a, doubles(a, DOUBLES, 1, 2))).toDoubleArray()));
        Show.of("mixed", () -> {
            MemorySegment m = doubles(a, MIXED, 7);
            MemoryAccess.setLongAtIndex(m, 1, 8);
            return mixed((MemorySegment) call("take_mixed", MIXED, MIXED).invokeExact(a, m));
        });
        Show.of("large", () -> {
            MemorySegment m = longs(a, LARGE, 1, 2, 3, 4, 5);
            MemoryAccess.setDoubleAtOffset(m, 40, 5);
            String result = large((MemorySegment) call("take_large", LARGE, LARGE).invokeExact(a, m));
            return result + " and still " + large(m);
        });
        Show.of("array", () -> {
            MemorySegment m = a.allocate(ARRAY);
            m.copyFrom(small(a, 1, 2, 3));
            MemoryAccess.setFloatAtOffset(m, 8, 1);
            MemoryAccess.setFloatAtOffset(m, 12, 2);
            m = (MemorySegment) call("take_array", ARRAY, ARRAY).invokeExact(a, m);
            return small(m) + " " + MemoryAccess.getFloatAtOffset(m, 8) + " " + MemoryAccess.getFloatAtOffset(m, 12);
        });
    }

    static final MemoryLayout[] MANY = new MemoryLayout[25];
    static { for (int i = 0; i < 20; i++) MANY[i] = i % 2 == 0 ? C_LONG : C_DOUBLE; MANY[20] = POINT; MANY[21] = DOUBLES; MANY[22] = LARGE; MANY[23] = C_CHAR; MANY[24] = C_FLOAT; }

    static void many(SegmentAllocator a, ResourceScope scope) throws Throwable {
        Show.of("many", () -> {
            Object[] values = new Object[25];
            for (int i = 0; i < 20; i++) values[i] = i % 2 == 0 ? (Object) (long) i : (Object) (double) i;
            values[20] = longs(a, POINT, 3, 4);
            values[21] = doubles(a, DOUBLES, 5, 6);
            MemorySegment large = longs(a, LARGE, 1, 2, 3, 4, 5);
            MemoryAccess.setDoubleAtOffset(large, 40, 2.5);
            values[22] = large;
            values[23] = (byte) 1;
            values[24] = 0.5f;
            return call("many", C_DOUBLE, MANY).invokeWithArguments(values);
        });
        Show.of("many back", () -> (double) call("call_many", C_DOUBLE, C_POINTER).invokeExact(function("gotMany", scope, C_DOUBLE, MANY)));
        Show.of("variadic", () -> (double) LINKER.downcallHandle(OWN.lookup("sum").get(), type(C_DOUBLE, C_INT, C_LONG, C_DOUBLE, C_LONG),
            FunctionDescriptor.of(C_DOUBLE, C_INT, asVarArg(C_LONG), asVarArg(C_DOUBLE), asVarArg(C_LONG))).invokeExact(3, 10L, 0.5, 20L));
        Show.of("list", () -> {
            VaList list = VaList.make(b -> { for (int i = 0; i < 20; i++) if (i % 2 == 0) b.vargFromLong(C_LONG, i); else b.vargFromDouble(C_DOUBLE, i + 0.5); }, scope);
            return (double) LINKER.downcallHandle(OWN.lookup("sum_list").get(), MethodType.methodType(double.class, int.class, VaList.class),
                FunctionDescriptor.of(C_DOUBLE, C_INT, C_VA_LIST)).invokeExact(20, list);
        });
        Show.of("printf", () -> {
            MemorySegment text = a.allocate(100);
            int n = (int) LINKER.downcallHandle(CLinker.systemLookup().lookup("snprintf").get(), type(C_INT, C_POINTER, C_LONG, C_POINTER, C_INT, C_DOUBLE, C_POINTER),
                FunctionDescriptor.of(C_INT, C_POINTER, C_LONG, C_POINTER, asVarArg(C_INT), asVarArg(C_DOUBLE), asVarArg(C_POINTER)))
                .invokeExact(text.address(), 100L, toCString("%d %.3f %s", scope).address(), -7, 2.5, toCString("h\u00e9", scope).address());
            return n + toJavaString(text);
        });
    }

    static double gotMany(long a, double b, long c, double d, long e, double f, long g, double h, long i, double j, long k, double l, long m, double n, long o, double p,
                          long q, double r, long s, double t, MemorySegment u, MemorySegment v, MemorySegment w, byte x, float y) {
        System.out.println(List.of(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t) + Arrays.toString(u.toLongArray()) + Arrays.toString(v.toDoubleArray()) + large(w) + x + " " + y);
        return a + t + y;
    }
    static long gotIntegers(byte a, short b, int c, long d, short e) { return a + b * 10L + c * 100L + d * 1000 + e * 10000L; }
    static double gotFloats(float a, double b) { return a * b; }
    static void gotNothing() { System.out.println("called"); }
    static MemorySegment gotPoint(MemorySegment p) {
        return longs(SegmentAllocator.ofScope(ResourceScope.newImplicitScope()), POINT, MemoryAccess.getLongAtIndex(p, 1) * 10, MemoryAccess.getLongAtIndex(p, 0) * 10);
    }
    static MemorySegment gotSmall(MemorySegment s) {
        return small(SegmentAllocator.ofScope(ResourceScope.newImplicitScope()), MemoryAccess.getByte(s) + 1, MemoryAccess.getShortAtOffset(s, 2) + 1, MemoryAccess.getIntAtOffset(s, 4) + 1);
    }
    static MemorySegment gotStructure(MemorySegment s) {
        MemorySegment copy = MemorySegment.allocateNative(s.byteSize(), ResourceScope.newImplicitScope());
        copy.copyFrom(s);
        return copy;
    }
    static long square(long x) { return x * x; }
    static long busy(long x) {
        byte[][] garbage = new byte[20][];
        for (int i = 0; i < 20; i++) garbage[i] = new byte[1000];
        return x + garbage.length;
    }
    static long name(long x) { Thread t = Thread.currentThread(); return t != main && !t.isDaemon() && t.getThreadGroup() == main.getThreadGroup() ? x + 1 : -1; }
    static Thread main;
    static MethodHandle deep;
    static MemoryAddress deepBack;
    static long deeper(long n) throws Throwable { return (long) deep.invokeExact(deepBack, n); }
    static int compare(MemoryAddress a, MemoryAddress b) {
        ResourceScope global = ResourceScope.globalScope();
        return Integer.compare(MemoryAccess.getInt(b.asSegment(4, global)), MemoryAccess.getInt(a.asSegment(4, global)));
    }

    static void callbacks(SegmentAllocator a, ResourceScope scope) throws Throwable {
        Show.of("integers back", () -> (long) call("call_integers", C_LONG, C_POINTER).invokeExact(function("gotIntegers", scope, C_LONG, C_CHAR, C_SHORT, C_INT, C_LONG, C_SHORT)));
        Show.of("floats back", () -> (double) call("call_floats", C_DOUBLE, C_POINTER).invokeExact(function("gotFloats", scope, C_DOUBLE, C_FLOAT, C_DOUBLE)));
        Show.of("nothing back", () -> { call("call_nothing", null, C_POINTER).invokeExact(function("gotNothing", scope, null)); return 0; });
        Show.of("point back", () -> Arrays.toString(((MemorySegment) call("call_point", POINT, C_POINTER).invokeExact(a, function("gotPoint", scope, POINT, POINT))).toLongArray()));
        Show.of("small back", () -> small((MemorySegment) call("call_small", SMALL, C_POINTER).invokeExact(a, function("gotSmall", scope, SMALL, SMALL))));
        Show.of("floats back", () -> Arrays.toString(((MemorySegment) call("call_float_struct", FLOATS, C_POINTER).invokeExact(a, function("gotStructure", scope, FLOATS, FLOATS))).toFloatArray()));
        Show.of("mixed back", () -> mixed((MemorySegment) call("call_mixed", MIXED, C_POINTER).invokeExact(a, function("gotStructure", scope, MIXED, MIXED))));
        Show.of("large back", () -> large((MemorySegment) call("call_large", LARGE, C_POINTER).invokeExact(a, function("gotStructure", scope, LARGE, LARGE))));
        MethodHandle repeatedly = call("call_repeatedly", C_LONG, C_POINTER, C_INT);
        Show.of("squares", () -> (long) repeatedly.invokeExact(function("square", scope, C_LONG, C_LONG), 1000));
        Show.of("with garbage", () -> (long) repeatedly.invokeExact(function("busy", scope, C_LONG, C_LONG), 5000));
        Show.of("on a thread of C", () -> (long) call("call_on_thread", C_LONG, C_POINTER, C_LONG).invokeExact(function("name", scope, C_LONG, C_LONG), 7L));
        deep = call("deep", C_LONG, C_POINTER, C_LONG);
        deepBack = function("deeper", scope, C_LONG, C_LONG);
        Show.of("to and fro", () -> (long) deep.invokeExact(deepBack, 50L));
        Show.of("sorted", () -> {
            MemorySegment numbers = a.allocateArray(C_INT, new int[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5});
            MethodHandle sort = LINKER.downcallHandle(CLinker.systemLookup().lookup("qsort").get(), type(null, C_POINTER, C_LONG, C_LONG, C_POINTER),
                FunctionDescriptor.ofVoid(C_POINTER, C_LONG, C_LONG, C_POINTER));
            sort.invokeExact(numbers.address(), 11L, 4L, function("compare", scope, C_INT, C_POINTER, C_POINTER));
            String down = Arrays.toString(numbers.toIntArray());
            sort.invokeExact(numbers.address(), 11L, 4L, OWN.lookup("compare").get());
            return down + Arrays.toString(numbers.toIntArray());
        });
    }

    static void errors() {
        Show.of("no such function", () -> OWN.lookup("nosuch") + " " + CLinker.systemLookup().lookup("nosuch"));
        Show.of("wrong type", () -> LINKER.downcallHandle(OWN.lookup("take_int").get(), type(C_INT, C_LONG), FunctionDescriptor.of(C_INT, C_INT)));
        Show.of("wrong arguments", () -> call("take_int", C_INT, C_INT).invokeExact("text"));
        Show.of("null", () -> (MemoryAddress) call("take_pointer", C_POINTER, C_POINTER).invokeExact((MemoryAddress) null));
        Show.of("null address", () -> (int) LINKER.downcallHandle(MemoryAddress.NULL, type(C_INT), FunctionDescriptor.of(C_INT)).invokeExact());
        Show.of("wrong upcall", () -> LINKER.upcallStub(MethodHandles.lookup().findStatic(ForeignCalls.class, "square", MethodType.methodType(long.class, long.class)),
            FunctionDescriptor.of(C_INT, C_INT), ResourceScope.globalScope()));
        Show.of("closed", () -> {
            MemorySegment s;
            try (ResourceScope scope = ResourceScope.newConfinedScope()) { s = MemorySegment.allocateNative(8, scope); }
            return MemoryAccess.getInt(s);
        });
        Show.of("other thread", () -> {
            try (ResourceScope scope = ResourceScope.newConfinedScope()) {
                MemorySegment s = MemorySegment.allocateNative(8, scope);
                return CompletableFuture.supplyAsync(() -> MemoryAccess.getInt(s)).handle((x, t) -> t.getCause().toString()).get();
            }
        });
    }

    /** Functions for C come and go; many threads call at once. */
    static void stress() throws Throwable {
        MethodHandle repeatedly = call("call_repeatedly", C_LONG, C_POINTER, C_INT);
        long total = 0;
        for (int round = 0; round < 30; round++)
            try (ResourceScope scope = ResourceScope.newConfinedScope()) {
                for (int i = 0; i < 50; i++) total += (long) repeatedly.invokeExact(function("square", scope, C_LONG, C_LONG), 4);
            }
        System.out.println("made and freed: " + total);
        List<MemoryAddress> all = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (ResourceScope scope = ResourceScope.newSharedScope()) {
            for (int i = 0; i < 1500; i++) all.add(function("square", scope, C_LONG, C_LONG));
            System.out.println("at once: " + new HashSet<>(all).size());
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++)
                results.add(pool.submit(() -> {
                    long sum = 0;
                    try {
                        for (MemoryAddress f : all) sum += (long) repeatedly.invokeExact(f, 5);
                    } catch (Throwable t) {
                        throw new AssertionError(t);
                    }
                    return sum;
                }));
            for (Future<Long> f : results) System.out.println(f.get());
        }
        pool.shutdown();
    }

    public static void main(String[] args) throws Throwable {
        main = Thread.currentThread();
        if (args.length > 0) {
            MemoryAddress f = LINKER.upcallStub(MethodHandles.lookup().findStatic(Integer.class, "parseInt", MethodType.methodType(int.class, String.class))
                .bindTo(args[0]).asType(MethodType.methodType(void.class)), FunctionDescriptor.ofVoid(), ResourceScope.globalScope());
            call("call_nothing", null, C_POINTER).invokeExact(f);
            System.out.println("not reached");
        }
        scalars();
        try (ResourceScope scope = ResourceScope.newConfinedScope()) {
            SegmentAllocator a = SegmentAllocator.ofScope(scope);
            structures(a);
            many(a, scope);
            callbacks(a, scope);
        }
        errors();
        stress();
    }
}
