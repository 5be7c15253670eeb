import java.util.*;
import java.util.function.*;

/** java.util.function and Optional: composition, defaults, bounds of operators, boxing and null through generic code. */
public class OptionalFlow {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static <T> T id(T t) { return t; }
    public static void main(String[] args) {
        Function<Integer, Integer> inc = x -> x + 1, dbl = x -> x * 2;
        System.out.println(inc.andThen(dbl).compose(dbl).apply(5) + " " + Function.<Integer>identity().apply(3) + " "
            + ((Predicate<String>) String::isEmpty).negate().and(s -> s.length() < 3).or(s -> s.equals("long")).test("ab") + " "
            + Predicate.not(String::isBlank).test(" ") + Predicate.isEqual(null).test(null) + " "
            + BinaryOperator.<Integer>minBy(Comparator.reverseOrder()).apply(1, 2) + " " + UnaryOperator.identity().apply("u") + " "
            + ((IntUnaryOperator) x -> x * x).andThen(x -> - x).applyAsInt(3) + " "
            + ((BiFunction<Integer, Integer, Integer>) Math::max).andThen(x -> x * 10).apply(3, 4) + " "
            + ((LongPredicate) x -> x > 0).negate().test(5) + " "
            + ((DoubleUnaryOperator) Math::sqrt).compose(x -> x * 4).applyAsDouble(9));
        StringBuilder log = new StringBuilder();
        ((Consumer<String>) log::append).andThen(s -> log.append(s.length())).accept("xyz");
        System.out.println(log);
        show("unboxing null", () -> {
            Function<String, Integer> f = s -> null;
            int x = f.apply("a");
            return x;
        });
        show("supplier null", () -> {
            Supplier<Integer> s = () -> null;
            return 1 + s.get();
        });
        show("ternary unboxing", () -> {
            Integer n = null;
            Object o = true ? n : 0;
            return o;
        });
        show("andThen null", () -> inc.andThen(null));
        show("cast", () -> {
            List<Integer> l = new ArrayList<>();
            ((List) l).add("s");
            int x = l.get(0);
            return x;
        });
        show("heap pollution", () -> {
            List<String>[] ls = new List[] {List.of(1)};
            return ls[0].get(0).length();
        });
        show("generic array", () -> {
            Object[] a = OptionalFlow.<String>arr("x");
            return a.getClass().getSimpleName();
        });
        show("ctor ref", () -> {
            Function<Integer, List<String>> f = ArrayList::new;
            return f.apply(5) + " " + ((IntFunction<int[]>) int[] ::new).apply(3).length;
        });
        show("negative ctor ref", () -> ((IntFunction<int[]>) int[] ::new).apply(-3));
        show("bound null", () -> {
            String s = null;
            Supplier<Integer> f = s::length;
            return f.get();
        });
        show("unbound null", () -> {
            Function<String, Integer> f = String::length;
            return f.apply(null);
        });
        Optional.of("x")
            .flatMap(s -> Optional.<Integer>empty())
            .or(() -> Optional.of(9))
            .ifPresentOrElse(x -> System.out.println(x), () -> System.out.println("none"));
    }
    @SafeVarargs
    static <T> T[] arr(T... t) {
        return t;
    }
}
