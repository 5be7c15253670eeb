import java.util.Arrays;

/** Arrays of every element type, multi-dimensional ones, their classes, clone, arraycopy and every index check. */
public class Arrays1 {
    static void show(Runnable r) {
        try {
            r.run();
            System.out.println("nothing thrown");
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }

    public static void main(String[] args) {
        boolean[] z = {true, false}; byte[] b = {1, -1}; char[] c = {'a', '\uffff'}; short[] s = {1, -2};
        int[] i = {1, 2}; long[] l = {1L, Long.MIN_VALUE}; float[] f = {1.5f, -0f}; double[] d = {Math.PI, 1};
        Object[] o = {"x", null, 1};
        z[1] ^= true; b[0] += 127; c[0]++; s[0] -= 3; i[0] <<= 31; l[0]--; f[0] /= 3; d[1] *= -1;
        System.out.println(Arrays.toString(z) + Arrays.toString(b) + (int) c[0] + Arrays.toString(s) + Arrays.toString(i)
            + Arrays.toString(l) + Arrays.toString(f) + Arrays.toString(d) + Arrays.toString(o));
        b[1] = (byte) 0x1ff; s[1] = (short) 0x1ffff; c[1] = (char) -2; z[0] = false;
        System.out.println(b[1] + " " + s[1] + " " + (int) c[1] + " " + z[0]);
        for (Object a : new Object[] {z, b, c, s, i, l, f, d, o, new int[1][2], new String[0][][], new Runnable[0]})
            System.out.println(a.getClass().getName() + " " + a.getClass().getSimpleName() + " " + a.getClass().getComponentType()
                + " " + a.getClass().getSuperclass().getName() + " " + (a instanceof Object[]) + " " + (a instanceof Cloneable)
                + " " + a.getClass().getModifiers());
        int[][] m = new int[3][4];
        for (int x = 0; x < 3; x++) for (int y = 0; y < 4; y++) m[x][y] = x * 10 + y;
        System.out.println(Arrays.deepToString(m));
        int[][][] jag = new int[2][3][];
        jag[1][2] = new int[] {9};
        System.out.println(Arrays.deepToString(jag));
        long[][][] big = new long[2][2][2];
        big[1][1][1] = 7;
        System.out.println(Arrays.deepToString(big));
        int[][] copy = m.clone();
        copy[0][0] = 99;
        System.out.println(m[0][0] + " " + (copy != m) + " " + (copy[1] == m[1]));
        System.arraycopy(i, 0, i, 1, 1);
        int[] t = {1, 2, 3, 4, 5, 6};
        System.arraycopy(t, 0, t, 2, 4);
        System.out.println(Arrays.toString(t));
        System.arraycopy(t, 2, t, 0, 4);
        System.out.println(Arrays.toString(t));
        Object[] mixed = {"a", "b", 3, "d"};
        String[] target = new String[4];
        show(() -> System.arraycopy(mixed, 0, target, 0, 4));
        System.out.println(Arrays.toString(target));
        show(() -> System.arraycopy(t, 4, t, 0, 3));
        show(() -> System.arraycopy(t, -1, t, 0, 3));
        show(() -> System.arraycopy(t, 0, t, 5, 2));
        show(() -> System.arraycopy(t, 0, t, 0, -1));
        show(() -> System.arraycopy(t, 0, l, 0, 1));
        show(() -> System.arraycopy("x", 0, t, 0, 1));
        show(() -> System.arraycopy(t, 0, new Object(), 0, 1));
        show(() -> System.arraycopy(mixed, 1, target, 9, 1));
        show(() -> System.arraycopy(mixed, 0, t, 0, 1));
        show(() -> System.out.println(t[6]));
        show(() -> System.out.println(t[-1]));
        show(() -> t[Integer.MIN_VALUE] = 1);
        show(() -> System.out.println(new byte[0][0].length));
        show(() -> System.out.println(new int[-1].length));
        show(() -> System.out.println(new int[2][-5].length));
        show(() -> System.out.println(new String[-3].length));
        show(() -> ((Object[]) target)[0] = 1);
        show(() -> ((Object[]) new Integer[1][1])[0] = new String[1]);
        show(() -> ((Number[]) new Integer[1])[0] = 1.5);
        System.out.println(m[2].length + " " + args.length + " " + new double[7].length);
        char[] sorted = "hello world".toCharArray();
        Arrays.sort(sorted);
        System.out.println(new String(sorted).trim() + " " + Arrays.binarySearch(sorted, 'w') + " " + Arrays.hashCode(t)
            + " " + Arrays.equals(t, t.clone()) + " " + Arrays.mismatch(t, new int[] {3, 4, 0}) + " " + Arrays.asList(1, 2, 3)
            + Arrays.toString(Arrays.copyOfRange(t, 1, 9)) + Arrays.toString(Arrays.copyOf(target, 2)));
        int[] filled = new int[20];
        Arrays.fill(filled, 3, 9, 4);
        Arrays.setAll(filled, k -> filled[k] + k);
        System.out.println(Arrays.stream(filled).sum());
    }
}
