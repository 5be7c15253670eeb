import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/** Seeded generators give the same numbers everywhere. */
public class Randoms {
    public static void main(String[] args) {
        Random r = new Random(42);
        System.out.println(r.nextInt() + " " + r.nextInt(100) + " " + r.nextLong() + " " + r.nextDouble() + " " + r.nextFloat() + " " + r.nextBoolean() + " " + r.nextGaussian() + " " + r.nextInt(5, 10));
        byte[] b = new byte[5];
        r.nextBytes(b);
        int s = 0;
        for (byte x : b) s = s * 31 + x;
        System.out.println(s + " " + r.ints(3, 0, 10).sum() + " " + r.doubles(100).sum());
        int[] buckets = new int[10];
        Random q = new Random(7);
        for (int i = 0; i < 100000; i++) buckets[q.nextInt(10)]++;
        System.out.println(java.util.Arrays.toString(buckets));
        SplittableRandom sp = new SplittableRandom(1);
        System.out.println(sp.nextInt() + " " + sp.split().nextLong());
        System.out.println(java.util.random.RandomGenerator.of("L64X128MixRandom").getClass().getSimpleName() + " " + UUID.nameUUIDFromBytes("x".getBytes()) + " " + new UUID(1, 2) + " " + UUID.randomUUID().version() + " " + (Math.random() < 1));
        int inside = 0;
        Random pi = new Random(123);
        for (int i = 0; i < 200000; i++) {
            double x = pi.nextDouble(), y = pi.nextDouble();
            if (x * x + y * y < 1) inside++;
        }
        System.out.println(4.0 * inside / 200000);
    }
}
