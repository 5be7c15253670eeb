import java.math.BigInteger;
import java.util.Random;

/** Products, squares and powers of big numbers of all lengths, odd ones too; digits that are all ones or zeros; against slower ways. */
public class BigProducts {
    static final Random RANDOM = new Random(17);

    /** n bits, in kinds: random, all ones, a one and zeros, ones and zeros by turns of 32. */
    static BigInteger number(int n, int kind) {
        BigInteger x = switch (kind & 3) {
            case 0 -> new BigInteger(n, RANDOM);
            case 1 -> BigInteger.ONE.shiftLeft(n).subtract(BigInteger.ONE);
            case 2 -> BigInteger.ZERO;
            default -> new BigInteger("ffffffff00000000".repeat(n / 64 + 1), 16).shiftRight(n % 64);
        };
        return x.mod(BigInteger.ONE.shiftLeft(n)).setBit(n - 1);
    }

    static int hash;

    static void note(BigInteger x) {
        hash = hash * 31 + x.hashCode();
    }

    static void check(String what, BigInteger x, BigInteger y) {
        if (!x.equals(y))
            System.out.println(what + " differ: " + x.bitLength() + " " + y.bitLength());
        note(x);
    }

    /** By single digits, which no kernel is for. */
    static BigInteger byDigits(BigInteger x, BigInteger y) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = (y.bitLength() + 15) / 16; i-- > 0;)
            sum = sum.shiftLeft(16).add(x.multiply(BigInteger.valueOf(y.shiftRight(16 * i).intValue() & 0xffff)));
        return sum;
    }

    static BigInteger power(BigInteger x, BigInteger exponent, BigInteger modulus) {
        BigInteger result = BigInteger.ONE.mod(modulus);
        for (int i = exponent.bitLength(); i-- > 0;) {
            result = result.multiply(result).mod(modulus);
            if (exponent.testBit(i))
                result = result.multiply(x).mod(modulus);
        }
        return result;
    }

    public static void main(String[] args) {
        for (int n = 1; n < 90; n++)
            for (int m = 1; m < 90; m += 1 + n % 5) {
                BigInteger x = number(32 * n - RANDOM.nextInt(32), n + m), y = number(32 * m - RANDOM.nextInt(32), n * m >> 2);
                check("products", x.multiply(y), byDigits(x, y));
                note(y.negate().multiply(x));
            }
        System.out.println("products " + hash);
        for (int n = 1; n < 140; n++)
            for (int kind = 0; kind < 4; kind++) {
                BigInteger x = number(32 * n - RANDOM.nextInt(32), kind);
                check("squares", x.multiply(x), x.add(BigInteger.ONE).multiply(x).subtract(x));
                note(x.pow(3));
            }
        System.out.println("squares " + hash);
        // a long one and a short one; lengths at which other ways of multiplying begin
        for (int n : new int[] {79, 80, 81, 127, 128, 129, 239, 240, 241, 500, 1023, 1024, 1025, 1100, 3000})
            for (int m : new int[] {1, 2, 3, 40, 79, 80, 300, 1023, 1024, 1025}) {
                BigInteger x = number(32 * n - 3, n + m), y = number(32 * m - 7, m);
                BigInteger product = x.multiply(y);
                check("products", product.mod(BigInteger.valueOf(1_000_003)),
                    x.mod(BigInteger.valueOf(1_000_003)).multiply(y.mod(BigInteger.valueOf(1_000_003))).mod(BigInteger.valueOf(1_000_003)));
                note(product);
                note(x.multiply(x));
            }
        System.out.println("long products " + hash);
        for (int n = 1; n < 20; n++)
            for (int kind = 0; kind < 8; kind++) {
                int bits = 32 * n - RANDOM.nextInt(32);
                BigInteger modulus = number(bits, kind).setBit(0);
                BigInteger x = kind < 4 ? number(Math.max(1, bits - kind), kind) : modulus.subtract(BigInteger.valueOf(kind));
                BigInteger exponent = number(1 + RANDOM.nextInt(200), kind >> 1);
                check("powers", x.modPow(exponent, modulus), power(x, exponent, modulus));
            }
        System.out.println("powers " + hash);
        for (int bits : new int[] {1000, 1024, 2017, 2048, 4096, 16_384, 16_385, 16_416}) {
            BigInteger x = number(bits + 5, 0), modulus = number(bits, bits).setBit(0), exponent = number(bits > 5000 ? 20 : 300, 0);
            check("long powers", x.modPow(exponent, modulus), power(x, exponent, modulus));
            note(x.modPow(exponent, modulus.add(BigInteger.ONE)));
            note(x.negate().modPow(exponent, modulus));
        }
        System.out.println("long powers " + hash);
        BigInteger prime = BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE), factorial = BigInteger.ONE;
        for (int i = 2; i < 400; i++) {
            factorial = factorial.multiply(BigInteger.valueOf(i));
            check("inverse", factorial.modInverse(prime).multiply(factorial).mod(prime), BigInteger.ONE);
        }
        System.out.println(prime.isProbablePrime(10) + " " + prime.multiply(prime).isProbablePrime(10) + " " + hash);
    }
}
