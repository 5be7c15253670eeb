// SPDX-License-Identifier: MIT
import java.util.Arrays;

/**
 * What compiled code decides by itself and leaves out: class tests and what follows from them, stores into arrays of references,
 * new arrays, checks of null and of bounds, with the exception at the right iteration and all effects before it.
 */
public class CompiledChecks {
    interface Named {
        String name();
    }

    interface Sized extends Named {
        int size();
    }

    static class Base implements Named {
        int value = 1;

        public String name() {
            return "base";
        }
    }

    static class Middle extends Base implements Sized, Comparable<Base> {
        public int size() {
            return 2;
        }

        public int compareTo(Base other) {
            return value - other.value;
        }
    }

    static final class Leaf extends Middle {
        Leaf next;
        int[] data;

        Leaf(Leaf next, int... data) {
            this.next = next;
            this.data = data;
        }
    }

    static final Object[] THINGS = {
        null, new Base(), new Middle(), new Leaf(null), "text", 7, new int[2], new byte[3], new boolean[1], new String[1], new Object[1],
        new Base[1], new Leaf[1], new int[1][1], new Object[1][1], new Named[1], new Comparable[2], (Runnable) () -> {}
    };

    static int round;

    /** Messages at first only: java leaves them out where it has thrown often. */
    static String message(RuntimeException e, String otherwise) {
        return round < 3 ? e.getMessage() : otherwise;
    }

    static int tests(Object o) {
        int bits = 0;
        if (o instanceof Base) bits |= 1;
        if (o instanceof Middle) bits |= 2;
        if (o instanceof Leaf) bits |= 4;
        if (o instanceof Named) bits |= 8;
        if (!(o instanceof Sized)) bits |= 16;
        if (o instanceof Comparable) bits |= 32;
        if (o instanceof int[]) bits |= 64;
        if (!(o instanceof Object[])) bits |= 128;
        if (o instanceof Named[]) bits |= 256;
        if (o instanceof Object[][]) bits |= 512;
        if (o instanceof Cloneable) bits |= 1024;
        if (o instanceof String) bits |= 2048;
        boolean serial = o instanceof java.io.Serializable, number = o instanceof Number;
        if (serial != number) bits |= 4096;
        while (o instanceof Leaf leaf) o = leaf.next;
        return bits;
    }

    static String cast(Object o, int kind) {
        try {
            Object result = switch (kind) {
                case 0 -> (Base) o;
                case 1 -> (Leaf) o;
                case 2 -> (Sized) o;
                case 3 -> (Comparable<?>) o;
                case 4 -> (int[]) o;
                case 5 -> (Object[]) o;
                case 6 -> (Named[]) o;
                case 7 -> (String) o;
                default -> (Cloneable) o;
            };
            return result == o ? "y" : "?";
        } catch (ClassCastException e) {
            return message(e, "cannot be cast").contains("cannot be cast") ? "n" : "?";
        }
    }

    static String store(Object array, Object value) {
        Object[] objects = (Object[]) array;
        try {
            objects[0] = value;
            return objects[0] == value ? "y" : "?";
        } catch (ArrayStoreException e) {
            return message(e, value.getClass().getName()).equals(value.getClass().getName()) ? "n" : "?";
        } finally {
            objects[0] = null;
        }
    }

    static int lengths(int n) {
        int[] zero = new int[0], five = new int[5];
        byte[] bytes = new byte[n];
        char[] chars = new char[n + 1];
        long[] longs = new long[n * 3];
        Object[] objects = new Object[n];
        String[][] table = new String[n][];
        boolean[] flags = {true, false, true};
        Object[] few = {bytes, chars, null};
        int sum = zero.length + five.length + few.length;
        for (int i = 0; i < five.length; i++) sum += five[i]++;
        for (byte b : bytes) sum += b;
        for (long x : longs) sum += (int) x;
        for (int i = 0; i < n; i++) sum += objects[i] == null && table[i] == null ? 1 : 1000;
        if (bytes.length > 0) bytes[bytes.length - 1] = -1;
        if (longs.length > 0) longs[longs.length - 1] = -1;
        return sum + chars.length + (flags[0] && !flags[1] && flags[2] ? 1 : 100);
    }

    static String negative(int n) {
        try {
            return "" + new int[n].length + new Object[n].length;
        } catch (NegativeArraySizeException e) {
            return message(e, "negative");
        }
    }

    static void flag(boolean[] flags, int i, int value) {
        flags[i] = (value & 1) != 0;
        flags[i + 1] = true;
        flags[i + 2] = false;
    }

    /** The sum of what lies before the first index that fails; the array shows how far it came. */
    static int walk(int[] a, int from, int to, int step, int[] seen) {
        int sum = 0;
        try {
            for (int i = from; i < to; i += step) {
                seen[0]++;
                sum += a[i];
                a[i] += 1;
                if (a[i] == 100) a = new int[2];
                if (a[i] == 200) a = null;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            sum = sum * 31 + message(e, "").hashCode();
        } catch (NullPointerException e) {
            sum += 77777;
        }
        return sum;
    }

    static int whole(int[] a) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i];
        for (int i = 0; i < a.length; i++) {
            a[i]++;
            if (a[i] == 50) i++;
        }
        for (int i = a.length - 1; i >= 0; i--) sum ^= a[i];
        return sum;
    }

    static int changed(int[] a, int[] b) {
        int sum = 0;
        try {
            for (int i = 0; i < a.length; i++) {
                sum += a[i];
                if (i == 3) a = b;
                sum -= a[i];
            }
        } catch (RuntimeException e) {
            sum += e instanceof NullPointerException ? 1000000 : message(e, "").hashCode();
        }
        return sum;
    }

    static int overflow(int[] a, int from) {
        int count = 0;
        try {
            for (int i = from; i < Integer.MAX_VALUE; i += 0x20000000) {
                count++;
                if (i >= 0 && i < a.length) count += a[i];
                if (count > 20) break;
            }
            for (int i = Integer.MAX_VALUE - 2; i > 0; i++) count++;
            int i = from;
            do {
                count += a[i];
                i++;
            } while (i < a.length);
        } catch (ArrayIndexOutOfBoundsException e) {
            count = count * 31 + message(e, "").hashCode();
        }
        return count;
    }

    static int fields(Leaf leaf, int depth) {
        int sum = 0;
        try {
            for (int i = 0; i < depth; i++) {
                sum += leaf.value;
                leaf.value += i;
                sum ^= leaf.data[i & 1];
                leaf.data[i & 1] = sum;
                leaf = leaf.next;
            }
        } catch (NullPointerException e) {
            sum += 5;
        } catch (ArrayIndexOutOfBoundsException e) {
            sum += 9;
        }
        return sum;
    }

    public static void main(String[] args) {
        StringBuilder out = new StringBuilder();
        int hash = 0;
        for (; round < 1000; round++) {
            out.setLength(0);
            for (Object o : THINGS) out.append(tests(o)).append(' ');
            out.append('\n');
            for (Object o : THINGS) {
                for (int kind = 0; kind < 9; kind++) out.append(cast(o, kind));
                out.append(' ');
            }
            out.append('\n');
            for (Object array : THINGS) {
                if (!(array instanceof Object[])) continue;
                for (Object value : THINGS) out.append(store(array, value));
                out.append(' ');
            }
            out.append('\n');
            for (int n : new int[] {0, 1, 7, 8, 84, 85, 86, 300, 2031, 2032, 2033}) {
                if (n > 100 && round % 100 != 0) continue;
                hash = hash * 31 + lengths(n);
            }
            for (int n : new int[] {-1, Integer.MIN_VALUE, 3}) out.append(negative(n)).append(' ');
            boolean[] flags = new boolean[8];
            for (int i = 0; i < 6; i++) flag(flags, i, round + i);
            out.append(Arrays.toString(Arrays.copyOf(flags, 5 + (round & 1)))).append('\n');
            int[] seen = {0}, a = {5, 6, 7, 8, 99, 10, 11, 12}, b = {1, 199, 3, 4};
            out.append(walk(a, 0, 4, 1, seen)).append(' ').append(walk(a, 0, 8, 1, seen)).append(' ');
            out.append(walk(a, -1, 8, 1, seen)).append(' ').append(walk(b, 0, 8, 1, seen)).append(' ');
            out.append(walk(b, 0, 9, 3, seen)).append(' ').append(walk(null, 0, 9, 3, seen)).append(' ');
            out.append(walk(b, Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 1, seen)).append(' ').append(seen[0]).append('\n');
            out.append(whole(new int[0])).append(' ').append(whole(a)).append(' ').append(Arrays.toString(a)).append('\n');
            out.append(changed(a, b)).append(' ').append(changed(a, null)).append(' ').append(changed(b, a)).append(' ');
            out.append(overflow(b, 0)).append(' ').append(overflow(b, -5)).append(' ').append(overflow(b, 4)).append('\n');
            Leaf list = new Leaf(new Leaf(new Leaf(null, 4, 5), 6, 7), 8, 9);
            out.append(fields(list, 3)).append(' ').append(fields(list, 9)).append(' ').append(fields(new Leaf(list, 3), 9));
            hash = hash * 31 + out.toString().hashCode();
            if (round == 2) System.out.println(out);
        }
        System.out.println(out);
        System.out.println(hash);
    }
}
