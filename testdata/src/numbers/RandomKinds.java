import java.security.SecureRandom;
import java.util.*;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.*;
import java.util.stream.*;

/** Random, SplittableRandom and every algorithm of RandomGeneratorFactory: the same numbers from the same seed, jumps, splits, bounds, failures. */
public class RandomKinds {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static String take(RandomGenerator g) {
        byte[] b = new byte[7];
        g.nextBytes(b);
        return g.nextInt() + " " + g.nextLong() + " " + g.nextInt(100) + " " + g.nextInt(-5, 5) + " " + g.nextLong(1L << 40) + " "
            + g.nextLong(-3, Long.MAX_VALUE) + " " + g.nextFloat() + " " + g.nextDouble() + " " + g.nextDouble(2, 3) + " " + g.nextFloat(5)
            + " " + g.nextBoolean() + " " + g.nextExponential() + " " + Arrays.toString(b) + " " + g.ints(3, 0, 9).boxed().toList() + " "
            + g.nextInt(1 << 30);
    }
    public static void main(String[] args) {
        RandomGeneratorFactory.all()
            .filter(f -> !f.name().equals("SecureRandom"))
            .sorted(Comparator.comparing(RandomGeneratorFactory::name))
            .forEach(f -> {
                System.out.println(f.name() + " " + f.group() + " " + f.stateBits() + " " + f.equidistribution() + " " + f.isJumpable()
                    + f.isLeapable() + f.isSplittable() + f.isStreamable() + f.isArbitrarilyJumpable() + f.isStatistical()
                    + f.isStochastic() + f.isHardware() + f.isDeprecated());
                RandomGenerator g = f.create(42);
                System.out.println("  " + take(g));
                if (f.name().startsWith("X") || f.name().startsWith("L3") || f.name().startsWith("L6"))
                    System.out.println("  "
                        + Long.toHexString(f.create(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                                        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32})
                                               .nextLong()));
                if (g instanceof RandomGenerator.SplittableGenerator s)
                    System.out.println("  split " + s.split().nextLong() + " " + s.splits(2).map(RandomGenerator::nextInt).toList());
                if (g instanceof RandomGenerator.JumpableGenerator j) {
                    j.jump();
                    System.out.println("  jump " + j.nextLong() + " " + j.copy().nextLong());
                }
                if (g instanceof RandomGenerator.LeapableGenerator q) {
                    q.leap();
                    System.out.println("  leap " + q.nextLong());
                }
            });
        Random r = new Random(7);
        System.out.println(r.nextGaussian() + " " + r.nextGaussian() + " " + r.doubles(3).boxed().toList() + " "
            + r.longs(2, -9, 9).boxed().toList() + " " + r.ints(5).sum());
        r.setSeed(7);
        System.out.println(
            r.nextGaussian() + " " + new Random(7).nextInt() + " " + new Random(-1).nextLong() + " " + new Random(1L << 60).nextFloat());
        SplittableRandom s = new SplittableRandom(5);
        System.out.println(s.nextInt() + " " + s.split().nextLong() + " " + s.nextLong(10) + " " + s.ints(4, 0, 5).boxed().toList());
        Random sub = new Random(3) {
            protected int next(int bits) { return 5 >>> (32 - bits) | 1; }
        };
        System.out.println(sub.nextInt() + " " + sub.nextLong() + " " + sub.nextBoolean());
        List<Integer> l = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
        Collections.shuffle(l, new Random(9));
        System.out.println(l);
        Random from = Random.class.cast(new Random(4));
        System.out.println(RandomGenerator.of("L64X128MixRandom").getClass().getSimpleName() + " "
            + RandomGenerator.getDefault().getClass().getSimpleName() + " " + RandomGeneratorFactory.getDefault().name());
        show("no such", () -> RandomGenerator.of("Nope"));
        show("bound 0", () -> new Random().nextInt(0));
        show("bound order", () -> new Random().nextInt(5, 5));
        show("neg long", () -> new SplittableRandom().nextLong(-1));
        show("double", () -> new Random().nextDouble(Double.NaN));
        show("infinite", () -> new Random().nextDouble(0, Double.POSITIVE_INFINITY));
        show("streamSize", () -> new Random().ints(-1));
        show("stddev", () -> new Random().nextGaussian(0, -1));
        show("null bytes", () -> {
            new Random().nextBytes(null);
            return 0;
        });
        show("seed array", () -> RandomGeneratorFactory.of("Random").create(new byte[8]).getClass());
        show("long bound streams", () -> new SplittableRandom(1).longs(3, 5, 6).boxed().toList());
        show("secure", () -> {
            SecureRandom x = new SecureRandom();
            byte[] b = new byte[16];
            x.nextBytes(b);
            return x.getAlgorithm() + " " + (x.nextInt() != x.nextInt() || x.nextInt() != x.nextInt()) + " " + x.generateSeed(4).length;
        });
        show("drbg", () -> SecureRandom.getInstance("DRBG").nextInt(1));
        show("math", () -> {
            double d = Math.random();
            return d >= 0 && d < 1;
        });
        UUID u = UUID.nameUUIDFromBytes("x".getBytes());
        System.out.println(u + " " + u.version() + u.variant() + " " + UUID.randomUUID().version() + " " + UUID.fromString("1-2-3-4-5")
            + " " + u.compareTo(UUID.fromString("1-2-3-4-5")));
        show("uuid", () -> UUID.fromString("x"));
        show("timestamp", u::timestamp);
    }
}
