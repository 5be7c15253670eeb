import java.io.*;
import java.util.*;
import java.util.function.*;

/** Lambdas and method references of every shape: captures, adaptation, intersection types, bridges, serializable ones, super and constructor references. */
public class LambdaShapes {
    interface Tri<A, B, C, R> { R apply(A a, B b, C c); }
    interface Prim { long run(byte b, short s, char c, int i, long j, float f, double d, boolean z); }
    interface IntToDouble { double go(int i); }
    interface Raw<T extends Comparable<T>> { int cmp(T t); }
    interface Sub extends Raw<String> { int cmp(String s); }
    interface Marker { }
    interface Defaulted { int one(int x); default Defaulted twice() { return x -> one(one(x)); } static Defaulted inc() { return x -> x + 1; } }
    interface Thrower<E extends Exception> { void run() throws E; }
    static class Base { String hi() { return "Base"; } protected String prot(int x) { return "prot" + x; } }
    static class Derived extends Base {
        String hi() { return "Derived"; }
        Supplier<String> sup() { return super::hi; }
        Supplier<String> self() { return this::hi; }
        Supplier<Supplier<String>> nested() { return () -> super::hi; }
        class Inner { Supplier<String> outer() { return Derived.this::hi; } Supplier<String> outerSuper() { return Derived.super::hi; } }
    }
    interface Private { private String p() { return "private of " + getClass().isSynthetic(); } default Supplier<String> s() { return this::p; } default Supplier<String> lam() { return () -> p(); } }
    static String var(String a, Object... rest) { return a + Arrays.toString(rest); }
    static <T extends Comparable<T>> T max(T a, T b) { return a.compareTo(b) > 0 ? a : b; }
    static int count(Integer a, int b) { return a + b; }
    final int[] state = {0};
    int bump(int by) { return state[0] += by; }
    static Function<Integer, Integer> factorial;

    public static void main(String[] args) throws Exception {
        byte b = 1; short s = 2; char c = 'c'; int i = 4; long j = 5; float f = 6.5f; double d = 7.25; boolean z = true; String str = "str"; int[] arr = {9};
        Supplier<String> captures = () -> "" + b + s + c + i + j + f + d + z + str + arr[0];
        System.out.println(captures.get());
        Prim prim = (pb, ps, pc, pi, pj, pf, pd, pz) -> pb + ps + pc + pi + pj + (long) pf + (long) pd + (pz ? 1 : 0) + j;
        System.out.println(prim.run((byte) -1, (short) -2, 'c', -4, -5, -6, -7, true));
        IntToDouble widened = Math::abs, boxed = Integer::valueOf;
        System.out.println(widened.go(-3) + " " + boxed.go(4));
        ToLongFunction<Integer> unboxedWidened = x -> x;
        Function<Integer, Object> up = LambdaShapes::intOf;
        ToIntBiFunction<Integer, Integer> counter = LambdaShapes::count;
        BinaryOperator<String> generic = LambdaShapes::max;
        System.out.println(unboxedWidened.applyAsLong(6) + " " + up.apply(7) + " " + counter.applyAsInt(8, 9) + " " + generic.apply("a", "b"));
        Tri<String, Integer, Double, String> varargs = LambdaShapes::var;
        Function<String, String> varargs0 = LambdaShapes::var;
        BiFunction<String, Object[], String> varargs1 = LambdaShapes::var;
        System.out.println(varargs.apply("v", 1, 2.0) + varargs0.apply("w") + varargs1.apply("x", new Object[] {3}));
        Raw<String> raw = "m"::compareTo;
        Sub sub = "m"::compareTo;
        System.out.println(raw.cmp("a") + " " + sub.cmp("z") + " " + ((Raw<String>) sub).cmp("m"));
        Runnable inter = (Runnable & Marker & Serializable) () -> System.out.println("intersection " + str);
        inter.run();
        System.out.println((inter instanceof Marker) + " " + (inter instanceof Serializable) + " " + (captures instanceof Serializable));
        System.out.println(Defaulted.inc().twice().twice().one(10));
        Derived dv = new Derived();
        Derived.Inner in = dv.new Inner();
        System.out.println(dv.sup().get() + dv.self().get() + dv.nested().get().get() + in.outer().get() + in.outerSuper().get());
        Private p = new Private() { };
        System.out.println(p.s().get() + p.lam().get());
        Supplier<List<String>> make = ArrayList::new;
        Function<Integer, List<String>> makeSized = ArrayList::new;
        IntFunction<int[][]> array = int[][]::new;
        Function<String, Integer> parse = Integer::new;
        Function<Derived, Derived.Inner> innerMaker = x -> x.new Inner();
        System.out.println(make.get().size() + makeSized.apply(3).size() + array.apply(2).length + parse.apply("12") + innerMaker.apply(dv).outer().get());
        UnaryOperator<Object> cloner = o -> ((int[]) o).clone();
        Function<int[], Object> cloneRef = int[]::clone;
        System.out.println(((int[]) cloner.apply(arr))[0] + ((int[]) cloneRef.apply(arr))[0]);
        LambdaShapes me = new LambdaShapes();
        IntUnaryOperator bump = me::bump;
        System.out.println(bump.applyAsInt(2) + bump.applyAsInt(3) + me.state[0]);
        factorial = n -> n <= 1 ? 1 : n * factorial.apply(n - 1);
        System.out.println(factorial.apply(10));
        Function<Integer, Function<Integer, Function<Integer, Integer>>> curried = x -> y -> w -> x * 100 + y * 10 + w;
        System.out.println(curried.apply(1).apply(2).apply(3));
        Show.of("null receiver", () -> { Base none = null; Supplier<String> q = none::hi; return q.get(); });
        Show.of("receiver once", () -> { int[] n = {0}; Supplier<Integer> q = new int[][] {{n[0]++}, {n[0]++}}[0].clone()::hashCode; return n[0]; });
        Show.of("checked", () -> { Thrower<IOException> t = () -> { throw new IOException("checked"); }; t.run(); return 0; });
        Show.of("heap pollution", () -> { Function raw2 = (Function<String, Integer>) String::length; return raw2.apply(5); });
        Show.of("heap pollution in a lambda", () -> { Comparator raw2 = (Comparator<String>) (x, y) -> x.length(); return raw2.compare("a", 1) + raw2.compare(1, "a"); });
        for (Object o : new Object[] {inter, (Function<String, Integer> & Serializable) String::length, (Supplier<String> & Serializable) str::trim, (BiFunction<String, Object[], String> & Serializable) LambdaShapes::var, (Supplier<Object> & Serializable) Object::new, (IntFunction<int[]> & Serializable) int[]::new}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(o);
            Object back = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            var write = o.getClass().getDeclaredMethod("writeReplace");
            write.setAccessible(true);
            System.out.println(write.invoke(o) + " " + (back.getClass() == o.getClass()) + " " + Arrays.toString(back.getClass().getInterfaces()));
            if (back instanceof Function fn) System.out.println("  " + fn.apply("four"));
            if (back instanceof Supplier su) System.out.println("  " + Show.neutral(su.get()));
        }
        Show.of("not serializable", () -> { new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(captures); return 0; });
        Set<Class<?>> classes = new HashSet<>();
        Supplier<Runnable> site = () -> () -> { };
        for (int n = 0; n < 3; n++) classes.add(site.get().getClass());
        System.out.println(classes.size() + " " + (site.get() == site.get()));
        Class<?> k = captures.getClass();
        System.out.println(k.isHidden() + " " + k.isSynthetic() + " " + java.lang.reflect.Modifier.toString(k.getModifiers()) + " " + k.getDeclaredFields().length + " " + k.getDeclaredConstructors().length + " " + k.getDeclaredMethods().length + " " + k.getNestHost() + " " + k.isAnonymousClass() + k.isLocalClass() + k.getEnclosingMethod() + " " + Show.neutral(k.getName()) + " " + Show.neutral(k.getSimpleName()) + " " + k.getCanonicalName() + " " + Show.neutral(k.toGenericString()) + " " + Arrays.toString(k.getGenericInterfaces()));
    }
    static int intOf(int x) { return x; }
}
