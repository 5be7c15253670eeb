// SPDX-License-Identifier: MIT
/**
 * Methods that call themselves: arguments that change places, of all types, in registers and beyond; what is live over the
 * call; frames of methods inside others in stack traces; exceptions through them. Run often enough to be compiled.
 */
public class RecursiveCalls {
    static int fibonacci(int n) {
        return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** All arguments move on by one place, in a circle. */
    static long turn(int n, int a, int b, int c, int d) {
        if (n == 0) return a * 1000L + b * 100 + c * 10 + d;
        return turn(n - 1, b, c, d, a) + n;
    }

    /** Two circles, and one that stays. */
    static long swap(int n, long a, long b, int c, int d, int e) {
        if (n == 0) return a * 31 + b * 17 + c * 7 + d * 3 + e;
        return swap(n - 1, b, a, d, c, e) ^ a;
    }

    static double mixed(int n, double x, long l, float f, double y) {
        if (n <= 0) return x - 2 * y + l + f;
        double below = mixed(n - 1, y, l + n, f / 2, x);
        return below + mixed(n - 2, x, n, (float) y, (double) l) / 4;
    }

    static int many(int n, int a, int b, int c, int d, int e, int f, int g, int h, int i, int j) {
        if (n == 0) return a - b + 2 * c - 3 * d + 5 * e - 7 * f + 11 * g - 13 * h + 17 * i - 19 * j;
        return many(n - 1, j, a, b, c, d, e, f, g, h, i) * 3 + a + j;
    }

    static String text(int n, String left, String right, Object other) {
        if (n == 0) return left + other + right;
        return text(n - 1, right, left, n % 3 == 0 ? left : other) + n % 10;
    }

    static int ackermann(int m, int n) {
        return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
    }

    static int deep(int n, int[] counts) {
        if (n == 0) throw new IllegalStateException("bottom");
        try {
            return deep(n - 1, counts) + 1;
        } finally {
            counts[n % counts.length]++;
        }
    }

    static int divide(int n, int by) {
        return n == 0 ? 100 / by : divide(n - 1, by) + 1;
    }

    static synchronized int locked(int n) {
        return n <= 1 ? 1 : locked(n - 1) + locked(n / 2);
    }

    int value;
    RecursiveCalls next;

    RecursiveCalls(int value, RecursiveCalls next) {
        this.value = value;
        this.next = next;
    }

    int sum(int scale) {
        return next == null ? value * scale : value * scale + next.sum(scale + 1);
    }

    static int length(RecursiveCalls list, int step) {
        return list.value < 0 ? step : 1 + length(list.next, step + 1);
    }

    static int even(int n) {
        return n == 0 ? 1 : odd(n - 1);
    }

    static int odd(int n) {
        return n == 0 ? 0 : even(n - 1);
    }

    static int height() {
        return new Throwable().getStackTrace().length;
    }

    static int heights(int n) {
        return n == 0 ? height() : heights(n - 1);
    }

    static void show(Throwable t) {
        System.out.println(t);
        StackTraceElement[] trace = t.getStackTrace();
        int run = 0;
        for (int i = 0; i < trace.length; i++) {
            run++;
            if (i + 1 < trace.length && trace[i + 1].equals(trace[i])) continue;
            System.out.println("    " + run + " " + trace[i]);
            run = 0;
        }
    }

    static long work(int round) {
        long sum = fibonacci(12) + gcd(round, 360) + turn(round & 7, 1, 2, 3, 4) + swap(round & 3, round, 5, 6, 7, 8);
        sum = sum * 31 + Double.doubleToLongBits(mixed(round & 3, 1.5, round, 0.25f, 7));
        sum = sum * 31 + many(round & 15, 1, 2, 3, 4, 5, 6, 7, 8, 9, round);
        sum = sum * 31 + text(round & 7, "l", "r", round).hashCode() + ackermann(2, 3) + divide(5, round + 1) + locked(9);
        RecursiveCalls list = new RecursiveCalls(-1, null);
        for (int i = 0; i < (round & 15); i++) list = new RecursiveCalls(i, list);
        sum = sum * 31 + list.sum(round) + length(list, 0) + even(round & 31);
        return sum * 31 + heights(round & 15) - heights(0);
    }

    public static void main(String[] arguments) {
        long sum = 0;
        for (int round = 0; round < 4000; round++) sum = sum * 7 + work(round);
        System.out.println(sum);
        int[] counts = new int[4];
        for (int round = 0; round < 300; round++) {
            try {
                deep(round % 10, counts);
            } catch (IllegalStateException expected) {
                counts[0] += expected.getStackTrace().length;
            }
        }
        System.out.println(counts[0] + " " + counts[1] + " " + counts[2] + " " + counts[3]);
        try {
            divide(10, 0);
        } catch (ArithmeticException expected) {
            show(expected);
        }
        try {
            length(new RecursiveCalls(1, new RecursiveCalls(2, new RecursiveCalls(3, null))), 0);
        } catch (NullPointerException expected) {
            show(expected);
        }
        try {
            deep(7, counts);
        } catch (IllegalStateException expected) {
            show(expected);
        }
        try {
            deep(9, new int[0]);
        } catch (ArithmeticException expected) {
            show(expected);
        }
        try {
            fibonacci(Integer.MAX_VALUE);
        } catch (StackOverflowError expected) {
            StackTraceElement[] trace = expected.getStackTrace();
            System.out.println(trace.length + " " + trace[0] + " " + trace[trace.length - 1]);
        }
    }
}
