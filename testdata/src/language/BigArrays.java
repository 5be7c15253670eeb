import java.util.*;

/** Arrays: many dimensions, overlapping copies of every type and offset, clone, sort and search of all element types, fills, bounds and size failures. */
public class BigArrays {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    public static void main(String[] args) {
        int[][][] a = new int[3][4][];
        a[1][2] = new int[] {7};
        long[][] ragged = {{1}, {}, {2, 3}};
        System.out.println(a.length + " " + a[0].length + " " + a[0][0] + " " + a[1][2][0] + " " + Arrays.deepToString(ragged) + " "
            + new int[2][3].getClass().getName() + " " + a.getClass().getComponentType() + " " + new int[0][5].length);
        Object[] clone = a.clone();
        System.out.println((clone[1] == a[1]) + " " + clone.getClass().getTypeName());
        show("negative", () -> new int[3][-1]);
        show("null dimension", () -> {
            int[][] x = new int[2][];
            return x[1].length;
        });
        show("huge", () -> new long[Integer.MAX_VALUE]);
        show("store", () -> {
            Object[][] o = new String[1][1];
            o[0] = new Integer[1];
            return 0;
        });
        show("reflect", () -> java.lang.reflect.Array.newInstance(int.class, new int[256]));
        show("reflect void", () -> java.lang.reflect.Array.newInstance(void.class, 1));
        show("dims", () -> java.lang.reflect.Array.newInstance(String.class, 2, 3).getClass().getTypeName());
        int h = 0;
        Random r = new Random(5);
        for (int n = 0; n < 2000; n++) {
            int len = r.nextInt(40), s = r.nextInt(len + 1), d = r.nextInt(len + 1), c = Math.min(len - s, len - d);
            byte[] b = new byte[len];
            r.nextBytes(b);
            short[] sh = new short[len];
            char[] ch = new char[len];
            int[] in = new int[len];
            long[] lo = new long[len];
            float[] fl = new float[len];
            double[] dd = new double[len];
            boolean[] z = new boolean[len];
            Object[] o = new Object[len];
            for (int i = 0; i < len; i++) {
                sh[i] = b[i];
                ch[i] = (char) b[i];
                in[i] = b[i] * 3;
                lo[i] = b[i] * 5L;
                fl[i] = b[i];
                dd[i] = b[i] / 2.0;
                z[i] = b[i] > 0;
                o[i] = (int) b[i];
            }
            for (Object x : new Object[] {b, sh, ch, in, lo, fl, dd, z, o}) System.arraycopy(x, s, x, d, c);
            h = h * 31 + Arrays.hashCode(b) + Arrays.hashCode(sh) + Arrays.hashCode(ch) + Arrays.hashCode(in) + Arrays.hashCode(lo)
                + Arrays.hashCode(fl) + Arrays.hashCode(dd) + Arrays.hashCode(z) + Arrays.hashCode(o);
        }
        System.out.println(h);
        for (int n : new int[] {0, 1, 2, 47, 300, 4000})
            for (int kind = 0; kind < 4; kind++) {
                Random q = new Random(n);
                int[] in = new int[n];
                for (int i = 0; i < n; i++) in[i] = switch (kind) { case 0 -> q.nextInt(); case 1 -> i; case 2 -> -i; default -> q.nextInt(4); }; long[] lo = Arrays.stream(in).asLongStream().toArray(); double[] d = Arrays.stream(in).mapToDouble(x -> x % 5 == 0 ? -0.0 : x % 7 == 0 ? Double.NaN : x / 3.0).toArray();
                            float[] f = new float[n];
                            byte[] b = new byte[n];
                            char[] c = new char[n];
                            short[] s = new short[n];
                            Integer[] o = new Integer[n];
                            for (int i = 0; i < n; i++) {
                                f[i] = (float) d[i];
                                b[i] = (byte) in[i];
                                c[i] = (char) in[i];
                                s[i] = (short) in[i];
                                o[i] = in[i];
                            }
                            Arrays.sort(in);
                            Arrays.sort(lo);
                            Arrays.sort(d);
                            Arrays.sort(f);
                            Arrays.sort(b);
                            Arrays.sort(c);
                            Arrays.sort(s);
                            Arrays.sort(o, Comparator.comparing(x -> x & 0xff));
                            h = h * 31 + Arrays.hashCode(in) + Arrays.hashCode(lo) + Arrays.hashCode(d) + Arrays.hashCode(f)
                                + Arrays.hashCode(b) + Arrays.hashCode(c) + Arrays.hashCode(s) + Arrays.hashCode(o)
                                + Arrays.binarySearch(in, 2) + Arrays.binarySearch(d, Double.NaN);
                    }
                System.out.println(h);
                show("fill store", () -> {
                    Object[] o = new String[2];
                    Arrays.fill(o, 1);
                    return 0;
                });
                show("fill range", () -> {
                    Arrays.fill(new int[3], 2, 1, 0);
                    return 0;
                });
                show("copy type", () -> Arrays.toString(Arrays.copyOf(new Object[] {"a", "b"}, 3, String[].class)));
                show("copy bad", () -> Arrays.copyOf(new Object[] {1}, 1, String[].class));
                show("copy neg", () -> Arrays.copyOf(new int[1], -1));
                show("arraycopy type", () -> {
                    System.arraycopy(new int[1], 0, new long[1], 0, 1);
                    return 0;
                });
                show("arraycopy object", () -> {
                    System.arraycopy("x", 0, new long[1], 0, 1);
                    return 0;
                });
                show("arraycopy mixed", () -> {
                    System.arraycopy(new Object[1], 0, new int[1], 0, 1);
                    return 0;
                });
                show("arraycopy null", () -> {
                    System.arraycopy(null, 0, new int[1], 0, 1);
                    return 0;
                });
                show("sort null", () -> {
                    Arrays.sort(new String[] {"a", null});
                    return 0;
                });
                show("sort range", () -> {
                    Arrays.sort(new int[2], 1, 5);
                    return 0;
                });
                show("deep",
                    ()
                        -> Arrays.deepEquals(new Object[] {new int[] {1}, "x"}, new Object[] {new int[] {1}, "x"}) + " "
                        + Arrays.deepHashCode(new Object[] {new int[] {1}, null}) + " " + Arrays.equals((int[]) null, null));
                show("setAll", () -> {
                    int[] x = new int[4];
                    Arrays.setAll(x, i -> i * i);
                    return Arrays.toString(x) + Arrays.stream(x, 1, 3).sum() + Arrays.compare(x, new int[] {0, 2}) + Arrays.mismatch(x, x);
                });
            }
    }
