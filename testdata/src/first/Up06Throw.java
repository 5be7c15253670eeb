/** Bring-up: throw, catch, finally, no concatenation. */
public class Up06Throw {
    static int f(int n) {
        try {
            if (n == 0) throw new IllegalStateException("zero");
            return 10 / (n - 1);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
            return -1;
        } finally {
            System.out.println("finally");
        }
    }

    public static void main(String[] args) {
        System.out.println(f(3));
        System.out.println(f(1));
        try {
            f(0);
        } catch (RuntimeException e) {
            System.out.println(e);
        }
        try {
            Object o = "text";
            Integer i = (Integer) o;
        } catch (ClassCastException e) {
            System.out.println("cast");
        }
        try {
            int[] a = new int[2];
            a[2] = 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
    }
}
