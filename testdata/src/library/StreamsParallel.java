import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.stream.*;

/** Parallel streams give what sequential ones give: order, reduction, sorting, limits, collectors, exceptions, custom spliterators. */
public class StreamsParallel {
    static class Countdown extends Spliterators.AbstractSpliterator<Integer> {
        int n;
        Countdown(int n) {
            super(n, ORDERED | SIZED);
            this.n = n;
        }
        public boolean tryAdvance(Consumer<? super Integer> c) {
            if (n == 0) return false;
            c.accept(n--);
            return true;
        }
    }
    /** A task that fails in a worker is reported by a copy of the exception, with the original as its cause. */
    static Throwable root(Throwable e) { return e.getCause() == null ? e : root(e.getCause()); }
    public static void main(String[] args) throws Exception {
        int n = 30_000;
        int[] data = new Random(3).ints(n, 0, 1000).toArray();
        System.out.println(Arrays.stream(data).parallel().sum() == Arrays.stream(data).sum());
        System.out.println(Arrays.equals(Arrays.stream(data).parallel().sorted().toArray(), Arrays.stream(data).sorted().toArray()));
        System.out.println(IntStream.range(0, n)
                               .parallel()
                               .boxed()
                               .map(x -> x * 2)
                               .filter(x -> x % 3 == 0)
                               .toList()
                               .equals(IntStream.range(0, n).boxed().map(x -> x * 2).filter(x -> x % 3 == 0).toList()));
        System.out.println(IntStream.range(0, n).parallel().mapToObj(Integer::toString).collect(Collectors.joining(",")).hashCode()
            == IntStream.range(0, n).mapToObj(Integer::toString).collect(Collectors.joining(",")).hashCode());
        System.out.println(Arrays.stream(data).parallel().boxed().distinct().limit(20).toList().equals(
            Arrays.stream(data).boxed().distinct().limit(20).toList()));
        System.out.println(IntStream.range(0, n).parallel().skip(1000).limit(10).boxed().toList() + " "
            + IntStream.iterate(0, x -> x + 1).parallel().filter(x -> x % 7 == 3).limit(5).boxed().toList());
        System.out.println(Arrays.stream(data)
                               .parallel()
                               .boxed()
                               .collect(Collectors.groupingBy(x -> x % 10, Collectors.counting()))
                               .equals(Arrays.stream(data).boxed().collect(Collectors.groupingBy(x -> x % 10, Collectors.counting()))));
        System.out.println(new TreeMap<>(
            Arrays.stream(data).parallel().boxed().collect(Collectors.groupingByConcurrent(x -> x % 3, Collectors.summingInt(x -> x))))
                               .equals(new TreeMap<>(
                                   Arrays.stream(data).boxed().collect(Collectors.groupingBy(x -> x % 3, Collectors.summingInt(x -> x))))));
        System.out.println(IntStream.rangeClosed(1, 1000)
                               .parallel()
                               .mapToObj(java.math.BigInteger::valueOf)
                               .reduce(java.math.BigInteger.ONE, java.math.BigInteger::multiply)
                               .bitLength());
        System.out.println(IntStream.range(0, n).parallel().filter(x -> x > 777).findFirst() + " "
            + IntStream.range(0, n).parallel().anyMatch(x -> x == 29_999) + " " + IntStream.range(0, n).parallel().allMatch(x -> x >= 0)
            + " " + IntStream.range(0, n).parallel().noneMatch(x -> x < 0) + " "
            + IntStream.range(0, n).parallel().filter(x -> x < 0).findAny());
        StringBuilder order = new StringBuilder();
        IntStream.range(0, 20).parallel().forEachOrdered(x -> order.append(x).append(' '));
        System.out.println(order);
        System.out.println(StreamSupport.stream(new Countdown(5000), true).mapToInt(x -> x).sum() + " "
            + StreamSupport.stream(new Countdown(50), true).map(x -> x / 10).distinct().toList());
        System.out.println(Stream.iterate(1, x -> x < 100_000, x -> x * 2).parallel().map(x -> x + 1).toList());
        AtomicInteger seen = new AtomicInteger();
        IntStream.range(0, n).parallel().unordered().forEach(x -> seen.addAndGet(x & 1));
        System.out.println(seen);
        try {
            IntStream.range(0, n).parallel().map(x -> 100 / (x - 5000)).sum();
            System.out.println("none");
        } catch (ArithmeticException e) { System.out.println(root(e)); }
        try {
            Stream.of("a", "b", "a").parallel().collect(Collectors.toMap(x -> x, x -> 1));
        } catch (IllegalStateException e) { System.out.println(root(e)); }
        System.out.println(Stream.of(1, 2, 3, 4, 5, 6, 7, 8).parallel().flatMap(x -> Stream.of(x, x * 10)).toList() + " "
            + Stream.of(3, 1, 2).parallel().sequential().isParallel());
        System.out.println(
            Arrays.stream(data).parallel().asDoubleStream().map(Math::sqrt).boxed().sorted(Comparator.reverseOrder()).limit(3).toList());
        System.out.println(IntStream.range(0, n)
                               .parallel()
                               .collect(ArrayList<Integer>::new, ArrayList::add, ArrayList::addAll)
                               .equals(IntStream.range(0, n).boxed().toList())
            + " " + IntStream.range(0, 1000).parallel().takeWhile(x -> x < 500).count() + " "
            + IntStream.range(0, 1000).parallel().dropWhile(x -> x < 990).boxed().toList());
        long[] p = new long[1000];
        Arrays.parallelSetAll(p, i -> i * i % 97);
        long[] q = p.clone();
        Arrays.parallelPrefix(p, Long::sum);
        for (int i = 1; i < q.length; i++) q[i] += q[i - 1];
        System.out.println(Arrays.equals(p, q));
        String[] words = new Random(4).ints(20_000, 0, 5000).mapToObj(i -> "w" + i).toArray(String[] ::new), copy = words.clone();
        Arrays.parallelSort(words);
        Arrays.sort(copy);
        System.out.println(Arrays.equals(words, copy));
        Arrays.parallelSort(words, Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
        Arrays.sort(copy, Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
        System.out.println(Arrays.equals(words, copy));
        int[] big = data.clone(), b2 = data.clone();
        Arrays.parallelSort(big);
        Arrays.sort(b2);
        System.out.println(Arrays.equals(big, b2));
        double[] d = Arrays.stream(data).mapToDouble(x -> x % 7 == 0 ? -0.0 : x % 11 == 0 ? Double.NaN : x % 13 == 0 ? 0.0 : -x).toArray();
        Arrays.parallelSort(d);
        double[] d2 = d.clone();
        Arrays.sort(d2);
        System.out.println(Arrays.equals(d, d2) + " " + Arrays.stream(d).filter(Double::isNaN).count() + " " + d[0]);
        Map<String, Integer> cm = new ConcurrentHashMap<>();
        Arrays.stream(copy).parallel().forEach(w -> cm.merge(w, 1, Integer::sum));
        System.out.println(cm.values().stream().mapToInt(x -> x).sum());
        System.out.println(new HashSet<>(Arrays.asList(copy)).parallelStream().mapToInt(String::length).sum()
            == new HashSet<>(Arrays.asList(copy)).stream().mapToInt(String::length).sum());
        System.out.println(new TreeMap<>(cm).keySet().parallelStream().map(String::length).reduce(0, Integer::sum) + " "
            + new ArrayDeque<>(List.of(1, 2, 3)).parallelStream().map(x -> - x).toList() + " "
            + new LinkedList<>(List.of(4, 5)).parallelStream().toList() + " "
            + "parallel".chars().parallel().mapToObj(c -> "" + (char) c).collect(Collectors.joining()));
        ForkJoinPool pool = new ForkJoinPool(3);
        System.out.println(
            pool.submit(()
                            -> IntStream.range(0, 5000)
                                   .parallel()
                                   .mapToObj(x -> Thread.currentThread() instanceof ForkJoinWorkerThread w && w.getPool() == pool)
                                   .allMatch(x -> x))
                .get());
        pool.shutdown();
        System.out.println(new SplittableRandom(9).ints(1000, 0, 10).parallel().filter(x -> x < 0 || x > 9).count() + " "
            + new Random(9).doubles(1000).parallel().allMatch(x -> x >= 0 && x < 1));
    }
}
