import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodType.methodType;

/** Method handles: lookups of every kind, conversions, combinators, call sites, and the errors of each. */
public class MHBasics {
    static final MethodHandles.Lookup L = MethodHandles.lookup();
    interface Shape { double area(); default String label() { return "shape " + area(); } static String kind() { return "K"; } }
    static class Square implements Shape {
        int side; static long made; final String tag;
        Square(int side) { this.side = side; this.tag = "sq" + side; made++; }
        public double area() { return side * side; }
        private int secret(int x) { return x * side; }
        protected String over() { return "square"; }
    }
    static class Cube extends Square {
        Cube(int side) { super(side); }
        public double area() { return 6 * super.area(); }
        protected String over() { return "cube"; }
        String viaSpecial() throws Throwable {
            MethodHandle h = MethodHandles.lookup().findSpecial(Square.class, "over", methodType(String.class), Cube.class);
            return (String) h.invokeExact(this);
        }
    }
    static int add(int a, int b) { return a + b; }
    static long mix(byte b, short s, char c, int i, long j, float f, double d, boolean z, Object o) {
        return b + s + c + i + j + (long) f + (long) d + (z ? 1 : 0) + o.hashCode();
    }
    static String join(String... parts) { return String.join("|", parts); }
    static Object thrower(String s) { throw new IllegalStateException(s); }
    static String handler(Throwable t, String s) { return "caught " + t.getMessage() + " for " + s; }

    interface Body { Object run() throws Throwable; }
    static void show(String what, Body b) {
        try {
            System.out.println(what + ": " + b.run());
        } catch (Throwable t) {
            System.out.println(what + " threw " + t.toString().replaceAll("module @[0-9a-f]+", "module"));
        }
    }
    public static void main(String[] args) throws Throwable {
        MethodHandle add = L.findStatic(MHBasics.class, "add", methodType(int.class, int.class, int.class));
        show("exact", () -> (int) add.invokeExact(3, 4));
        show("generic", () -> (long) add.invoke((byte) 3, (short) 4));
        show("boxed", () -> add.invoke(Integer.valueOf(5), (Object) 6));
        show("wrong type", () -> (long) add.invokeExact(3, 4));
        show("arguments", () -> add.invokeWithArguments(10, 20));
        show("too few", () -> add.invokeWithArguments(10));
        show("class cast", () -> add.invoke((Object) "x", 1));
        show("null unbox", () -> add.invoke((Integer) null, 1));
        MethodHandle mix = L.findStatic(MHBasics.class, "mix", methodType(long.class, byte.class, short.class, char.class,
            int.class, long.class, float.class, double.class, boolean.class, Object.class));
        show("mix", () -> (long) mix.invokeExact((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, (Object) Integer.valueOf(9)));
        show("mix spread", () -> mix.asSpreader(Object[].class, 9).invoke(new Object[] {(byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, 9}));
        show("mix permuted", () -> MethodHandles.permuteArguments(add, methodType(int.class, int.class, int.class, String.class), 1, 0).invoke(1, 2, "x"));

        Square sq = new Square(3), cube = new Cube(2);
        MethodHandle area = L.findVirtual(Shape.class, "area", methodType(double.class));
        show("interface", () -> (double) area.invokeExact((Shape) sq) + " " + (double) area.invokeExact((Shape) cube));
        MethodHandle over = L.findVirtual(Square.class, "over", methodType(String.class));
        show("virtual", () -> (String) over.invokeExact(sq) + " " + (String) over.invokeExact(cube));
        show("special", () -> ((Cube) cube).viaSpecial());
        MethodHandle label = L.findVirtual(Shape.class, "label", methodType(String.class));
        show("default", () -> (String) label.invokeExact((Shape) cube));
        show("default via class", () -> (String) L.findVirtual(Square.class, "label", methodType(String.class)).invokeExact(sq));
        show("static interface", () -> (String) L.findStatic(Shape.class, "kind", methodType(String.class)).invokeExact());
        show("private", () -> (int) L.findVirtual(Square.class, "secret", methodType(int.class, int.class)).invokeExact(sq, 7));
        show("null receiver", () -> (String) over.invokeExact((Square) null));
        show("null interface", () -> (double) area.invokeExact((Shape) null));
        show("object method", () -> (String) L.findVirtual(Object.class, "toString", methodType(String.class)).invokeExact((Object) "str"));
        show("toString on interface", () -> (int) L.findVirtual(Shape.class, "hashCode", methodType(int.class)).invoke((Shape) sq) == sq.hashCode());
        show("constructor", () -> ((Square) L.findConstructor(Square.class, methodType(void.class, int.class)).invokeExact(9)).tag);
        show("array clone", () -> ((int[]) L.findVirtual(int[].class, "clone", methodType(Object.class)).invoke(new int[] {1, 2})).length);
        show("string length", () -> (int) L.findVirtual(String.class, "length", methodType(int.class)).invokeExact("four"));

        MethodHandle get = L.findGetter(Square.class, "side", int.class), set = L.findSetter(Square.class, "side", int.class);
        set.invokeExact(sq, 11);
        show("field", () -> (int) get.invokeExact(sq));
        MethodHandle made = L.findStaticGetter(Square.class, "made", long.class);
        show("static field", () -> (long) made.invokeExact());
        L.findStaticSetter(Square.class, "made", long.class).invokeExact(100L);
        show("static field set", () -> (long) made.invokeExact());
        show("final setter", () -> L.findSetter(Square.class, "tag", String.class));
        show("no such field", () -> L.findGetter(Square.class, "nope", int.class));
        show("static mismatch", () -> L.findStaticGetter(Square.class, "side", int.class));
        show("no such method", () -> L.findVirtual(Square.class, "nope", methodType(void.class)));
        show("wrong descriptor", () -> L.findStatic(MHBasics.class, "add", methodType(long.class, int.class, int.class)));
        show("static as virtual", () -> L.findVirtual(MHBasics.class, "add", methodType(int.class, int.class, int.class)));
        show("virtual as static", () -> L.findStatic(Square.class, "over", methodType(String.class)));
        show("no access", () -> MethodHandles.publicLookup().findVirtual(Square.class, "secret", methodType(int.class, int.class)));
        show("no class access", () -> MethodHandles.publicLookup().findStatic(MHBasics.class, "add", methodType(int.class, int.class, int.class)));
        show("string internals", () -> L.findGetter(String.class, "value", byte[].class));

        MethodHandle join = L.findStatic(MHBasics.class, "join", methodType(String.class, String[].class));
        show("varargs", () -> (String) join.invoke("a", "b", "c"));
        show("varargs none", () -> (String) join.invoke());
        show("fixed", () -> (String) join.asFixedArity().invoke(new String[] {"x", "y"}));
        show("collector", () -> (String) join.asCollector(String[].class, 2).invokeExact("p", "q"));
        MethodHandle len = L.findVirtual(String.class, "length", methodType(int.class));
        show("filter", () -> (int) MethodHandles.filterArguments(add, 0, len, len).invokeExact("abc", "de"));
        show("filter return", () -> (int) MethodHandles.filterReturnValue(join.asCollector(String[].class, 2), len).invokeExact("abc", "de"));
        show("fold", () -> (int) MethodHandles.foldArguments(MethodHandles.dropArguments(add, 2, int.class), add.asType(add.type())).invoke(2, 3));
        show("insert", () -> (int) MethodHandles.insertArguments(add, 1, 40).invokeExact(2));
        show("drop", () -> (int) MethodHandles.dropArguments(add, 0, String.class).invokeExact("s", 2, 3));
        show("constant", () -> (String) MethodHandles.constant(String.class, "const").invokeExact());
        show("identity", () -> (long) MethodHandles.identity(long.class).invokeExact(77L));
        MethodHandle bad = L.findStatic(MHBasics.class, "thrower", methodType(Object.class, String.class));
        show("throw", () -> bad.invokeExact("oops"));
        show("catch", () -> (String) MethodHandles.catchException(bad.asType(methodType(String.class, String.class)), Throwable.class,
            L.findStatic(MHBasics.class, "handler", methodType(String.class, Throwable.class, String.class))).invokeExact("arg"));
        MethodHandle isEmpty = L.findVirtual(String.class, "isEmpty", methodType(boolean.class));
        MethodHandle guard = MethodHandles.guardWithTest(isEmpty, MethodHandles.dropArguments(MethodHandles.constant(String.class, "empty"), 0, String.class),
            MethodHandles.identity(String.class));
        show("guard", () -> (String) guard.invokeExact("") + " " + (String) guard.invokeExact("full"));
        show("array get", () -> (int) MethodHandles.arrayElementGetter(int[].class).invokeExact(new int[] {5, 6}, 1));
        show("array bounds", () -> (int) MethodHandles.arrayElementGetter(int[].class).invokeExact(new int[] {5, 6}, 2));
        show("counted loop", () -> (int) MethodHandles.countedLoop(MethodHandles.constant(int.class, 5),
            MethodHandles.constant(int.class, 0), add).invokeExact());
        show("explicit cast", () -> (byte) MethodHandles.explicitCastArguments(MethodHandles.identity(int.class), methodType(byte.class, double.class)).invokeExact(300.7));
        show("try finally", () -> (Object) MethodHandles.tryFinally(bad, L.findStatic(MHBasics.class, "fin", methodType(Object.class, Throwable.class, Object.class, String.class))).invoke("tf"));

        MutableCallSite site = new MutableCallSite(methodType(int.class, int.class, int.class));
        site.setTarget(add);
        MethodHandle dyn = site.dynamicInvoker();
        int before = (int) dyn.invokeExact(6, 7);
        site.setTarget(L.findStatic(Math.class, "max", methodType(int.class, int.class, int.class)));
        System.out.println("mutable " + before + " " + (int) dyn.invokeExact(6, 7));
        VolatileCallSite vs = new VolatileCallSite(add);
        System.out.println("volatile " + (int) vs.getTarget().invokeExact(1, 1));
        SwitchPoint sp = new SwitchPoint();
        MethodHandle sw = sp.guardWithTest(add, L.findStatic(Math.class, "min", methodType(int.class, int.class, int.class)));
        int sw1 = (int) sw.invokeExact(8, 9);
        SwitchPoint.invalidateAll(new SwitchPoint[] {sp});
        System.out.println("switch point " + sw1 + " " + (int) sw.invokeExact(8, 9));

        show("bind", () -> (double) area.bindTo(cube).invoke());
        show("reveal", () -> L.revealDirect(over));
        show("reveal field", () -> L.revealDirect(get));
        show("unreflect", () -> L.unreflect(MHBasics.class.getDeclaredMethod("add", int.class, int.class)).invoke(1, 2));
        show("unreflect constructor", () -> ((Square) L.unreflectConstructor(Square.class.getDeclaredConstructor(int.class)).invoke(5)).side);
        show("unreflect getter", () -> (int) L.unreflectGetter(Square.class.getDeclaredField("side")).invoke(sq));
        show("reflect unreflected", () -> L.unreflect(MethodHandle.class.getMethod("invokeWithArguments", Object[].class)).invoke(add, new Object[] {3, 9}));
        show("invoker", () -> (int) MethodHandles.exactInvoker(add.type()).invokeExact(add, 20, 22));
        show("generic invoker", () -> MethodHandles.invoker(methodType(Object.class, Object.class, Object.class)).invoke(add, 20, 23));
        show("reflective invoke", () -> { try { return MethodHandle.class.getMethod("invoke", Object[].class).invoke(add, new Object[] {new Object[] {1, 2}}); } catch (java.lang.reflect.InvocationTargetException e) { return e.getCause(); } });
        show("reflective varhandle", () -> { try { return VarHandle.class.getMethod("get", Object[].class).invoke(L.findVarHandle(Square.class, "side", int.class), new Object[] {new Object[] {sq}}); } catch (java.lang.reflect.InvocationTargetException e) { return e.getCause(); } });
        show("null handle", () -> { MethodHandle n = null; return (int) n.invokeExact(1, 2); });
        show("types", () -> add.type() + " " + mix.type().toMethodDescriptorString());
        show("from descriptor", () -> MethodType.fromMethodDescriptorString("(Ljava/util/List;[J)Ljava/lang/Object;", null));
        show("bad descriptor class", () -> MethodType.fromMethodDescriptorString("(Lno/Such;)V", MHBasics.class.getClassLoader()));
        show("interface proxy", () -> MethodHandleProxies.asInterfaceInstance(Comparator.class, L.findStatic(Integer.class, "compare", methodType(int.class, int.class, int.class)).asType(methodType(int.class, Object.class, Object.class))).compare(1, 2));
        long sum = 0;
        for (int i = 0; i < 20000; i++)
            sum += (int) add.invokeExact(i, 1);
        System.out.println("hot " + sum);
    }
    static Object fin(Throwable t, Object r, String s) { return "finally " + t + " " + r + " " + s; }
}
