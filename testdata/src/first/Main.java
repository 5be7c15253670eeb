import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What `./dev run` shows: a little of everything, on OpenJDK's own class library. */
public class Main {
    record Planet(String name, double au, int moons) { }

    sealed interface Expr permits Num, Add, Mul { }
    record Num(int value) implements Expr { }
    record Add(Expr left, Expr right) implements Expr { }
    record Mul(Expr left, Expr right) implements Expr { }

    static int eval(Expr e) {
        if (e instanceof Num n) return n.value();
        if (e instanceof Add a) return eval(a.left()) + eval(a.right());
        if (e instanceof Mul m) return eval(m.left()) * eval(m.right());
        throw new AssertionError();
    }

    static String mandelbrot() {
        StringBuilder out = new StringBuilder();
        for (int row = -6; row <= 6; row++) {
            for (int column = -38; column <= 20; column++) {
                double cr = column / 18.0, ci = row / 5.5, zr = 0, zi = 0;
                int n = 0;
                while (n < 90 && zr * zr + zi * zi < 4) {
                    double t = zr * zr - zi * zi + cr;
                    zi = 2 * zr * zi + ci;
                    zr = t;
                    n++;
                }
                out.append(" .:-=+*#%@".charAt(n / 10));
            }
            out.append('\n');
        }
        return out.toString();
    }

    public static void main(String[] args) throws Exception {
        System.out.println("Hello from " + Main.class.getName() + " with " + args.length + " arguments");
        System.out.print(mandelbrot());

        System.out.println("(2 + 3) * 7 = " + eval(new Mul(new Add(new Num(2), new Num(3)), new Num(7))));

        List<Planet> planets = new ArrayList<>(List.of(
            new Planet("Mercury", 0.39, 0), new Planet("Venus", 0.72, 0), new Planet("Earth", 1.0, 1),
            new Planet("Mars", 1.52, 2), new Planet("Jupiter", 5.2, 95)));
        planets.sort((a, b) -> b.moons() != a.moons() ? b.moons() - a.moons() : a.name().compareTo(b.name()));
        for (Planet p : planets) System.out.printf("%-8s %5.2f AU %3d moons%n", p.name(), p.au(), p.moons());

        Map<Integer, List<String>> byLength = planets.stream()
            .collect(Collectors.groupingBy(p -> p.name().length(), LinkedHashMap::new,
                Collectors.mapping(Planet::name, Collectors.toList())));
        System.out.println(byLength);
        System.out.println("primes: " + IntStream.range(2, 50)
            .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0))
            .mapToObj(String::valueOf).collect(Collectors.joining(" ")));

        int[] counter = {0};
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int k = 0; k < 1000; k++)
                    synchronized (counter) { counter[0]++; }
            });
            threads[i].start();
        }
        for (Thread t : threads) t.join();
        System.out.println("four threads counted to " + counter[0]);
        System.out.println(CompletableFuture.supplyAsync(() -> 6 * 7).thenApply(n -> "async answer " + n).get());

        try {
            Object[] objects = new String[1];
            objects[0] = 1;
        } catch (ArrayStoreException e) {
            System.out.println("caught " + e);
        }
        try {
            planets.get(9);
        } catch (IndexOutOfBoundsException e) {
            System.out.println("caught " + e.getMessage());
        }
    }
}
