/** Computes for as long as it is told to: with an argument for ever, to be looked at from outside. */
public class Spin {
    static int step(int x) { return x * 31 + 7; }

    static int spin(int x, long times) {
        for (long i = 0; i < times; i++) x = step(x);
        return x;
    }

    public static void main(String[] args) {
        System.out.println(spin(1, 100_000));
        if (args.length > 0) System.out.println(spin(2, Long.MAX_VALUE));
    }
}
