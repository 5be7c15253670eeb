import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.*;

/** Lambdas and method references of every kind: static, bound, unbound, constructor, array, generic, recursive, serializable. */
public class Lambdas {
    private final int field;
    Lambdas(int f) { field = f; }
    int plus(int x) { return field + x; }
    private int secret() { return field * 2; }
    IntSupplier bound() { return this::secret; }
    Supplier<IntSupplier> nested() { return () -> () -> field + secret(); }
    static long wide(long a, double b, int c) { return a + (long) b + c; }

    interface Tri<A, B, C, R> { R apply(A a, B b, C c); default <V> Tri<A, B, C, V> andThen(Function<? super R, V> f) { return (a, b, c) -> f.apply(apply(a, b, c)); } }
    interface LongTri { long go(long a, double b, int c); }
    interface Maker { List<String> make(); }

    static Function<Integer, Integer> fact;

    static class Parent { String hi() { return "parent"; } }
    static class Kid extends Parent { String hi() { return "kid"; } Supplier<String> up() { return super::hi; } }

    public static void main(String[] args) throws Exception {
        Function<String, Integer> length = String::length;
        BiFunction<String, String, Boolean> same = String::equalsIgnoreCase;
        Supplier<List<String>> make = ArrayList::new;
        IntFunction<int[]> array = int[]::new;
        Function<Integer, Lambdas> construct = Lambdas::new;
        ToIntFunction<Lambdas> get = Lambdas::secret;
        LongTri wide = Lambdas::wide;
        System.out.println(length.apply("four") + " " + same.apply("A", "a") + " " + make.get() + array.apply(3).length + " " + construct.apply(5).plus(1)
            + " " + get.applyAsInt(new Lambdas(4)) + " " + wide.go(1L << 40, 2.9, 3));
        System.out.println(new Lambdas(8).bound().getAsInt() + " " + new Lambdas(9).nested().get().getAsInt());
        fact = n -> n <= 1 ? 1 : n * fact.apply(n - 1);
        System.out.println(fact.apply(10));
        Tri<Integer, Long, String, String> tri = (a, b, c) -> a + b + c;
        System.out.println(tri.andThen(String::length).apply(1, 22L, "333"));
        byte b = 1; char c = 'c'; short s = 2; long l = 3; float f = 4; double d = 5; boolean z = true; Object o = "o";
        Callable<String> capture = () -> "" + b + c + s + l + f + d + z + o + args.length;
        System.out.println(capture.call());
        IntUnaryOperator inc = x -> x + 1, dbl = x -> x * 2;
        System.out.println(inc.andThen(dbl).applyAsInt(5) + " " + inc.compose(dbl).applyAsInt(5));
        Predicate<String> empty = String::isEmpty;
        System.out.println(empty.negate().or(x -> x == null).test("") + " " + Predicate.not(empty).test("x"));
        List<String> words = new ArrayList<>(List.of("pear", "fig", "apple", "kiwi"));
        words.sort(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
        System.out.println(words);
        words.removeIf(w -> w.length() == 4);
        words.replaceAll(String::toUpperCase);
        words.forEach(System.out::println);
        System.out.println(new Kid().up().get());
        Supplier<Runnable> r = () -> () -> System.out.println("inner");
        r.get().run();
        BinaryOperator<Integer> max = BinaryOperator.maxBy(Comparator.naturalOrder());
        System.out.println(max.apply(3, 8) + " " + UnaryOperator.<String>identity().apply("id"));
        Runnable ser = (Runnable & java.io.Serializable) () -> System.out.println("serializable");
        ser.run();
        System.out.println((ser instanceof java.io.Serializable) + " " + ser.getClass().isHidden() + " " + ser.getClass().isSynthetic()
            + " " + ser.getClass().getSimpleName().startsWith("Lambdas$$Lambda$"));
        Runnable x1 = () -> { }, x2 = Lambdas::nothing;
        x1.run();
        x2.run();
        Object oo = (Supplier<String>) () -> "cast";
        System.out.println(((Supplier<?>) oo).get());
        ToLongFunction<Integer> widen = Integer::longValue;
        IntToDoubleFunction id = x -> x / 2.0;
        ObjIntConsumer<String> oic = (q, n) -> System.out.println(q + n);
        oic.accept("n", 3);
        System.out.println(widen.applyAsLong(7) + " " + id.applyAsDouble(5));
        Function<Object, String> general = Object::toString;
        Function<? super String, ? extends CharSequence> wild = general;
        System.out.println(wild.apply("wild"));
        try {
            ((Function) length).apply(5);
        } catch (ClassCastException e) {
            System.out.println("CCE");
        }
    }

    static void nothing() { }
}
