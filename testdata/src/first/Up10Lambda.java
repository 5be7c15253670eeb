import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;

/** Bring-up: lambdas and method references. */
public class Up10Lambda {
    public static void main(String[] args) {
        Runnable r = () -> System.out.println("run");
        r.run();
        int base = 40;
        Supplier<Integer> s = () -> base + 2;
        System.out.println(s.get());
        IntBinaryOperator max = Math::max;
        System.out.println(max.applyAsInt(3, 9));
    }
}
