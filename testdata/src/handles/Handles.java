import java.lang.invoke.*;
import java.util.Arrays;
import java.util.List;

/** Method handles, var handles, call sites: lookup, adaptation, combinators, failures. */
public class Handles {
    int field = 3; static long stat = 4; volatile int vol; final String fin = "f"; static String[] names = {"a", "b"};
    Handles() { }
    Handles(int f) { field = f; }
    int add(int x) { return field + x; }
    static String join(String a, int b, double c) { return a + b + c; }
    private static int hidden(Object... a) { return a.length; }
    static int loopBody(int v, int i) { return v + i; }
    static boolean positive(int x) { return x > 0; }
    static String pos(int x) { return "pos" + x; }
    static String neg(int x) { return "neg" + x; }
    static int thrower(int x) { throw new IllegalStateException("t" + x); }
    static int handler(IllegalStateException e, int x) { return e.getMessage().length() + x; }

    static class Sub extends Handles { int add(int x) { return -1; } MethodHandle sup() throws Throwable { return MethodHandles.lookup().findSpecial(Handles.class, "add", MethodType.methodType(int.class, int.class), Sub.class); } }

    interface Body { Object run() throws Throwable; }
    static void t(Body b) { try { System.out.println(b.run()); } catch (Throwable e) { System.out.println(e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@hash")); } }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle add = l.findVirtual(Handles.class, "add", MethodType.methodType(int.class, int.class));
        MethodHandle join = l.findStatic(Handles.class, "join", MethodType.methodType(String.class, String.class, int.class, double.class));
        MethodHandle ctor = l.findConstructor(Handles.class, MethodType.methodType(void.class, int.class));
        Handles h = (Handles) ctor.invokeExact(10);
        System.out.println((int) add.invokeExact(h, 5) + " " + (String) join.invokeExact("x", 1, 2.5) + " " + (int) add.invokeExact((Handles) new Sub(), 1) + " " + (int) new Sub().sup().invoke(new Sub(), 1));
        System.out.println(add.type() + " " + join + " " + add.bindTo(h).invoke(7) + " " + join.invokeWithArguments("q", 3, 4.5) + " " + join.invoke((Object) "o", (short) 2, 1f));
        System.out.println(MethodHandles.insertArguments(join, 1, 9).invoke("i", 1.0) + " " + MethodHandles.dropArguments(join, 0, int.class, List.class).invoke(1, null, "d", 2, 3.0) + " " + MethodHandles.permuteArguments(join, MethodType.methodType(String.class, double.class, String.class, int.class), 1, 2, 0).invoke(1.5, "p", 6));
        System.out.println(MethodHandles.filterReturnValue(join, l.findVirtual(String.class, "length", MethodType.methodType(int.class))).invoke("len", 1, 1.0) + " " + MethodHandles.filterArguments(join, 0, l.findVirtual(Object.class, "toString", MethodType.methodType(String.class)).asType(MethodType.methodType(String.class, Object.class))).invoke((Object) List.of(1), 2, 3.0)
            + " " + MethodHandles.foldArguments(l.findStatic(Handles.class, "loopBody", MethodType.methodType(int.class, int.class, int.class)), l.findStatic(Math.class, "abs", MethodType.methodType(int.class, int.class))).invoke(-5));
        MethodHandle guard = MethodHandles.guardWithTest(l.findStatic(Handles.class, "positive", MethodType.methodType(boolean.class, int.class)), l.findStatic(Handles.class, "pos", MethodType.methodType(String.class, int.class)), l.findStatic(Handles.class, "neg", MethodType.methodType(String.class, int.class)));
        System.out.println((String) guard.invokeExact(4) + (String) guard.invokeExact(-4));
        MethodHandle caught = MethodHandles.catchException(l.findStatic(Handles.class, "thrower", MethodType.methodType(int.class, int.class)), IllegalStateException.class, l.findStatic(Handles.class, "handler", MethodType.methodType(int.class, IllegalStateException.class, int.class)));
        System.out.println((int) caught.invokeExact(42));
        MethodHandle loop = MethodHandles.countedLoop(MethodHandles.constant(int.class, 10), MethodHandles.constant(int.class, 0), l.findStatic(Handles.class, "loopBody", MethodType.methodType(int.class, int.class, int.class)));
        System.out.println((int) loop.invokeExact());
        MethodHandle spread = join.asSpreader(Object[].class, 3), collect = l.findStatic(Handles.class, "hidden", MethodType.methodType(int.class, Object[].class));
        System.out.println(spread.invoke(new Object[] {"s", 1, 2.0}) + " " + collect.isVarargsCollector() + collect.invoke(1, "2", 3.0) + collect.invoke() + " " + collect.asFixedArity().invoke(new Object[4]) + " " + MethodHandles.arrayElementGetter(int[].class).invoke(new int[] {5, 6}, 1));
        System.out.println((int) l.findGetter(Handles.class, "field", int.class).invoke(h) + " " + (long) l.findStaticGetter(Handles.class, "stat", long.class).invoke() + " " + l.findGetter(Handles.class, "fin", String.class).invoke(h));
        l.findSetter(Handles.class, "field", int.class).invoke(h, 77);
        l.findStaticSetter(Handles.class, "stat", long.class).invoke(1L << 35);
        System.out.println(h.field + " " + stat);
        VarHandle v = l.findVarHandle(Handles.class, "vol", int.class), st = l.findStaticVarHandle(Handles.class, "stat", long.class), el = MethodHandles.arrayElementVarHandle(String[].class), by = MethodHandles.byteArrayViewVarHandle(int[].class, java.nio.ByteOrder.BIG_ENDIAN);
        System.out.println(v.compareAndSet(h, 0, 5) + " " + (int) v.getAndAdd(h, 3) + " " + (int) v.getVolatile(h) + " " + v.compareAndSet(h, 0, 1) + " " + (int) v.getAndBitwiseOr(h, 16) + " " + (int) v.getAcquire(h) + " " + (long) st.getAndSet(9L) + " " + stat + " " + (String) el.getAndSet(names, 1, "z") + names[1] + " " + (int) by.get(new byte[] {0, 0, 1, 2, 3}, 1));
        v.setRelease(h, 1); v.setOpaque(h, 2);
        System.out.println(h.vol + " " + v.varType() + " " + v.coordinateTypes() + " " + (int) v.compareAndExchange(h, 2, 3));
        MutableCallSite site = new MutableCallSite(MethodHandles.constant(String.class, "first"));
        MethodHandle dyn = site.dynamicInvoker();
        String s1 = (String) dyn.invokeExact();
        site.setTarget(MethodHandles.constant(String.class, "second"));
        System.out.println(s1 + (String) dyn.invokeExact());
        t(() -> (Object) add.invokeExact(h, 5));
        t(() -> join.invoke(1, 2, 3));
        t(() -> join.invoke("too few"));
        t(() -> add.invoke((Handles) null, 1));
        t(() -> l.findStatic(Handles.class, "nope", MethodType.methodType(void.class)));
        t(() -> l.findVirtual(Handles.class, "join", MethodType.methodType(String.class, String.class, int.class, double.class)));
        t(() -> MethodHandles.publicLookup().findStatic(Handles.class, "hidden", MethodType.methodType(int.class, Object[].class)));
        t(() -> l.findSetter(Handles.class, "fin", String.class));
        t(() -> el.get(names, 5));
        t(() -> v.get("wrong"));
        t(() -> MethodType.fromMethodDescriptorString("(ILjava/lang/String;[J)V", null));
        t(() -> MethodHandles.identity(long.class).invoke(5));
        t(() -> MethodHandles.throwException(int.class, Exception.class).invoke(new Exception("thrown by handle")));
        t(() -> MethodHandles.privateLookupIn(String.class, l));
        t(() -> l.revealDirect(join).getName() + l.unreflect(Handles.class.getDeclaredMethod("positive", int.class)).invoke(1));
        t(() -> MethodHandleProxies.asInterfaceInstance(java.util.function.IntBinaryOperator.class, l.findStatic(Handles.class, "loopBody", MethodType.methodType(int.class, int.class, int.class))).applyAsInt(3, 4));
        int sum = 0;
        for (int i = 0; i < 20000; i++) sum += (int) add.invokeExact(h, i);
        System.out.println(sum + " " + Arrays.toString(names));
    }
}
