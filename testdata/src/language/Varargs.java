import java.util.Arrays;
import java.util.List;

/** Varargs, overload choice, boxing and unboxing, caches, ternaries, labeled loops, compound and bit tricks. */
public class Varargs {
    static String f(Object... a) { return "objects" + (a == null ? "null" : a.length); }
    static String f(int i) { return "int"; }
    static String f(long l) { return "long"; }
    static String f(Integer i) { return "Integer"; }
    static String f(String s, Object... r) { return "string+" + r.length; }
    static int sum(int... v) { int s = 0; for (int x : v) s += x; return s; }
    @SafeVarargs static <T> List<T> list(T... t) { return Arrays.asList(t); }

    public static void main(String[] args) {
        byte b = 1;
        System.out.println(f() + f(1) + f(1L) + f(Integer.valueOf(1)) + f("a") + f("a", 1, 2) + f(1.0, 2) + f(b) + f('c') + f(new Object[3]) + f((Object) new Object[3]));
        System.out.println(sum() + sum(1) + sum(1, 2, 3) + sum(new int[] {4, 5}));
        System.out.println(list(1, "two", 3.0) + "" + list());
        Integer i = 127, j = 127, k = 1000, l = 1000;
        System.out.println((i == j) + " " + (k == l) + " " + k.equals(l) + " " + (k <= l && k >= l));
        Integer n = 5;
        n++; n += 2; n = -n;
        System.out.println(n);
        Long big = 5L;
        System.out.println(big.equals(5) + " " + big.equals(5L) + " " + new Object[] {1, 'c', 2L, 1.5f, (short) 3, (byte) 4, true}.length);
        Object o = true ? 1 : "s";
        Object p = true ? 1 : 2.0;
        System.out.println(o + " " + p);
        Integer none = null;
        try {
            int x = none;
        } catch (NullPointerException e) {
            System.out.println("unboxing null");
        }
        outer:
        for (int x = 0; x < 5; x++) {
            for (int y = 0; y < 5; y++) {
                if (y == 3) continue outer;
                if (x == 2) break outer;
                System.out.print(x * 10 + y + " ");
            }
        }
        System.out.println();
        int q = 5;
        q = q++ * 2 + q;
        System.out.println(q + " " + (q > 3 ? q < 20 ? "mid" : "big" : "small"));
        int w = 0;
        do { w += 3; } while (w < 10);
        System.out.println(w);
        char c = 'x';
        c += 1;
        System.out.println(c + " " + (char) (c + 1) + " " + (c > 'a') + " " + Character.getNumericValue('7') + Character.isLetter('\u00e9'));
        boolean t = false;
        t |= true; t &= !t | true; t ^= false;
        System.out.println(t + " " + (t && q++ > 0 || w++ > 0) + q + w);
    }
}
