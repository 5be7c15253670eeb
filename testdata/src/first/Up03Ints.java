/** Bring-up: int arithmetic, no concatenation. */
public class Up03Ints {
    static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

    static int gcd(int a, int b) {
        while (b != 0) {
            int r = a % b;
            a = b;
            b = r;
        }
        return a;
    }

    static int collatz(int n) {
        int steps = 0;
        for (; n != 1; steps++) n = (n & 1) == 0 ? n / 2 : 3 * n + 1;
        return steps;
    }

    public static void main(String[] args) {
        System.out.println(fib(20));
        System.out.println(gcd(1071, 462));
        System.out.println(collatz(27));
        int sum = 0;
        for (int i = 0; i < 100000; i++) {
            sum += i;
            if (i % 7 == 3) continue;
            sum ^= i << (i & 15);
        }
        System.out.println(sum);
        int x = 10;
        x += 5; x -= 3; x *= 7; x /= 4; x %= 11; x <<= 3; x >>= 1; x >>>= 1; x |= 64; x &= 127; x ^= 85;
        System.out.println(x);
        System.out.println(x++ + ++x);
    }
}
