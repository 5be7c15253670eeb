import java.util.Arrays;

/** Strings where C code compares them: all pairs of Latin-1 letters without case, comparisons that differ at each place, in both coders; filled arrays. */
public class InlineStrings {
    static boolean same(String a, String b) {
        return a.equalsIgnoreCase(b);
    }
    static int sign(String a, String b) {
        return a.compareTo(b);
    }
    public static void main(String[] args) {
        int equal = 0;
        long h = 0;
        for (char a = 0; a < 260; a++) {
            for (char b = 0; b < 260; b++) {
                if (same("x" + a, "X" + b)) {
                    equal++;
                    h = h * 31 + a * 1000 + b;
                }
            }
        }
        System.out.println(equal + " " + h);
        h = 0;
        for (String base : new String[] {"The quick brown fox jumps over it", "\u0394\u03b5\u03bb\u03c4\u03b1 quick brown fox jumps", "\u00ff\u00fe\u0080 long"}) {
            for (int n = 0; n <= base.length(); n++) {
                for (int at = 0; at < n; at++) {
                    StringBuilder other = new StringBuilder(base.substring(0, n));
                    other.setCharAt(at, (char) (other.charAt(at) ^ 0x81));
                    h = h * 31 + sign(base, other.toString()) + sign(other.toString(), base) * 7L;
                    h = h * 31 + (base.regionMatches(true, at, other.toString().toUpperCase(), at, n - at) ? 1 : 0);
                }
                h = h * 31 + sign(base, base.substring(0, n)) + (base.regionMatches(true, n - 2, base, n - 2, 3) ? 1 : 0);
            }
        }
        System.out.println(h);
        for (int n = 0; n < 40; n++) {
            byte[] b = new byte[n];
            short[] s = new short[n];
            char[] c = new char[n];
            int[] i = new int[n];
            long[] l = new long[n];
            float[] f = new float[n];
            double[] d = new double[n];
            for (int round = 0; round < 100; round++) {
                Arrays.fill(b, (byte) (n - 200));
                Arrays.fill(s, (short) -n);
                Arrays.fill(c, (char) (n * 2000));
                Arrays.fill(i, -n);
                Arrays.fill(l, n * -1234567890123L);
                Arrays.fill(f, -0.0f);
                Arrays.fill(d, n / 3.0);
            }
            h = h * 31 + Arrays.hashCode(b) + Arrays.hashCode(s) * 3 + Arrays.hashCode(c) * 5 + Arrays.hashCode(i) * 7;
            h = h * 31 + Arrays.hashCode(l) + Arrays.hashCode(f) * 3 + Arrays.hashCode(d) * 5;
        }
        System.out.println(h);
        try {
            Arrays.fill((int[]) null, 1);
        } catch (NullPointerException e) { System.out.println(e.getMessage() + " " + e.getStackTrace()[0].getMethodName()); }
    }
}
