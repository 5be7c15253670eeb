import java.util.*;

/** String, builder, array and number methods with many random and edge-case arguments: the digest and every exception must be the library's. */
public class FastPaths {
    static long digest = 17;
    static int shown;
    static void add(Object o) {
        digest = digest * 1000003 + (o == null ? 0 : o instanceof Number n ? Double.doubleToLongBits(n.doubleValue()) ^ n.longValue() : o.toString().hashCode());
    }
    interface Body { Object run(); }
    static void t(Body b) {
        try {
            add(b.run());
        } catch (RuntimeException e) {
            add(e.toString());
            if (shown++ < 40) {
                StackTraceElement s = e.getStackTrace()[0];
                System.out.println(e + " at " + s);
            }
        }
    }
    static void section(String name) {
        System.out.println(name + " " + Long.toHexString(digest));
    }
    public static void main(String[] args) {
        Random r = new Random(42);
        String[] pool = new String[60];
        for (int i = 0; i < pool.length; i++) {
            StringBuilder sb = new StringBuilder();
            int n = r.nextInt(20), kind = i % 4;
            for (int k = 0; k < n; k++)
                sb.append(kind == 0 ? (char) ('a' + r.nextInt(3)) : kind == 1 ? (char) r.nextInt(256) : kind == 2 ? (char) r.nextInt(0x10000) : k == n - 1 ? '\u4e2d' : (char) ('a' + r.nextInt(2)));
            pool[i] = sb.toString();
        }
        pool[0] = ""; pool[1] = "a"; pool[2] = "\u00ff"; pool[3] = "\u0100"; pool[4] = "ab"; pool[5] = "\ud83d\ude00x";
        for (String a : pool) {
            add(a.hashCode()); add(a.length()); add(a.isEmpty()); add(a.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1).length);
            add(Arrays.hashCode(a.getBytes(java.nio.charset.StandardCharsets.UTF_8))); add(Arrays.hashCode(a.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            add(Arrays.hashCode(a.getBytes(java.nio.charset.StandardCharsets.UTF_16))); add(a.toUpperCase(Locale.ROOT)); add(a.trim()); add(a.strip());
            add(new String(a.toCharArray())); add(new String(a.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), java.nio.charset.StandardCharsets.ISO_8859_1));
            for (int i = -1; i <= a.length() + 1; i++) {
                int at = i;
                t(() -> (int) a.charAt(at));
                t(() -> a.substring(at));
                t(() -> a.codePointAt(at));
                t(() -> a.indexOf('b', at) + " " + a.lastIndexOf('a', at) + " " + a.indexOf(0x4e2d, at) + " " + a.indexOf(0x1F600, at) + " " + a.indexOf(-1, at) + " " + a.indexOf("b", at) + " " + a.lastIndexOf("ab", at));
                t(() -> { char[] c = new char[4]; a.getChars(at, Math.min(at + 2, a.length()), c, 1); return new String(c); });
            }
            for (String b : pool) {
                add(a.equals(b)); add(a.compareTo(b)); add(a.indexOf(b)); add(a.lastIndexOf(b)); add(a.startsWith(b)); add(a.endsWith(b)); add(a.contains(b));
                add(a.equalsIgnoreCase(b)); add(a.concat(b).hashCode()); add(a.regionMatches(0, b, 0, 2)); add((a + b).indexOf(b)); add(a.startsWith(b, 1)); add(a.contentEquals(new StringBuilder(b)));
                add((a + b).replace(b, "<>"));
            }
        }
        section("strings");
        String nothing = null;
        t(() -> "x".compareTo(nothing));
        t(() -> "x".startsWith(nothing));
        t(() -> "x".indexOf(nothing));
        t(() -> "x".equals(nothing));
        t(() -> "x".concat(nothing));
        t(() -> new StringBuilder("abc").charAt(3));
        t(() -> new StringBuilder("abc").charAt(-1));
        t(() -> new StringBuilder("ab\u1234").charAt(3));
        t(() -> new StringBuilder().append(nothing).append((Object) null).toString());
        t(() -> new String(new char[] {'a', 'b'}, 1, 2));
        t(() -> new String(new byte[] {1, 2}, 0, -1, 1));
        section("string errors");
        for (int round = 0; round < 200; round++) {
            StringBuilder sb = new StringBuilder(r.nextInt(8));
            for (int k = 0; k < 12; k++) {
                switch (r.nextInt(8)) {
                case 0 -> sb.append(pool[r.nextInt(pool.length)]);
                case 1 -> sb.append((char) r.nextInt(r.nextBoolean() ? 128 : 0x10000));
                case 2 -> sb.append(r.nextInt() >> r.nextInt(32));
                case 3 -> sb.append(r.nextLong() >> r.nextInt(64));
                case 4 -> sb.append(Integer.MIN_VALUE).append(Long.MIN_VALUE).append(0).append(0L).append(-1);
                case 5 -> sb.append(r.nextBoolean()).append(r.nextFloat());
                case 6 -> sb.setLength(Math.max(0, sb.length() - 3));
                default -> sb.insert(r.nextInt(sb.length() + 1), "in\u00e9");
                }
            }
            add(sb.toString()); add(sb.reverse().toString()); add(sb.length()); add(sb.indexOf("in"));
            if (sb.length() > 0)
                add((int) sb.charAt(r.nextInt(sb.length())));
        }
        section("builders");
        for (int n = 0; n < 40; n++) {
            byte[] b1 = new byte[n], b2 = new byte[n]; int[] i1 = new int[n], i2 = new int[n]; char[] c1 = new char[n]; long[] l1 = new long[n]; double[] d1 = new double[n]; boolean[] z1 = new boolean[n]; short[] s1 = new short[n]; float[] f1 = new float[n];
            r.nextBytes(b1); System.arraycopy(b1, 0, b2, 0, n);
            for (int i = 0; i < n; i++) { i1[i] = i2[i] = r.nextInt(); c1[i] = (char) r.nextInt(); l1[i] = r.nextLong(); d1[i] = r.nextGaussian(); z1[i] = r.nextBoolean(); s1[i] = (short) r.nextInt(); f1[i] = r.nextFloat(); }
            add(Arrays.equals(b1, b2)); add(Arrays.mismatch(b1, b2)); add(Arrays.compare(i1, i2));
            if (n > 0) {
                int at = r.nextInt(n);
                b2[at]++; i2[at] ^= 1 << r.nextInt(32);
            }
            add(Arrays.equals(b1, b2)); add(Arrays.mismatch(b1, b2)); add(Arrays.compare(b1, b2)); add(Arrays.compareUnsigned(b1, b2)); add(Arrays.equals(i1, i2)); add(Arrays.mismatch(i1, i2));
            add(Arrays.hashCode(b1)); add(Arrays.hashCode(i1)); add(Arrays.equals(c1, c1.clone())); add(Arrays.equals(l1, l1.clone())); add(Arrays.equals(d1, d1.clone())); add(Arrays.equals(z1, z1.clone())); add(Arrays.equals(s1, s1.clone()));
            for (int m : new int[] {0, 1, n / 2, n, n + 5}) {
                add(Arrays.toString(Arrays.copyOf(b1, m))); add(Arrays.toString(Arrays.copyOf(i1, m))); add(Arrays.toString(Arrays.copyOf(c1, m))); add(Arrays.toString(Arrays.copyOf(l1, m))); add(Arrays.toString(Arrays.copyOf(d1, m)));
                add(Arrays.toString(Arrays.copyOf(z1, m))); add(Arrays.toString(Arrays.copyOf(s1, m))); add(Arrays.toString(Arrays.copyOf(f1, m)));
                int from = Math.min(m, n);
                add(Arrays.toString(Arrays.copyOfRange(b1, from, from + 4))); add(Arrays.toString(Arrays.copyOfRange(l1, from, n))); add(Arrays.toString(Arrays.copyOfRange(c1, from, from + m))); add(Arrays.toString(Arrays.copyOfRange(f1, from, n + 1)));
            }
        }
        section("arrays");
        byte[] none = null;
        t(() -> Arrays.copyOf(new byte[2], -1));
        t(() -> Arrays.copyOf(none, 1));
        t(() -> Arrays.copyOfRange(new int[3], 2, 1));
        t(() -> Arrays.copyOfRange(new int[3], 4, 5));
        t(() -> Arrays.copyOfRange(new char[3], -1, 1));
        t(() -> Arrays.copyOfRange(none, 0, 0));
        t(() -> Arrays.equals(none, none) + " " + Arrays.equals(none, new byte[0]) + " " + Arrays.hashCode(none));
        t(() -> { System.arraycopy(new int[2], 0, new long[2], 0, 1); return 0; });
        t(() -> { System.arraycopy(new int[2], 1, new int[2], 0, 2); return 0; });
        t(() -> { System.arraycopy(null, 1, new int[2], 0, 2); return 0; });
        t(() -> { System.arraycopy("x", 1, new int[2], 0, 2); return 0; });
        t(() -> { System.arraycopy(new Object[] {"x", 1}, 0, new String[2], 0, 2); return 0; });
        section("array errors");
        int[] ints = {0, 1, -1, 2, 3, 7, 8, 255, 256, 65535, 65536, 0x7fffffff, 0x80000000, 0x12345678, -2, 100};
        long[] longs = {0, 1, -1, 2, 1L << 31, 1L << 32, 1L << 62, Long.MIN_VALUE, Long.MAX_VALUE, 0x123456789abcdefL, -77};
        for (int i : ints) {
            add(Integer.bitCount(i)); add(Integer.numberOfLeadingZeros(i)); add(Integer.numberOfTrailingZeros(i)); add(Integer.reverse(i)); add(Integer.reverseBytes(i)); add(Integer.highestOneBit(i)); add(Integer.lowestOneBit(i));
            add(Integer.toString(i)); add(Integer.toHexString(i)); add(Integer.rotateLeft(i, 5)); add(Float.floatToRawIntBits(Float.intBitsToFloat(i))); add(Float.floatToIntBits(i)); add(Short.reverseBytes((short) i)); add(Integer.divideUnsigned(i, 3)); add(Integer.compareUnsigned(i, 5));
        }
        for (long l : longs) {
            add(Long.bitCount(l)); add(Long.numberOfLeadingZeros(l)); add(Long.numberOfTrailingZeros(l)); add(Long.reverse(l)); add(Long.reverseBytes(l)); add(Long.highestOneBit(l)); add(Long.toString(l)); add(Double.doubleToRawLongBits(Double.longBitsToDouble(l)));
            for (long m : longs) { add(Math.multiplyHigh(l, m)); add(l == 0 ? 0 : Long.remainderUnsigned(m, l)); }
        }
        add(Float.floatToIntBits(Float.intBitsToFloat(0x7fc12345))); add(Float.floatToRawIntBits(Float.intBitsToFloat(0x7fc12345))); add(Double.doubleToLongBits(Double.longBitsToDouble(0x7ff8000000001234L)));
        double[] ds = {0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, 1e300, -1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 4503599627370497.5, 0.49999999999999994, Double.MIN_VALUE};
        for (double d : ds) {
            add(Double.doubleToLongBits(Math.sqrt(d))); add(Double.doubleToLongBits(Math.floor(d))); add(Double.doubleToLongBits(Math.ceil(d))); add(Double.doubleToLongBits(Math.rint(d))); add(Math.round(d)); add(Double.doubleToLongBits(StrictMath.rint(d)));
            for (double e : ds) { add(Double.doubleToLongBits(Math.fma(d, e, 0.1))); add(Float.floatToIntBits(Math.fma((float) d, (float) e, 0.1f))); add(Double.doubleToLongBits(Math.max(d, e))); }
        }
        section("numbers");
        Class<?>[] classes = {Object.class, int.class, void.class, int[].class, String[][].class, Runnable.class, Override.class, Thread.State.class, Map.Entry.class, Integer.class, Comparable.class, Cloneable.class, Number.class};
        for (Class<?> a : classes) {
            add(a.isArray() + " " + a.isInterface() + " " + a.isPrimitive() + " " + a.isHidden() + " " + a.getSuperclass() + " " + a.getModifiers() + " " + a.isInstance("s") + a.isInstance(null) + a.isInstance(new int[0]) + a.isInstance(new String[0][0]));
            for (Class<?> b : classes)
                add(a.isAssignableFrom(b));
            t(() -> a.isAssignableFrom(null));
            t(() -> java.lang.reflect.Array.newInstance(a, 2).getClass());
        }
        t(() -> java.lang.reflect.Array.newInstance(int.class, -2));
        t(() -> java.lang.reflect.Array.newInstance(null, 1));
        t(() -> java.lang.reflect.Array.getLength("x"));
        t(() -> java.lang.reflect.Array.getLength(null));
        section("classes");
        StringBuilder big = new StringBuilder();
        for (int i = 0; i < 30000; i++) {
            big.append("item ").append(i).append(',').append((char) ('a' + i % 26));
            if (i == 15000)
                big.append('\u20ac');
        }
        int commas = 0;
        for (int i = 0; i < big.length(); i++)
            commas += big.charAt(i) == ',' ? 1 : 0;
        String s = big.toString();
        for (int i = 0; i < s.length(); i++)
            commas += s.charAt(i) == ',' ? 1 : 0;
        System.out.println(commas + " " + s.hashCode());
    }
}
