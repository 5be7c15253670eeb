/** float and double: arithmetic, NaN, infinities, signed zero, remainder, comparisons, every conversion. */
public class FloatOps {
    static final double[] D = {0.0, -0.0, 1, -1, 0.5, 1e-300, -1e300, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2147483647.5, -2147483648.9, 4294967296.0, 9.3e18, -9.3e18, 3.7};
    static final float[] F = {0f, -0f, 1f, -1f, 1.5f, 1e-40f, 3e38f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN,
        Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 16777217f, 2.5e9f, -1e19f};

    static int order(double a, double b) {
        int bits = 0;
        if (a < b) bits |= 1;
        if (a <= b) bits |= 2;
        if (a > b) bits |= 4;
        if (a >= b) bits |= 8;
        if (a == b) bits |= 16;
        if (a != b) bits |= 32;
        if (!(a < b)) bits |= 64;
        if (!(a > b)) bits |= 128;
        return bits;
    }

    static int order(float a, float b) {
        int bits = 0;
        if (a < b) bits |= 1;
        if (a <= b) bits |= 2;
        if (a > b) bits |= 4;
        if (a >= b) bits |= 8;
        if (a == b) bits |= 16;
        if (a != b) bits |= 32;
        return bits;
    }

    static strictfp double sum(double... v) {
        double s = 0;
        for (double x : v) s += x;
        return s;
    }

    public static void main(String[] args) {
        for (double a : D) {
            StringBuilder b = new StringBuilder();
            b.append(a).append(" i=").append((int) a).append(" l=").append((long) a).append(" f=").append((float) a);
            b.append(" c=").append((int) (char) a).append(" b=").append((byte) a).append(" s=").append((short) a);
            b.append(" -=").append(-a).append(" bits=").append(Long.toHexString(Double.doubleToLongBits(a)));
            long h = 0;
            for (double c : D) {
                h = h * 31 + Double.doubleToLongBits(a + c);
                h = h * 31 + Double.doubleToLongBits(a - c);
                h = h * 31 + Double.doubleToLongBits(a * c);
                h = h * 31 + Double.doubleToLongBits(a / c);
                h = h * 31 + Double.doubleToLongBits(a % c);
                h = h * 31 + order(a, c);
            }
            System.out.println(b.append(" ").append(h));
        }
        for (float a : F) {
            StringBuilder b = new StringBuilder();
            b.append(a).append(" i=").append((int) a).append(" l=").append((long) a).append(" d=").append((double) a);
            int h = 0;
            for (float c : F) {
                h = h * 31 + Float.floatToIntBits(a + c);
                h = h * 31 + Float.floatToIntBits(a - c);
                h = h * 31 + Float.floatToIntBits(a * c);
                h = h * 31 + Float.floatToIntBits(a / c);
                h = h * 31 + Float.floatToIntBits(a % c);
                h = h * 31 + order(a, c);
            }
            System.out.println(b.append(" ").append(h));
        }
        System.out.println((float) Integer.MAX_VALUE + " " + (double) Long.MAX_VALUE + " " + (float) Long.MIN_VALUE + " " + (float) 123456789L);
        System.out.println(0.1 + 0.2 + " " + (0.1f + 0.2f) + " " + 1.0 / 3 + " " + 1f / 3 + " " + 100.0 * 1.1 + " " + 2e-3 + " " + 1e7 + " " + 1.0E-5f);
        System.out.println(5.5 % 2.1 + " " + -5.5 % 2.1 + " " + 5.5f % -2 + " " + 1e308 * 10 + " " + 0.0 / 0 + " " + -1 / 0.0);
        System.out.println(sum(0.1, 0.2, 0.3, 1e16, -1e16) + " " + sum());
        double d = 1; d += 0.5; d *= 3; d /= 7; d -= 2; d %= 0.4; d++;
        float f = 1; f += 0.5; f *= 3; f /= 7; f -= 2; f %= 0.4; f--;
        int i = 10; i *= 1.55; i += 0.9; long l = 10; l /= 0.3f;
        System.out.println(d + " " + f + " " + i + " " + l);
        System.out.println(Math.sqrt(2) + " " + Math.sin(1) + " " + Math.cos(1e6) + " " + Math.pow(2, 0.5) + " " + Math.exp(1)
            + " " + Math.log(10) + " " + Math.atan2(1, -1) + " " + Math.cbrt(27) + " " + Math.hypot(3, 4) + " " + Math.tan(3));
        System.out.println(Math.round(-2.5) + " " + Math.round(2.5f) + " " + Math.rint(2.5) + " " + Math.ceil(-0.5) + " " + Math.floor(-0.5)
            + " " + Math.fma(1e16, 1.0000001, -1e16) + " " + Math.ulp(1.0) + " " + Math.nextUp(1f) + " " + Math.scalb(1.5, 10)
            + " " + Math.signum(-3.0) + " " + Math.min(-0.0, 0.0) + " " + Math.max(Float.NaN, 1f) + " " + Math.IEEEremainder(5, 3));
        System.out.println(Double.compare(0.0, -0.0) + " " + (0.0 == -0.0) + " " + Double.valueOf(Double.NaN).equals(Double.NaN) + " "
            + Double.parseDouble("1.7976931348623157e308") + " " + Double.parseDouble("4.9e-324") + " " + Float.parseFloat("3.4028236e38")
            + " " + Double.toHexString(0.1) + " " + Float.intBitsToFloat(0x7fc00001) + " " + Double.longBitsToDouble(1));
        System.out.println(StrictMath.sin(0.5) + " " + StrictMath.log1p(0.5) + " " + StrictMath.sinh(2));
    }
}
