/** BigInteger and CRC32C kernels on random operands. */
import java.math.*; import java.util.*; import java.util.zip.*; import java.nio.*;
public class BigKernels {
    public static void main(String[] a) throws Exception {
        Random r = new Random(9); long h = 0; BigInteger acc = BigInteger.ONE;
        for (int i = 0; i < 400; i++) {
            BigInteger x = new BigInteger(r.nextInt(3000) + 1, r), y = new BigInteger(r.nextInt(1500) + 1, r).add(BigInteger.ONE), m = new BigInteger(200, r).setBit(0).setBit(100);
            BigInteger[] q = x.divideAndRemainder(y);
            if (!q[0].multiply(y).add(q[1]).equals(x)) throw new Error();
            h = h * 31 + x.multiply(y).hashCode(); h = h * 31 + x.multiply(x).hashCode(); h = h * 31 + x.pow(3).hashCode(); h = h * 31 + q[0].hashCode() + q[1].hashCode();
            h = h * 31 + x.modPow(y.shiftRight(1400), m).hashCode(); h = h * 31 + x.gcd(y).hashCode(); h = h * 31 + x.toString().hashCode(); h = h * 31 + x.sqrt().hashCode(); h = h * 31 + x.negate().multiply(y).hashCode();
            if (y.gcd(m).equals(BigInteger.ONE)) h = h * 31 + y.modInverse(m).hashCode();
        }
        System.out.println(h);
        System.out.println(BigInteger.TWO.pow(4423).subtract(BigInteger.ONE).mod(BigInteger.valueOf(1000000007)) + " " + new BigInteger("1000000007").isProbablePrime(20) + " " + new BigDecimal(2).sqrt(new MathContext(200)));
        for (int n : new int[] {0, 1, 2, 3, 7, 8, 9, 100, 4097}) {
            byte[] d = new byte[n]; r.nextBytes(d);
            CRC32C c = new CRC32C(); c.update(d, 0, n); ByteBuffer b = ByteBuffer.allocateDirect(n).put(d).flip(); CRC32C e = new CRC32C(); e.update(b);
            System.out.println(Long.toHexString(c.getValue()) + " " + (c.getValue() == e.getValue()));
        }
    }
}
