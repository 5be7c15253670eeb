import java.util.*;

/** Math's transcendental functions: special values bit by bit, logarithms digit by digit, the others to 14 digits, StrictMath exactly. */
public class MathValues {
    interface F {
        double of(double x);
    }
    static final double[] SPECIAL = {0.0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE,
        -Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, 1e-300, 710, -746, 709.782712893384, -745.1332191019411, 1e22, 0x1p1023};
    static void special(String name, F f) {
        StringBuilder s = new StringBuilder(name);
        for (double x : SPECIAL) {
            double y = f.of(x);
            s.append(' ').append(
                Double.isNaN(y) || y == 0 || Double.isInfinite(y) || y == x || Math.rint(y) == y ? y : String.format("%.13e", y));
        }
        System.out.println(s);
    }
    static void digits(String name, F f, double lo, double hi) {
        Random r = new Random(11);
        int h = 0;
        for (int i = 0; i < 500; i++) {
            double x = lo + r.nextDouble() * (hi - lo), y = f.of(x);
            h = h * 31 + String.format("%.11e", y).hashCode();
        }
        System.out.println(name + " " + Integer.toHexString(h));
    }
    static void exact(String name, F f, int n) {
        Random r = new Random(12);
        long h = 0;
        for (int i = 0; i < n; i++) {
            double x = switch (i % 4) { case 0 -> Double.longBitsToDouble(r.nextLong() >>> 1 & ~(1L << 62)); case 1 -> 1 + r.nextGaussian() * 0x1p-20; case 2 -> i; default -> r.nextDouble() * 1000; }; h = h * 31 + Double.doubleToLongBits(f.of(x)); } System.out.println(name + " " + Long.toHexString(h)); }
    public static void main(String[] args) {
        special("sin", Math::sin); special("cos", Math::cos); special("tan", Math::tan); special("exp", Math::exp); special("log", Math::log); special("log10", Math::log10); special("sqrt", Math::sqrt); special("cbrt", Math::cbrt); special("sinh", Math::sinh); special("tanh", Math::tanh); special("asin", Math::asin); special("atan", Math::atan); special("expm1", Math::expm1); special("log1p", Math::log1p);
        StringBuilder p = new StringBuilder(); for (double x : SPECIAL) for (double y : new double[] {0, -0.0, 1, -1, 2, 0.5, -0.5, 3, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e300, 9007199254740993.0, 1024, -1074}) {
                        double z = Math.pow(x, y);
                        p.append(Double.isNaN(z) || z == 0 || Double.isInfinite(z) || Math.rint(z) == z && Math.abs(z) < 1e15
                                 ? Double.toString(z)
                                 : String.format("%.11e", z))
                            .append(' ');
                    }
                    System.out.println(p.toString().hashCode() + " " + Math.pow(2, 10) + Math.pow(3, 2) + Math.pow(2, 0.5) + " "
                        + Math.pow(-2, 3) + Math.pow(-8, 1 / 3.0) + Math.pow(10, -2) + Math.pow(10, 15) + Math.pow(1.1, 2));
                    StringBuilder l = new StringBuilder();
                    for (int i = -20; i <= 22; i++) l.append(Math.log10(Math.pow(10, i))).append(' ');
                    for (int i = 1; i < 30; i++)
                        l.append(Math.log(i))
                            .append(' ')
                            .append(Math.log10(i))
                            .append(' ')
                            .append(Math.exp(Math.log(i)) - i < 1e-13)
                            .append(' ');
                    System.out.println(l);
                    exact("log bits", Math::log, 40_000);
                    digits("sin", Math::sin, -1e6, 1e6);
                    digits("sin small", Math::sin, -3, 3);
                    digits("cos", Math::cos, -100, 100);
                    digits("tan", Math::tan, -1.5, 1.5);
                    digits("exp", Math::exp, -700, 700);
                    digits("pow", x -> Math.pow(x, 1.7), 0, 1e6);
                    digits("atan2", x -> Math.atan2(x, 1 - x), -5, 5);
                    System.out.println(String.format("%.12f %.12f %.12e", Math.sin(1e22), Math.cos(1e300), Math.tan(Math.PI / 2)));
                    exact("StrictMath.sin", StrictMath::sin, 8000);
                    exact("StrictMath.tan", StrictMath::tan, 8000);
                    exact("StrictMath.exp", StrictMath::exp, 8000);
                    exact("StrictMath.log", StrictMath::log, 8000);
                    exact("StrictMath.log10", StrictMath::log10, 8000);
                    exact("StrictMath.pow", x -> StrictMath.pow(x, 1.3), 4000);
                    exact("Math.cbrt", Math::cbrt, 8000);
                    exact("Math.sqrt", Math::sqrt, 8000);
                    exact("Math.asin", Math::asin, 4000);
                    exact("Math.hypot", x -> Math.hypot(x, 3), 4000);
                    exact("Math.tanh", Math::tanh, 4000);
                    exact("IEEEremainder", x -> Math.IEEEremainder(x, 0.7), 4000);
                    System.out.println(Math.round(0.49999999999999994) + " " + Math.round(-0.5) + " " + Math.round(4503599627370497.5) + " "
                        + Math.round(Float.MAX_VALUE) + " " + Math.rint(2.5) + Math.rint(-0.2) + " " + Math.floor(-0.5) + Math.ceil(-0.5)
                        + " " + Math.floorMod(-7, 3) + Math.floorDiv(-7, 3) + " " + Math.abs(Integer.MIN_VALUE) + " " + Math.toIntExact(5L)
                        + " " + Math.nextAfter(0.0, -1) + " " + Math.ulp(1e15) + Math.ulp(0f) + " " + Math.getExponent(0.0)
                        + Math.getExponent(Double.NaN) + " " + Math.scalb(1.5, -1074) + " " + Math.fma(1e308, 10, Double.NEGATIVE_INFINITY)
                        + " " + Math.copySign(0.0, -3) + Math.signum(-0f) + " " + (0.1 + 0.2) + " " + (float) 0.1 * 3 + " " + 1e16 / 3 + " "
                        + 100 * 1.1 + " " + 5e-324 / 2 + " " + 3.0e10f * 10 + " " + 2e-3f + " " + 1.0E7 + " " + 0.001 + " " + 9.999999e-4
                        + " " + 1.1f * 1.1f + " " + (double) 3.3f + " " + 2.0E-323 + " " + 1.7976931348623157E308 * 10);
            }
        }
