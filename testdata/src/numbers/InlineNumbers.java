import java.util.Random;
import java.util.function.*;

/** Methods of Integer, Long, Float, Double and Math that machine code carries out in line: all edges with each other, and random numbers. */
public class InlineNumbers {
    static final int[] I = new int[48];
    static final long[] L = new long[48];
    static final float[] F = new float[48];
    static final double[] D = new double[48];
    static {
        int[] i = {0, 1, -1, 2, -2, 3, 7, 31, 32, 33, 63, 64, 255, 256, 65535, 65536, -65536, Integer.MAX_VALUE, Integer.MIN_VALUE,
                   Integer.MIN_VALUE + 1, 0x55555555, 0xaaaaaaaa, 0x0f0f0f0f, 1 << 30};
        long[] l = {0, 1, -1, 2, -3, 31, 32, 63, 64, 65, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32, -(1L << 32), Long.MAX_VALUE,
                    Long.MIN_VALUE, Long.MIN_VALUE + 1, 0x5555555555555555L, 0xaaaaaaaaaaaaaaaaL, 1L << 62, 3037000500L};
        double[] d = {0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
                      Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, 4503599627370495.5, -4503599627370497.5,
                      0.49999999999999994, Math.PI, 1e300, -1e-300, 1.0000001};
        float[] f = {0f, -0f, 1, -1, 0.5f, -1.5f, 2.5f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE,
                     -Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL, 8388607.5f, -8388609f, 3.4e38f, 1e-30f};
        Random r = new Random(7);
        for (int k = 0; k < 48; k++) {
            I[k] = k < i.length ? i[k] : r.nextInt() >> r.nextInt(32);
            L[k] = k < l.length ? l[k] : r.nextLong() >> r.nextInt(64);
            D[k] = k < d.length ? d[k] : Double.longBitsToDouble(r.nextLong());
            F[k] = k < f.length ? f[k] : Float.intBitsToFloat(r.nextInt());
            if (Double.isNaN(D[k]))
                D[k] = Double.NaN;
            if (Float.isNaN(F[k]))
                F[k] = Float.NaN;
        }
    }

    static long mix(long h, long x) {
        return (h ^ x) * 0x9E3779B97F4A7C15L + (h >>> 29);
    }
    static void show(String name, long h) {
        System.out.println(name + " " + Long.toHexString(h));
    }
    static void ints(String name, IntUnaryOperator op) {
        long h = 0;
        for (int round = 0; round < 300; round++)
            for (int x : I)
                h = mix(h, op.applyAsInt(x + (round & 1)));
        show(name, h);
    }
    static void ints2(String name, IntBinaryOperator op) {
        long h = 0;
        for (int round = 0; round < 10; round++)
            for (int x : I)
                for (int y : I)
                    h = mix(h, op.applyAsInt(x, y));
        show(name, h);
    }
    static void longs(String name, LongUnaryOperator op) {
        long h = 0;
        for (int round = 0; round < 300; round++)
            for (long x : L)
                h = mix(h, op.applyAsLong(x + (round & 1)));
        show(name, h);
    }
    static void longs2(String name, LongBinaryOperator op) {
        long h = 0;
        for (int round = 0; round < 10; round++)
            for (long x : L)
                for (long y : L)
                    h = mix(h, op.applyAsLong(x, y));
        show(name, h);
    }
    static void doubles(String name, DoubleUnaryOperator op) {
        long h = 0;
        for (int round = 0; round < 300; round++)
            for (double x : D)
                h = mix(h, Double.doubleToLongBits(op.applyAsDouble(x)));
        show(name, h);
    }
    static void doubles2(String name, DoubleBinaryOperator op) {
        long h = 0;
        for (int round = 0; round < 10; round++)
            for (double x : D)
                for (double y : D)
                    h = mix(h, Double.doubleToLongBits(op.applyAsDouble(x, y)));
        show(name, h);
    }
    interface FloatUnary {
        float apply(float x);
    }
    interface FloatBinary {
        float apply(float x, float y);
    }
    static void floats(String name, FloatUnary op) {
        long h = 0;
        for (int round = 0; round < 300; round++)
            for (float x : F)
                h = mix(h, Float.floatToIntBits(op.apply(x)));
        show(name, h);
    }
    static void floats2(String name, FloatBinary op) {
        long h = 0;
        for (int round = 0; round < 10; round++)
            for (float x : F)
                for (float y : F)
                    h = mix(h, Float.floatToIntBits(op.apply(x, y)));
        show(name, h);
    }

    static int exact(IntSupplier s) {
        try {
            return s.getAsInt();
        } catch (ArithmeticException e) { return 77; }
    }
    static void trace(String what, IntSupplier s) {
        for (int round = 0; round < 3; round++) {
            try {
                s.getAsInt();
            } catch (ArithmeticException e) {
                StackTraceElement[] trace = e.getStackTrace();
                if (round == 2)
                    System.out.println(what + ": " + e.getMessage() + " " + trace[0].getMethodName() + " " + trace[1].getMethodName());
            }
        }
    }
    static long exactLong(LongSupplier s) {
        try {
            return s.getAsLong();
        } catch (ArithmeticException e) { return 77; }
    }

    /* Arguments and results in all places: constants, results of results, fields, in an expression that has them in registers. */
    static int field = 12;
    static double mixed(int n) {
        double sum = 0;
        float single = 0;
        long bits = 0;
        for (int i = 1; i < n; i++) {
            int a = Math.max(Integer.bitCount(i), Integer.numberOfTrailingZeros(i) + Integer.numberOfLeadingZeros(i ^ field));
            long b = Long.rotateLeft(Long.reverseBytes(i), a) ^ Long.reverse(i) + Math.multiplyHigh(b(i), b(-i));
            sum = Math.fma(Math.sqrt(Math.abs(sum)), Math.copySign(0.5, (double) (i & 3) - 1.5), Math.min(Math.floor(i / 3.0), Math.ceil(sum)));
            single = Math.max(Math.abs(single - i), Math.fma(single, 0.25f, (float) a));
            bits += Double.doubleToRawLongBits(sum) ^ Float.floatToRawIntBits(single) ^ b ^ Math.min(a, field) ^ Math.abs(i - 500);
            sum += Double.longBitsToDouble(0x3ff0000000000000L | (bits & 0xfffff)) + Float.intBitsToFloat(0x3f800000 | (a & 0xff));
            if (Double.isNaN(sum) || Math.rint(sum) == sum)
                bits = Math.addExact(bits >> 8, 1L);
        }
        return sum + single + (bits & 0xffff);
    }
    static long b(int i) {
        return i * 0x9E3779B97F4A7C15L;
    }

    public static void main(String[] args) {
        trace("divideUnsigned", () -> Integer.divideUnsigned(5, 0));
        trace("remainderUnsigned", () -> (int) Long.remainderUnsigned(5, 0));
        trace("addExact", () -> Math.addExact(Integer.MAX_VALUE, 1));
        trace("multiplyExact", () -> (int) Math.multiplyExact(Long.MIN_VALUE, 3L));
        trace("negateExact", () -> Math.negateExact(Integer.MIN_VALUE));
        ints("bitCount", x -> Integer.bitCount(x));
        ints("nlz", x -> Integer.numberOfLeadingZeros(x));
        ints("ntz", x -> Integer.numberOfTrailingZeros(x));
        ints("reverse", x -> Integer.reverse(x));
        ints("reverseBytes", x -> Integer.reverseBytes(x));
        ints("reverseBytes short", x -> Short.reverseBytes((short) x));
        ints("reverseBytes char", x -> Character.reverseBytes((char) x));
        ints("highestOneBit", x -> Integer.highestOneBit(x));
        ints("lowestOneBit", x -> Integer.lowestOneBit(x));
        ints("abs", x -> Math.abs(x));
        ints("signum", x -> Integer.signum(x));
        ints2("rotateLeft", (x, y) -> Integer.rotateLeft(x, y));
        ints2("rotateRight", (x, y) -> Integer.rotateRight(x, y));
        ints2("compareUnsigned", (x, y) -> Integer.compareUnsigned(x, y));
        ints2("divideUnsigned", (x, y) -> exact(() -> Integer.divideUnsigned(x, y)));
        ints2("remainderUnsigned", (x, y) -> exact(() -> Integer.remainderUnsigned(x, y)));
        ints2("min", (x, y) -> Math.min(x, y));
        ints2("max", (x, y) -> Math.max(x, y));
        ints2("addExact", (x, y) -> exact(() -> Math.addExact(x, y)));
        ints2("subtractExact", (x, y) -> exact(() -> Math.subtractExact(x, y)));
        ints2("multiplyExact", (x, y) -> exact(() -> Math.multiplyExact(x, y)));
        ints("incrementExact", x -> exact(() -> Math.incrementExact(x)));
        ints("decrementExact", x -> exact(() -> Math.decrementExact(x)));
        ints("negateExact", x -> exact(() -> Math.negateExact(x)));
        longs("bitCountL", x -> Long.bitCount(x));
        longs("nlzL", x -> Long.numberOfLeadingZeros(x));
        longs("ntzL", x -> Long.numberOfTrailingZeros(x));
        longs("reverseL", x -> Long.reverse(x));
        longs("reverseBytesL", x -> Long.reverseBytes(x));
        longs("highestOneBitL", x -> Long.highestOneBit(x));
        longs("absL", x -> Math.abs(x));
        longs2("rotateLeftL", (x, y) -> Long.rotateLeft(x, (int) y));
        longs2("rotateRightL", (x, y) -> Long.rotateRight(x, (int) y));
        longs2("compareUnsignedL", (x, y) -> Long.compareUnsigned(x, y));
        longs2("divideUnsignedL", (x, y) -> exactLong(() -> Long.divideUnsigned(x, y)));
        longs2("remainderUnsignedL", (x, y) -> exactLong(() -> Long.remainderUnsigned(x, y)));
        longs2("minL", (x, y) -> Math.min(x, y));
        longs2("maxL", (x, y) -> Math.max(x, y));
        longs2("multiplyHigh", (x, y) -> Math.multiplyHigh(x, y));
        longs2("addExactL", (x, y) -> exactLong(() -> Math.addExact(x, y)));
        longs2("subtractExactL", (x, y) -> exactLong(() -> Math.subtractExact(x, y)));
        longs2("multiplyExactL", (x, y) -> exactLong(() -> Math.multiplyExact(x, y)));
        longs("incrementExactL", x -> exactLong(() -> Math.incrementExact(x)));
        longs("decrementExactL", x -> exactLong(() -> Math.decrementExact(x)));
        longs("negateExactL", x -> exactLong(() -> Math.negateExact(x)));
        doubles("absD", x -> Math.abs(x));
        doubles("sqrt", x -> Math.sqrt(x));
        doubles("floor", x -> Math.floor(x));
        doubles("ceil", x -> Math.ceil(x));
        doubles("rint", x -> Math.rint(x));
        doubles("strict", x -> StrictMath.floor(x) + StrictMath.ceil(x) - StrictMath.rint(x) + StrictMath.sqrt(x));
        doubles("signumD", x -> Math.signum(x));
        doubles("bits", x -> Double.longBitsToDouble(Double.doubleToRawLongBits(x) ^ 1));
        doubles("nan", x -> Double.isNaN(x) ? 1 : Double.doubleToLongBits(x));
        doubles2("minD", (x, y) -> Math.min(x, y));
        doubles2("maxD", (x, y) -> Math.max(x, y));
        doubles2("copySign", (x, y) -> Math.copySign(x, y));
        doubles2("fma", (x, y) -> Math.fma(x, y, -x));
        floats("absF", x -> Math.abs(x));
        floats("signumF", x -> Math.signum(x));
        floats("bitsF", x -> Float.intBitsToFloat(Float.floatToRawIntBits(x) ^ 1));
        floats("nanF", x -> Float.isNaN(x) ? 1 : Float.floatToIntBits(x));
        floats2("minF", (x, y) -> Math.min(x, y));
        floats2("maxF", (x, y) -> Math.max(x, y));
        floats2("copySignF", (x, y) -> Math.copySign(x, y));
        floats2("fmaF", (x, y) -> Math.fma(x, y, -x));
        System.out.println(Float.floatToIntBits(Float.intBitsToFloat(0x7f800001)) + " " + Double.doubleToLongBits(Double.longBitsToDouble(-1)));
        double m = 0;
        for (int i = 0; i < 30; i++)
            m += mixed(1000 + i);
        System.out.println(m);
    }
}
