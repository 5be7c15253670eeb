/** Bring-up: arrays and loops, no concatenation. */
public class Up04Arrays {
    public static void main(String[] args) {
        int[] a = new int[50];
        for (int i = 0; i < a.length; i++) a[i] = (i * 37) % 50;
        for (int i = 0; i < a.length; i++)
            for (int j = 0; j + 1 < a.length - i; j++)
                if (a[j] > a[j + 1]) {
                    int t = a[j];
                    a[j] = a[j + 1];
                    a[j + 1] = t;
                }
        for (int i = 0; i < a.length; i += 7) System.out.println(a[i]);
        long[] l = {1L << 40, -1L, Long.MIN_VALUE};
        for (long v : l) System.out.println(v);
        char[] c = {'j', 'v', 'm'};
        System.out.println(c);
        String[][] table = new String[3][2];
        table[1][1] = "x";
        System.out.println(table[1][1]);
        System.out.println(table[0][0]);
        System.out.println(table.length);
        System.out.println(table[2].length);
    }
}
