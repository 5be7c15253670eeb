import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Parallel streams and parallel array operations give what sequential ones give. */
public class StressStreams {
    public static void main(String[] args) {
        System.out.println(IntStream.range(0, 30_000).parallel().filter(i -> i % 3 == 0).mapToLong(i -> (long) i * i).sum());
        System.out.println(LongStream.rangeClosed(1, 20).parallel().reduce(1, (a, b) -> a * b));
        List<Integer> list = IntStream.range(0, 5_000).boxed().collect(Collectors.toList());
        System.out.println(list.parallelStream().map(i -> i ^ 5).sorted().limit(10).collect(Collectors.toList()));
        Map<Integer, Long> groups = list.parallelStream().collect(Collectors.groupingByConcurrent(i -> i % 7, Collectors.counting()));
        System.out.println(new TreeMap<>(groups));
        System.out.println(list.parallelStream().map(String::valueOf).collect(Collectors.joining()).hashCode());
        System.out.println(Stream.iterate(1, i -> i + 1).parallel().limit(500).mapToInt(i -> i).sum());
        System.out.println(list.parallelStream().anyMatch(i -> i == 4_321) + " " + list.parallelStream().noneMatch(i -> i < 0));
        System.out.println(list.parallelStream().unordered().distinct().count() + " " + list.parallelStream().skip(4_990).findFirst().get());
        int[] a = new int[20_000];
        Arrays.parallelSetAll(a, i -> i * 7919 % 20_011);
        Arrays.parallelSort(a);
        Arrays.parallelPrefix(a, (p, q) -> p + q);
        System.out.println(Arrays.hashCode(a));
        double[] ones = new double[10_000];
        Arrays.fill(ones, 0.5);
        System.out.println(Arrays.stream(ones).parallel().sum());
    }
}
