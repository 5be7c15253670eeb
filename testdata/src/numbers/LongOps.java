/** Every long operation on edge values. */
public class LongOps {
    static final long[] EDGE = {0, 1, -1, 2, -2, 3, 31, 32, 63, 64, 65, -64, 0xFFFFFFFFL, 0x100000000L, -0x100000000L,
        Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};

    static long hash = 17;

    static void mix(long v) { hash = hash * 31 + v; }

    static long quotient(long a, long b) {
        try {
            return a / b * 7 + a % b;
        } catch (ArithmeticException e) {
            return e.getMessage().length();
        }
    }

    static int order(long a, long b) {
        int bits = 0;
        if (a == b) bits |= 1;
        if (a != b) bits |= 2;
        if (a < b) bits |= 4;
        if (a >= b) bits |= 8;
        if (a > b) bits |= 16;
        if (a <= b) bits |= 32;
        return bits;
    }

    static long wide(int a, long b, double c, long d, int e) { return a + b * 2 + (long) c * 3 + d * 4 + e * 5; }

    public static void main(String[] args) {
        for (long a : EDGE) {
            for (long b : EDGE) {
                mix(a + b); mix(a - b); mix(a * b); mix(a & b); mix(a | b); mix(a ^ b);
                mix(a << b); mix(a >> b); mix(a >>> b); mix(a << (int) b); mix(quotient(a, b)); mix(order(a, b));
            }
            mix(-a); mix(~a); mix((int) a); mix((short) a); mix((byte) a); mix((char) a);
            mix(a + 1); mix(a * 10); mix(a / 10); mix(a % 10); mix(a >>> 1); mix(a << 63); mix(a & 0xFF);
            System.out.println(a + ": " + hash);
        }
        System.out.println(Long.MIN_VALUE / -1 + " " + Long.MIN_VALUE % -1);
        System.out.println((1L << -1) + " " + (1L << 64) + " " + (-1L >>> 60) + " " + (-1L >> 70));
        long l = 5;
        l++; l += 1000000; l -= 3; l <<= 40; l >>>= 3; l /= 7; l %= 1000003; l |= 1L << 50; l ^= -1;
        System.out.println(l--);
        System.out.println(l);
        System.out.println(wide(1, 1L << 33, 3.99, -7, 100));
        System.out.println(Math.multiplyHigh(Long.MAX_VALUE, 12345L) + " " + Long.bitCount(-1L) + " " + Long.toHexString(-255)
            + " " + Long.numberOfLeadingZeros(1) + " " + Long.reverse(2) + " " + Long.compareUnsigned(-1, 1)
            + " " + Long.remainderUnsigned(-1, 7) + " " + Long.highestOneBit(1000) + " " + Long.toString(Long.MIN_VALUE, 36));
        try {
            Math.addExact(Long.MAX_VALUE, 1L);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
        try {
            Math.toIntExact(1L << 31);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
    }
}
