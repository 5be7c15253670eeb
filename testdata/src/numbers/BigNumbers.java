import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;

/** BigInteger and BigDecimal. */
public class BigNumbers {
    static BigInteger factorial(int n) {
        BigInteger r = BigInteger.ONE;
        for (int i = 2; i <= n; i++) r = r.multiply(BigInteger.valueOf(i));
        return r;
    }

    public static void main(String[] args) {
        BigInteger f = factorial(60), g = new BigInteger("-123456789012345678901234567890");
        System.out.println(f + "\n" + f.mod(BigInteger.valueOf(1000003)) + " " + g.divide(BigInteger.TEN.pow(11)) + " " + g.remainder(BigInteger.valueOf(97)) + " " + g.negate().sqrt());
        System.out.println(g.toString(16) + " " + g.bitLength() + " " + g.shiftLeft(70) + " " + g.shiftRight(70) + " " + g.and(f) + " " + g.not().signum() + " " + f.gcd(g.abs()));
        System.out.println(BigInteger.TWO.modPow(new BigInteger("1000"), new BigInteger("1000000007")) + " " + BigInteger.valueOf(17).modInverse(BigInteger.valueOf(3120)) + " " + new BigInteger("1000000007").isProbablePrime(20));
        System.out.println(factorial(2000).hashCode() + " " + factorial(2000).toString().length() + " " + new BigInteger(500, new Random(1)).pow(20).hashCode() + " " + f.longValue() + " " + f.doubleValue());
        BigDecimal a = new BigDecimal("10"), b = new BigDecimal("3");
        System.out.println(a.divide(b, 20, RoundingMode.HALF_UP) + " " + a.divide(b, MathContext.DECIMAL64) + " " + a.multiply(new BigDecimal("0.10")) + " " + new BigDecimal("1.100").stripTrailingZeros() + " " + new BigDecimal("1e3").toPlainString() + " " + new BigDecimal(0.1));
        for (RoundingMode mode : RoundingMode.values())
            if (mode != RoundingMode.UNNECESSARY) System.out.print(mode + " " + new BigDecimal("-2.5").setScale(0, mode) + " " + new BigDecimal("5.51").setScale(1, mode) + "; ");
        System.out.println();
        System.out.println(new BigDecimal("2").sqrt(new MathContext(50)) + " " + new BigDecimal("1.0").equals(new BigDecimal("1.00")) + " " + new BigDecimal("1.0").compareTo(new BigDecimal("1.00")) + " " + new BigDecimal("-12.345e-7").unscaledValue() + " " + new BigDecimal("123.456").precision());
        try {
            a.divide(b);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
        try {
            new BigInteger("12x");
        } catch (NumberFormatException e) {
            System.out.println(e.getMessage());
        }
        BigDecimal e = BigDecimal.ONE, term = BigDecimal.ONE;
        for (int i = 1; i < 60; i++) {
            term = term.divide(BigDecimal.valueOf(i), 70, RoundingMode.HALF_EVEN);
            e = e.add(term);
        }
        System.out.println(e.setScale(60, RoundingMode.DOWN));
    }
}
