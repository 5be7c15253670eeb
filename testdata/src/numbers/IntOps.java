/** Every int operation on edge values; every constant form (iconst, bipush, sipush, ldc); comparisons both ways. */
public class IntOps {
    static final int[] EDGE = {0, 1, -1, 2, -2, 5, 31, 32, 33, -31, -32, -33, 127, 128, -128, -129, 32767, 32768, -32768,
        -32769, 65535, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE - 1, Integer.MIN_VALUE + 1};

    static int hash = 17;

    static void mix(int v) { hash = hash * 31 + v; }

    static void compare(int a, int b) {
        int bits = 0;
        if (a == b) bits |= 1;
        if (a != b) bits |= 2;
        if (a < b) bits |= 4;
        if (a >= b) bits |= 8;
        if (a > b) bits |= 16;
        if (a <= b) bits |= 32;
        if (a == 0) bits |= 64;
        if (a != 0) bits |= 128;
        if (a < 0) bits |= 256;
        if (a >= 0) bits |= 512;
        if (a > 0) bits |= 1024;
        if (a <= 0) bits |= 2048;
        boolean x = a < b, y = a != b;
        if (x & !y | x ^ y) bits |= 4096;
        mix(bits);
    }

    static String divide(int a, int b) {
        try {
            return a / b + " " + a % b;
        } catch (ArithmeticException e) {
            return e.getMessage();
        }
    }

    public static void main(String[] args) {
        for (int a : EDGE) {
            for (int b : EDGE) {
                mix(a + b); mix(a - b); mix(a * b); mix(a & b); mix(a | b); mix(a ^ b);
                mix(a << b); mix(a >> b); mix(a >>> b);
                compare(a, b);
                mix(divide(a, b).hashCode());
            }
            mix(-a); mix(~a); mix((byte) a); mix((short) a); mix((char) a);
            mix(a + 1); mix(a - 1); mix(a * 3); mix(a & 15); mix(a | 4096); mix(a ^ -1); mix(a << 5); mix(a >> 5);
            mix(a >>> 5); mix(a / 3); mix(a % 3); mix(a / -1); mix(a % -1); mix(a << 33); mix(a >>> -1);
            System.out.println(a + ": " + hash);
        }
        System.out.println(divide(Integer.MIN_VALUE, -1));
        System.out.println(divide(1, 0));
        System.out.println(divide(-7, 2) + " " + divide(7, -2) + " " + divide(-7, -2));
        System.out.println((1 << -1) + " " + (-1 >>> -1) + " " + (-8 >> -30) + " " + (1 << 32) + " " + (-1 >> 40));
        int i = 0;
        i += 1; i += 127; i += 128; i += -128; i += -129; i += 32767; i += 40000; i -= 100000;
        System.out.println(i);
        byte b = 127; b++; short s = -32768; s--; char c = 0; c--;
        System.out.println(b + " " + s + " " + (int) c);
        b += 300; s *= 77; c >>= 3;
        System.out.println(b + " " + s + " " + (int) c);
        b = (byte) 200; b >>>= 1;
        System.out.println(b);
        System.out.println(Math.abs(Integer.MIN_VALUE) + " " + Integer.compare(3, 4) + " " + Integer.bitCount(0xF0F0)
            + " " + Integer.reverse(1) + " " + Integer.rotateLeft(0x80000001, 4) + " " + Integer.numberOfLeadingZeros(1)
            + " " + Integer.numberOfTrailingZeros(0) + " " + Integer.divideUnsigned(-1, 10) + " " + Integer.toUnsignedString(-1)
            + " " + Math.floorMod(-7, 3) + " " + Math.floorDiv(-7, 3));
    }
}
