import java.util.*;
import java.util.function.*;

/** Ever other methods are hot: copies of one class in loaders of their own, one after the other, then the first ones again. */
public class HotSets {
    static class Work implements LongUnaryOperator {
        long[] seen = new long[16];
        int at;

        long mix(long x) { return x * 0x9e3779b97f4a7c15L ^ x >>> 29; }
        long walk(long x) {
            for (int i = 0; i < 8; i++) x += seen[i & 15] ^ i;
            return x;
        }
        void note(long x) { seen[at++ & 15] = x; }
        int digits(long x) {
            int n = 0;
            for (long y = x >>> 1; y != 0; y /= 10) n++;
            return n;
        }
        double scale(double d) { return d < 1 ? d + 3 : Math.sqrt(d); }

        @Override public long applyAsLong(long x) {
            double d = 1;
            for (int i = 0; i < 3000; i++) {
                x = mix(walk(x)) + digits(x);
                note(x);
                d = scale(d + (x & 7));
            }
            return x + (long) (d * 1000);
        }
    }

    public static void main(String[] args) throws Exception {
        List<LongUnaryOperator> all = new ArrayList<>();
        long sum = 1;
        for (int i = 0; i < 60; i++) {
            ByteLoader loader = new ByteLoader("copy " + i, HotSets.class.getClassLoader()).copy("HotSets$Work");
            var constructor = loader.loadClass("HotSets$Work").getDeclaredConstructor();
            constructor.setAccessible(true);
            all.add((LongUnaryOperator) constructor.newInstance());
            sum = all.get(i).applyAsLong(sum + i);
            if (i % 10 == 9) System.out.println(i + ": " + sum);
        }
        for (int round = 0; round < 3; round++)
            for (LongUnaryOperator o : all.subList(0, 5)) sum = o.applyAsLong(sum);
        System.out.println(sum);
    }
}
