import java.lang.invoke.*;
import java.util.*;
import java.lang.runtime.ObjectMethods;
import java.util.function.*;
import static java.lang.invoke.MethodType.methodType;

/** LambdaMetafactory, StringConcatFactory and ObjectMethods called directly: what they make and what they refuse. */
public class LambdaByHand {
    interface Many { Object a(String s); default int b() { return 2; } }
    public static abstract class NoInterface { abstract void x(); }
    static Object body(int captured, String s) { return s + captured; }
    static int number() { return 5; }
    record Point(int x, String y, double[] z, float f) { }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle body = l.findStatic(LambdaByHand.class, "body", methodType(Object.class, int.class, String.class)), number = l.findStatic(LambdaByHand.class, "number", methodType(int.class));
        MethodType fn = methodType(Object.class, String.class);
        Show.of("made", () -> ((Many) LambdaMetafactory.metafactory(l, "a", methodType(Many.class, int.class), fn, body, fn).getTarget().invoke(7)).a("x"));
        Show.of("type", () -> LambdaMetafactory.metafactory(l, "a", methodType(Many.class, int.class), fn, body, fn).type());
        Show.of("no capture", () -> ((IntSupplier) LambdaMetafactory.metafactory(l, "getAsInt", methodType(IntSupplier.class), methodType(int.class), number, methodType(int.class)).getTarget().invoke()).getAsInt());
        Show.of("boxing result", () -> ((Supplier) LambdaMetafactory.metafactory(l, "get", methodType(Supplier.class), methodType(Object.class), number, methodType(Integer.class)).getTarget().invoke()).get());
        Show.of("widening result", () -> ((LongSupplier) LambdaMetafactory.metafactory(l, "getAsLong", methodType(LongSupplier.class), methodType(long.class), number, methodType(long.class)).getTarget().invoke()).getAsLong());
        Show.of("narrowing result", () -> LambdaMetafactory.metafactory(l, "getAsX", methodType(IntSupplier.class), methodType(short.class), number, methodType(short.class)));
        Show.of("wrong parameter", () -> LambdaMetafactory.metafactory(l, "a", methodType(Many.class, int.class), fn, body, methodType(Object.class, Integer.class)));
        Show.of("wrong capture", () -> LambdaMetafactory.metafactory(l, "a", methodType(Many.class, long.class), fn, body, fn));
        Show.of("arity", () -> LambdaMetafactory.metafactory(l, "a", methodType(Many.class), fn, body, fn));
        Show.of("not an interface", () -> LambdaMetafactory.metafactory(l, "x", methodType(NoInterface.class), methodType(void.class), number, methodType(void.class)));
        Show.of("bad name", () -> LambdaMetafactory.metafactory(l, "a.b", methodType(Many.class, int.class), fn, body, fn));
        Show.of("public lookup", () -> LambdaMetafactory.metafactory(MethodHandles.publicLookup(), "a", methodType(Many.class, int.class), fn, body, fn));
        Show.of("not a direct handle", () -> LambdaMetafactory.metafactory(l, "a", methodType(Many.class), fn, body.bindTo(null == args ? 1 : "x"), fn));
        Show.of("not a direct handle, inserted", () -> LambdaMetafactory.metafactory(l, "a", methodType(Many.class), fn, MethodHandles.insertArguments(body, 0, 1), fn));
        Show.of("getter", () -> LambdaMetafactory.metafactory(l, "getAsInt", methodType(IntSupplier.class), methodType(int.class), MethodHandles.constant(int.class, 3), methodType(int.class)));
        Show.of("null", () -> LambdaMetafactory.metafactory(l, "a", null, fn, body, fn));
        Show.of("alt, markers and bridges", () -> { Object o = LambdaMetafactory.altMetafactory(l, "a", methodType(Many.class, int.class), fn, body, fn, LambdaMetafactory.FLAG_MARKERS | LambdaMetafactory.FLAG_BRIDGES, 2, Cloneable.class, RandomAccess.class, 1, methodType(Object.class, Object.class)).getTarget().invoke(1); return (o instanceof RandomAccess) + " " + (o instanceof Cloneable) + " " + o.getClass().getDeclaredMethods().length; });
        Show.of("alt, serializable", () -> LambdaMetafactory.altMetafactory(l, "a", methodType(Many.class, int.class), fn, body, fn, LambdaMetafactory.FLAG_SERIALIZABLE).getTarget().invoke(1) instanceof java.io.Serializable);
        Show.of("alt, too few", () -> LambdaMetafactory.altMetafactory(l, "a", methodType(Many.class, int.class), fn, body));
        Show.of("alt, wrong class", () -> LambdaMetafactory.altMetafactory(l, "a", methodType(Many.class, int.class), fn, body, "x", 0));
        Show.of("alt, marker no interface", () -> LambdaMetafactory.altMetafactory(l, "a", methodType(Many.class, int.class), fn, body, fn, LambdaMetafactory.FLAG_MARKERS, 1, String.class));
        Show.of("alt, count", () -> LambdaMetafactory.altMetafactory(l, "a", methodType(Many.class, int.class), fn, body, fn, LambdaMetafactory.FLAG_MARKERS, -1));

        Show.of("concat", () -> StringConcatFactory.makeConcat(l, "x", methodType(String.class, int.class, String.class, double.class, char.class, boolean.class, Object.class)).getTarget().invoke(1, "b", 2.5, 'c', true, (Object) null));
        Show.of("concat recipe", () -> StringConcatFactory.makeConcatWithConstants(l, "x", methodType(String.class, int.class, long.class), "[\1=\2|\1\u20ac]", List.of(1)).getTarget().invoke(3, 4L));
        Show.of("concat no arguments", () -> StringConcatFactory.makeConcatWithConstants(l, "x", methodType(String.class), "just text").getTarget().invoke());
        Show.of("concat too few", () -> StringConcatFactory.makeConcatWithConstants(l, "x", methodType(String.class, int.class), "\1\1"));
        Show.of("concat too many", () -> StringConcatFactory.makeConcatWithConstants(l, "x", methodType(String.class, int.class), ""));
        Show.of("concat constants missing", () -> StringConcatFactory.makeConcatWithConstants(l, "x", methodType(String.class, int.class), "\1\2"));
        Show.of("concat constants unused", () -> StringConcatFactory.makeConcatWithConstants(l, "x", methodType(String.class, int.class), "\1", 5));
        Show.of("concat null constant", () -> StringConcatFactory.makeConcatWithConstants(l, "x", methodType(String.class, int.class), "\1\2", (Object) null));
        Show.of("concat result", () -> StringConcatFactory.makeConcat(l, "x", methodType(int.class, int.class)));
        Show.of("concat result CharSequence", () -> StringConcatFactory.makeConcat(l, "x", methodType(CharSequence.class, int.class)).getTarget().invoke(5));
        Show.of("concat 200", () -> StringConcatFactory.makeConcat(l, "x", methodType(String.class, Collections.nCopies(200, int.class))).getTarget().invokeWithArguments(Collections.nCopies(200, 7)).toString().length());
        Show.of("concat 201", () -> StringConcatFactory.makeConcat(l, "x", methodType(String.class, Collections.nCopies(201, int.class))));
        Show.of("concat throwing toString", () -> StringConcatFactory.makeConcat(l, "x", methodType(String.class, Object.class, int.class)).getTarget().invoke(new Object() { public String toString() { throw new IllegalStateException("toString"); } }, 1));
        Show.of("concat null toString", () -> StringConcatFactory.makeConcat(l, "x", methodType(String.class, Object.class, int.class)).getTarget().invoke(new Object() { public String toString() { return null; } }, 1));

        MethodHandle x = l.findGetter(Point.class, "x", int.class), y = l.findGetter(Point.class, "y", String.class);
        Point p = new Point(1, "one", new double[] {1}, -0f);
        Show.of("toString", () -> ((CallSite) ObjectMethods.bootstrap(l, "toString", methodType(String.class, Point.class), Point.class, "ex;why", x, y)).getTarget().invoke(p));
        Show.of("equals", () -> ((CallSite) ObjectMethods.bootstrap(l, "equals", methodType(boolean.class, Point.class, Object.class), Point.class, "ex;why", x, y)).getTarget().invoke(p, (Object) new Point(1, "one", null, 3)));
        Show.of("hashCode", () -> ((CallSite) ObjectMethods.bootstrap(l, "hashCode", methodType(int.class, Point.class), Point.class, "ex;why", x, y)).getTarget().invoke(p));
        Show.of("handle", () -> ((MethodHandle) ObjectMethods.bootstrap(l, "hashCode", MethodHandle.class, Point.class, "ex", x)).type());
        Show.of("unknown", () -> ObjectMethods.bootstrap(l, "clone", methodType(Object.class, Point.class), Point.class, "", x));
        Show.of("wrong type", () -> ObjectMethods.bootstrap(l, "hashCode", methodType(long.class, Point.class), Point.class, "ex", x));
        Show.of("names", () -> ObjectMethods.bootstrap(l, "toString", methodType(String.class, Point.class), Point.class, "ex", x, y));
        Show.of("null getters", () -> ObjectMethods.bootstrap(l, "toString", methodType(String.class, Point.class), Point.class, "ex", (MethodHandle[]) null));
        System.out.println(Show.neutral(p) + " " + p.equals(new Point(1, "one", p.z(), -0f)) + p.equals(new Point(1, "one", p.z(), 0f)) + p.equals(null) + new Point(0, null, null, Float.NaN).equals(new Point(0, null, null, Float.NaN)) + " " + new Point(0, null, null, Float.NaN).hashCode());
    }
}
