/** String concatenation through invokedynamic: every type, constants, many operands, evaluation order, compound. */
public class Concat {
    static int n;

    static String next(String s) { return s + n++; }

    static class Bad { public String toString() { return null; } }

    public static void main(String[] args) {
        boolean z = true; byte b = -1; char c = '\u20ac'; short s = 300; int i = Integer.MIN_VALUE; long l = Long.MAX_VALUE;
        float f = 1.1f; double d = -0.0; Object o = new int[0].length; String none = null; char[] chars = {'x'};
        System.out.println("" + z + b + c + s + i + l + f + d + o + none + chars.length);
        System.out.println(z + "|" + b + "|" + c + "|" + s + "|" + i + "|" + l + "|" + f + "|" + d + "|" + o + "|" + none);
        System.out.println(c + 1 + "a" + 'b' + c + 1);
        System.out.println("\1\2" + i + "\1");
        System.out.println(new Bad() + "!" + null);
        System.out.println(next("a") + next("b") + (n += 10) + next("c"));
        String t = "t";
        t += t + t;
        t += 1 + 2;
        t += 'c';
        System.out.println(t);
        String[] a = {"x", "y"};
        int k = 0;
        a[k++] += k + "z";
        System.out.println(a[0] + a[1] + k);
        final String constant = "con" + "st" + 1 + 2.0 + true + 'c';
        System.out.println(constant);
        String many = "";
        for (int q = 0; q < 5; q++)
            many = many + q + ":" + i + l + f + d + z + b + s + c + none + o + "," + q + q + q + q + q + q + q + q + q + q;
        System.out.println(many.length() + " " + many.hashCode());
        System.out.println("" + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i
            + l + l + l + l + l + d + d + d + d + "x" + z + z + z + z + c + c + c + c + f + f + f + f + none + none);
        System.out.println("" + Double.NaN + Float.POSITIVE_INFINITY + Double.MIN_VALUE + 1e21 + 123456789.0f);
    }
}
