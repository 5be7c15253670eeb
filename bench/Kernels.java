// SPDX-License-Identifier: MIT
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/**
 * Kernels for interpreters: each does one thing, has a result that all VMs must agree on, and a size that takes HotSpot 17's
 * -Xint a few tenths of a second at most.
 *
 * <p>Kernels [-n DIVISOR] [NAME...] prints, a line each: name, result, nanoseconds of CPU time of this thread, after a short
 * warm-up run. DIVISOR makes the work smaller.
 */
public class Kernels {
    interface Kernel {
        long run(int n);
    }

    record Row(String name, int size, Kernel kernel) {}

    static final Row[] ROWS = {
        new Row("fib", 29, Kernels::fib),
        new Row("calls", 1_500_000, Kernels::calls),
        new Row("nested", 3000, Kernels::nested),
        new Row("sieve", 4_000_000, Kernels::sieve),
        new Row("matrix", 200, Kernels::matrix),
        new Row("long", 7_000_000, Kernels::longs),
        new Row("double", 4_000_000, Kernels::doubles),
        new Row("hash", 8_000_000, Kernels::hashing),
        new Row("fields", 1_500_000, Kernels::fields),
        new Row("mono", 2_500_000, n -> virtual(n, 1)),
        new Row("bi", 2_500_000, n -> virtual(n, 2)),
        new Row("mega", 2_500_000, n -> virtual(n, 6)),
        new Row("iface", 2_500_000, n -> interfaces(n, 1)),
        new Row("iface-mega", 2_500_000, n -> interfaces(n, 6)),
        new Row("scheduler", 300_000, Kernels::scheduler),
        new Row("casts", 3_000_000, Kernels::casts),
        new Row("switch", 8_000_000, Kernels::switches),
        new Row("alloc", 1_200_000, Kernels::allocation),
        new Row("trees", 15, Kernels::trees),
        new Row("lock", 2_000_000, Kernels::locking),
        new Row("throw", 300_000, Kernels::exceptions),
        new Row("throw-new", 120_000, Kernels::freshExceptions),
        new Row("string", 100_000, Kernels::strings),
        new Row("builder", 160_000, Kernels::builder),
        new Row("concat", 60_000, Kernels::concat),
        new Row("sort", 300_000, Kernels::sort),
        new Row("sort-cmp", 40_000, Kernels::sortComparator),
        new Row("list", 400_000, Kernels::lists),
        new Row("hashmap", 90_000, Kernels::hashMaps),
        new Row("treemap", 50_000, Kernels::treeMaps),
        new Row("lambda", 1_800_000, Kernels::lambdas),
        new Row("streams", 300_000, Kernels::streams),
        new Row("bytecode", 6_000_000, Kernels::machine),
        new Row("sha", 10_000, Kernels::digest),
        new Row("bigint", 4_000, Kernels::bigNumbers),
        new Row("scan", 4_000, Kernels::scan),
        new Row("visitor", 2_000, Kernels::visitors),
    };

    // ---- calls ----

    static long fib(int n) {
        return fibonacci(n);
    }

    static int fibonacci(int n) {
        return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    static int clamp(int x, int low, int high) {
        return x < low ? low : Math.min(x, high);
    }

    static long calls(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += clamp(i & 255, 10, 200);
            if ((i & 7) == 0) sum += gcd(i, 360);
        }
        return sum;
    }

    // ---- arithmetic and arrays ----

    static long nested(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int a = i & 15, b = j, c = i ^ j;
                sum += b * b - 4 * a * c;
            }
        }
        return sum;
    }

    static long sieve(int n) {
        boolean[] composite = new boolean[n];
        int count = 0;
        for (int i = 2; i < n; i++) {
            if (composite[i]) continue;
            count++;
            for (int j = i + i; j < n; j += i) composite[j] = true;
        }
        return count;
    }

    static long matrix(int n) {
        double[][] a = new double[n][n], b = new double[n][n], c = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = i + j;
                b[i][j] = i - j;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) sum += a[i][k] * b[k][j];
                c[i][j] = sum;
            }
        }
        double trace = 0;
        for (int i = 0; i < n; i++) trace += c[i][i] * i;
        return (long) trace;
    }

    static long longs(int n) {
        long x = 42, sum = 0;
        for (int i = 0; i < n; i++) {
            x = x * 6364136223846793005L + 1442695040888963407L;
            sum ^= x >>> 33;
            sum += x & 0xff;
        }
        return sum;
    }

    static long doubles(int n) {
        double x = 0.5, y = 0.25, sum = 0;
        for (int i = 0; i < n; i++) {
            double r = x * x - y * y + 0.3, s = 2 * x * y - 0.1;
            x = r > 2 || r < -2 ? 0.5 : r;
            y = s > 2 || s < -2 ? 0.25 : s;
            sum += x / (1 + y * y);
        }
        return (long) (sum * 1000);
    }

    static long hashing(int n) {
        char[] chars = new char[4096];
        byte[] bytes = new byte[4096];
        for (int i = 0; i < 4096; i++) {
            chars[i] = (char) (i * 31);
            bytes[i] = (byte) (i * 17);
        }
        int h = 0, f = 0x811c9dc5;
        for (int i = 0; i < n; i++) {
            h = 31 * h + chars[i & 4095];
            f ^= bytes[i & 4095] & 0xff;
            f *= 16777619;
        }
        return h ^ f;
    }

    // ---- objects ----

    static final class Account {
        private int last;
        private long sum;
        private Account next;

        int add(int v) {
            last += v;
            sum += last;
            return last;
        }

        int last() {
            return last;
        }

        Account next() {
            return next;
        }
    }

    static long fields(int n) {
        Account a = new Account(), b = new Account();
        a.next = b;
        b.next = a;
        int x = 0;
        for (int i = 0; i < n; i++) {
            x += a.add(i);
            x ^= a.last();
            a = a.next();
        }
        return x + a.sum;
    }

    interface Measured {
        int measure(int k);
    }

    abstract static class Shape implements Measured {
        final int w;

        Shape(int w) {
            this.w = w;
        }

        abstract int area(int k);

        public int measure(int k) {
            return w ^ k;
        }
    }

    static final class Square extends Shape {
        Square(int w) {
            super(w);
        }

        int area(int k) {
            return w * k;
        }
    }

    static final class Triangle extends Shape {
        Triangle(int w) {
            super(w);
        }

        int area(int k) {
            return (w * k) >> 1;
        }

        public int measure(int k) {
            return w + k;
        }
    }

    static class Circle extends Shape {
        Circle(int w) {
            super(w);
        }

        int area(int k) {
            return w * k * 3;
        }
    }

    static final class Ring extends Circle {
        Ring(int w) {
            super(w);
        }

        int area(int k) {
            return super.area(k) - k;
        }

        public int measure(int k) {
            return w - k;
        }
    }

    static final class Line extends Shape {
        Line(int w) {
            super(w);
        }

        int area(int k) {
            return k & 1;
        }
    }

    static final class Dot extends Shape {
        Dot(int w) {
            super(w);
        }

        int area(int k) {
            return 1;
        }

        public int measure(int k) {
            return 0;
        }
    }

    static Shape[] shapes(int kinds) {
        Shape[] shapes = new Shape[64];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = switch ((i * 7 + i / 5) % kinds) {
                case 0 -> new Square(i);
                case 1 -> new Triangle(i);
                case 2 -> new Circle(i);
                case 3 -> new Ring(i);
                case 4 -> new Line(i);
                default -> new Dot(i);
            };
        }
        return shapes;
    }

    /** What a scheduler's loop runs: each job knows the next one of a ring, and hands on what it has worked on. */
    abstract static class Job {
        Job next;
        int pending, done;

        abstract Job step(int x);

        boolean isReady() {
            return pending > 0;
        }

        Job hand(int x) {
            next.pending += x & 1;
            done++;
            return next;
        }
    }

    static final class Source extends Job {
        @Override
        Job step(int x) {
            pending = 2;
            return hand(x | 1);
        }
    }

    static class Stage extends Job {
        @Override
        Job step(int x) {
            pending--;
            return hand(convert(x));
        }

        int convert(int x) {
            return x + done;
        }
    }

    static final class Filter extends Stage {
        @Override
        int convert(int x) {
            return x ^ pending;
        }
    }

    static final class Sink extends Job {
        @Override
        Job step(int x) {
            done += pending;
            pending = 0;
            return next;
        }
    }

    static long scheduler(int n) {
        Job[] jobs = {new Source(), new Stage(), new Filter(), new Stage(), new Filter(), new Sink()};
        for (int i = 0; i < jobs.length; i++) jobs[i].next = jobs[(i + 1) % jobs.length];
        Job job = jobs[0];
        job.pending = 1;
        for (int i = 0; i < n * 8; i++) job = job.isReady() ? job.step(i) : job.next;
        long sum = 0;
        for (Job each : jobs) sum = sum * 31 + each.done;
        return sum;
    }

    static long virtual(int n, int kinds) {
        Shape[] shapes = shapes(kinds);
        int sum = 0;
        for (int i = 0; i < n; i++) sum += shapes[i & 63].area(i);
        return sum;
    }

    static long interfaces(int n, int kinds) {
        Measured[] shapes = shapes(kinds);
        int sum = 0;
        for (int i = 0; i < n; i++) sum += shapes[i & 63].measure(i);
        return sum;
    }

    static long casts(int n) {
        Object[] objects = Arrays.copyOf(shapes(6), 64, Object[].class);
        objects[5] = "text";
        objects[9] = 9;
        Object[] copy = new Measured[64];
        int sum = 0;
        for (int i = 0; i < n; i++) {
            Object o = objects[i & 63];
            if (o instanceof Measured m) {
                copy[i & 63] = m;
                sum++;
            }
            if (o instanceof Circle c) sum += c.w;
            if (o instanceof Comparable) sum ^= i;
        }
        return sum;
    }

    static long switches(int n) {
        int sum = 0, state = 0;
        for (int i = 0; i < n; i++) {
            switch (state) {
                case 0: sum += i; state = i & 3; break;
                case 1: sum ^= i; state = 4; break;
                case 2: sum -= 3; state = 5; break;
                case 3: sum <<= 1; state = 6; break;
                case 4: sum += 7; state = 2; break;
                case 5: sum ^= 0x55; state = 0; break;
                default: sum++; state = 0; break;
            }
            switch (sum & 1023) {
                case 1: case 100: sum++; break;
                case 333: sum += 2; break;
                case 1000: sum += 3; break;
            }
        }
        return sum;
    }

    static final class Node {
        final int value;
        final Node left, right;

        Node(int value, Node left, Node right) {
            this.value = value;
            this.left = left;
            this.right = right;
        }

        int sum() {
            return value + (left == null ? 0 : left.sum()) + (right == null ? 0 : right.sum());
        }
    }

    static long allocation(int n) {
        Node last = null;
        int sum = 0;
        for (int i = 0; i < n; i++) {
            last = new Node(i, (i & 15) == 0 ? null : last, null);
            int[] a = new int[i & 7];
            sum += a.length + last.value;
        }
        return sum + last.sum();
    }

    static Node tree(int depth) {
        return depth == 0 ? new Node(1, null, null) : new Node(depth, tree(depth - 1), tree(depth - 1));
    }

    static long trees(int n) {
        long sum = 0;
        for (int i = 0; i < 10; i++) sum += tree(n).sum();
        return sum;
    }

    static final class Counter {
        private int count;

        synchronized void increment() {
            count++;
        }
    }

    static long locking(int n) {
        Counter counter = new Counter();
        Object lock = new Object();
        int sum = 0;
        for (int i = 0; i < n; i++) {
            counter.increment();
            synchronized (lock) {
                sum += i;
            }
        }
        return sum + counter.count;
    }

    // ---- exceptions ----

    static final class Stop extends RuntimeException {
        static final Stop STOP = new Stop();

        Stop() {
            super(null, null, false, false);
        }
    }

    static int descend(int n) {
        if (n == 0) throw Stop.STOP;
        return descend(n - 1) + 1;
    }

    static long exceptions(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            try {
                sum += descend(i & 7);
            } catch (IllegalStateException e) {
                sum += 1000;
            } catch (Stop e) {
                sum += i & 7;
            }
        }
        return sum;
    }

    static long freshExceptions(int n) {
        int sum = 0;
        int[] array = new int[4];
        for (int i = 0; i < n; i++) {
            try {
                sum += array[i & 7];
                if ((i & 7) == 3) throw new IllegalStateException("three");
            } catch (ArrayIndexOutOfBoundsException e) {
                sum += 3;
            } catch (RuntimeException e) {
                sum += e.getMessage().length();
            }
        }
        return sum;
    }

    // ---- strings ----

    static long strings(int n) {
        String text = "The quick brown fox jumps over the lazy dog";
        int sum = 0;
        for (int i = 0; i < n; i++) {
            int at = i % 30;
            String part = text.substring(at, at + 10);
            sum += part.hashCode() + text.indexOf(part) + part.length();
            if (part.equals("brown fox ")) sum++;
            if (part.compareTo("m") < 0) sum += part.charAt(3);
        }
        return sum;
    }

    static long builder(int n) {
        int sum = 0;
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < n; i++) {
            b.append("x=").append(i).append(',').append((char) ('a' + i % 26));
            if ((i & 31) == 31) {
                sum += b.toString().hashCode();
                b.setLength(0);
            }
        }
        return sum + b.length();
    }

    static long concat(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            String s = "item " + i + ": " + (i * 31L) + '/' + (i & 1) + "!";
            sum += s.length();
        }
        return sum;
    }

    // ---- collections and lambdas ----

    static int[] numbers(int n) {
        int[] numbers = new int[n];
        int x = 12345;
        for (int i = 0; i < n; i++) {
            x = x * 1103515245 + 12345;
            numbers[i] = x >>> 8;
        }
        return numbers;
    }

    static long sort(int n) {
        int[] numbers = numbers(n);
        Arrays.sort(numbers);
        return numbers[n / 2] + numbers[n / 3];
    }

    static long sortComparator(int n) {
        Integer[] boxed = new Integer[n];
        int[] numbers = numbers(n);
        for (int i = 0; i < n; i++) boxed[i] = numbers[i];
        Arrays.sort(boxed, (a, b) -> Integer.compare(b, a));
        return boxed[n / 2] + boxed[n / 3];
    }

    static long lists(int n) {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < n; i++) list.add(i & 127);
        long sum = 0;
        for (int x : list) sum += x;
        for (int i = 0; i < list.size(); i += 3) sum -= list.get(i);
        return sum;
    }

    static long hashMaps(int n) {
        HashMap<Integer, Integer> map = new HashMap<>();
        int[] numbers = numbers(n);
        for (int x : numbers) map.merge(x & 0xfff, 1, Integer::sum);
        long sum = 0;
        for (int x : numbers) {
            Integer count = map.get(x & 0x1fff);
            if (count != null) sum += count;
        }
        for (var e : map.entrySet()) sum += e.getKey() ^ e.getValue();
        return sum;
    }

    static long treeMaps(int n) {
        TreeMap<String, Integer> map = new TreeMap<>();
        int[] numbers = numbers(n);
        String[] keys = new String[256];
        for (int i = 0; i < keys.length; i++) keys[i] = "key" + (i * 37 & 255);
        long sum = 0;
        for (int x : numbers) {
            Integer before = map.put(keys[x & 255], x & 7);
            if (before != null) sum += before;
        }
        return sum + map.size();
    }

    static int fold(int n, IntBinaryOperator operator) {
        int value = 1;
        for (int i = 0; i < n; i++) value = operator.applyAsInt(value, i);
        return value;
    }

    static long lambdas(int n) {
        int captured = n & 3;
        return fold(n / 2, (a, b) -> a + b * captured) + fold(n / 2, Math::max);
    }

    static long streams(int n) {
        return IntStream.range(0, n).filter(i -> (i & 1) == 0).mapToObj(i -> i & 63).map(i -> i + 1).mapToInt(Integer::intValue).sum();
    }

    // ---- a small stack machine: what interpreters written in Java look like ----

    static long machine(int n) {
        byte[] code = {0, 1, 2, 3, 4, 1, 5, 6};
        int[] stack = new int[16];
        int sp = 0, x = 0, steps = 0;
        long sum = 0;
        while (steps < n) {
            for (int pc = 0; pc < code.length; pc++) {
                steps++;
                switch (code[pc]) {
                    case 0 -> stack[sp++] = x;
                    case 1 -> stack[sp++] = steps;
                    case 2 -> {
                        sp--;
                        stack[sp - 1] += stack[sp];
                    }
                    case 3 -> stack[sp - 1] ^= 0x5555;
                    case 4 -> {
                        stack[sp] = stack[sp - 1];
                        sp++;
                    }
                    case 5 -> {
                        sp--;
                        stack[sp - 1] -= stack[sp];
                    }
                    case 6 -> {
                        while (sp > 0) sum += stack[--sp];
                        x++;
                    }
                    default -> throw new IllegalStateException();
                }
            }
        }
        return sum;
    }

    // ---- a digest in Java: additions, rotations, exclusive ors ----

    static void compress(int[] state, int[] w) {
        for (int t = 16; t < 64; t++) {
            int x = w[t - 15], y = w[t - 2];
            int s0 = Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ (x >>> 3);
            int s1 = Integer.rotateRight(y, 17) ^ Integer.rotateRight(y, 19) ^ (y >>> 10);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }
        int a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5];
        for (int t = 0; t < 64; t++) {
            int s1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ (e << 7 | e >>> 25);
            int t1 = f + s1 + ((e & d) ^ (~e & c)) + w[t] + t * 0x428a2f98;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + ((a & b) ^ (a & c) ^ (b & c)) + (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13));
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
    }

    static long digest(int n) {
        int[] state = {1, 2, 3, 4, 5, 6}, w = new int[64];
        for (int i = 0; i < n; i++) {
            w[i & 15] += i;
            compress(state, w);
        }
        return state[0] ^ state[5];
    }

    // ---- big numbers ----

    static long bigNumbers(int n) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE);
        BigInteger x = BigInteger.valueOf(0x123456789abcdefL).pow(8), sum = BigInteger.ZERO;
        BigDecimal amount = BigDecimal.ONE, rate = new BigDecimal("1.0375");
        for (int i = 0; i < n; i++) {
            x = x.multiply(x).add(BigInteger.valueOf(i)).mod(modulus);
            sum = sum.xor(x.shiftRight(i & 31));
            amount = amount.multiply(rate).setScale(10, RoundingMode.HALF_EVEN);
            if (amount.precision() > 40) amount = amount.divide(new BigDecimal("1e25"), 10, RoundingMode.HALF_UP);
        }
        return sum.longValue() ^ amount.unscaledValue().longValue();
    }

    // ---- text ----

    static long scan(int n) {
        String text = "int sum = a1 + 42 * (count - 7); // the rest \"of the line\" = 0x1f, name_2 << 3";
        int words = 0, numbers = 0, others = 0;
        for (int i = 0; i < n; i++) {
            int at = i & 7;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (Character.isJavaIdentifierStart(c)) {
                    int start = at;
                    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) at++;
                    words += at - start;
                } else if (c >= '0' && c <= '9') {
                    int value = 0;
                    while (at < text.length() && (c = text.charAt(at)) >= '0' && c <= '9') {
                        value = value * 10 + c - '0';
                        at++;
                    }
                    numbers += value;
                } else {
                    if (c != ' ') others = others * 31 + c;
                    at++;
                }
            }
        }
        return words + 31L * numbers + others;
    }

    // ---- a visitor ----

    interface Visitor<R> {
        R number(int value);

        R binary(char operator, Expression left, Expression right);

        R negation(Expression operand);
    }

    interface Expression {
        <R> R accept(Visitor<R> visitor);
    }

    record Number(int value) implements Expression {
        public <R> R accept(Visitor<R> visitor) {
            return visitor.number(value);
        }
    }

    record Binary(char operator, Expression left, Expression right) implements Expression {
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(operator, left, right);
        }
    }

    record Negation(Expression operand) implements Expression {
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negation(operand);
        }
    }

    static final class Evaluator implements Visitor<Integer> {
        public Integer number(int value) {
            return value;
        }

        public Integer binary(char operator, Expression left, Expression right) {
            int a = left.accept(this), b = right.accept(this);
            return switch (operator) {
                case '+' -> a + b;
                case '*' -> a * b;
                default -> a - b;
            };
        }

        public Integer negation(Expression operand) {
            return -operand.accept(this);
        }
    }

    static final class Depth implements Visitor<Integer> {
        public Integer number(int value) {
            return 1;
        }

        public Integer binary(char operator, Expression left, Expression right) {
            return 1 + Math.max(left.accept(this), right.accept(this));
        }

        public Integer negation(Expression operand) {
            return 1 + operand.accept(this);
        }
    }

    static Expression expression(int depth, int seed) {
        if (depth == 0) return new Number(seed & 15);
        if ((seed & 7) == 3) return new Negation(expression(depth - 1, seed * 5 + 1));
        return new Binary("+*-".charAt((seed >>> 3) % 3), expression(depth - 1, seed * 3 + 1), expression(depth - 1, seed * 7 + 2));
    }

    static long visitors(int n) {
        Expression expression = expression(7, 1);
        Evaluator evaluator = new Evaluator();
        Depth depth = new Depth();
        long sum = 0;
        for (int i = 0; i < n; i++) sum += expression.accept(evaluator) + expression.accept(depth) * i;
        return sum;
    }

    public static void main(String[] args) {
        int divisor = 1, first = 0;
        if (args.length > 1 && args[0].equals("-n")) {
            divisor = Integer.parseInt(args[1]);
            first = 2;
        }
        List<String> wanted = Arrays.asList(args).subList(first, args.length);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        for (Row row : ROWS) {
            if (!wanted.isEmpty() && !wanted.contains(row.name)) continue;
            boolean logarithmic = row.size < 50;
            row.kernel.run(logarithmic ? row.size / 2 : row.size / 50);
            int shift = 31 - Integer.numberOfLeadingZeros(divisor);
            int size = logarithmic ? row.size - shift : Math.max(row.size / divisor, 16);
            long start = clock.getCurrentThreadCpuTime();
            long result = row.kernel.run(size);
            System.out.println(row.name + " " + result + " " + (clock.getCurrentThreadCpuTime() - start));
        }
    }
}
