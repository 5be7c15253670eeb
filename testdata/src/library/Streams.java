import java.util.*;
import java.util.function.Function;
import java.util.stream.*;

/** Streams: sources, intermediate and terminal operations, collectors, primitive and parallel streams. */
public class Streams {
    record Person(String name, String city, int age) { }

    public static void main(String[] args) {
        List<Person> people = List.of(new Person("Ann", "Oslo", 31), new Person("Bob", "Rome", 25), new Person("Cid", "Oslo", 40), new Person("Dee", "Bern", 25));
        System.out.println(people.stream().filter(p -> p.age() > 26).map(Person::name).collect(Collectors.toList()));
        System.out.println("" + people.stream().collect(Collectors.groupingBy(Person::city, TreeMap::new, Collectors.averagingInt(Person::age))));
        System.out.println(people.stream().collect(Collectors.partitioningBy(p -> p.age() < 30, Collectors.counting())));
        System.out.println(people.stream().sorted(Comparator.comparingInt(Person::age).thenComparing(Person::name, Comparator.reverseOrder())).map(Person::name).toList());
        System.out.println("" + people.stream().collect(Collectors.toMap(Person::name, Person::age, Integer::sum, LinkedHashMap::new)));
        System.out.println(IntStream.rangeClosed(1, 10).boxed().reduce(1, (a, b) -> a * b) + " " + IntStream.range(0, 100).filter(i -> i % 7 == 0).sum()
            + " " + IntStream.of(3, 1, 2).summaryStatistics() + " " + LongStream.iterate(1, x -> x * 3).limit(12).max().getAsLong());
        System.out.println(Stream.iterate(new int[] {0, 1}, f -> new int[] {f[1], f[0] + f[1]}).mapToInt(f -> f[0]).takeWhile(x -> x < 200).boxed().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
        System.out.println(Stream.of("b,a", "c").flatMap(s -> Arrays.stream(s.split(","))).sorted().toList() + " " + Stream.of(1, 2, 2, 3, 1).distinct().count()
            + " " + Stream.of(5, 3, 8).min(Comparator.naturalOrder()).get() + " " + Stream.empty().findFirst().isPresent() + " " + Stream.of(1, 2, 3, 4).skip(1).limit(2).toList());
        System.out.println(Stream.of(1, 2, 3).anyMatch(x -> x > 2) + " " + Stream.of(1, 2, 3).allMatch(x -> x > 2) + " " + Stream.of(1, 2).noneMatch(x -> x > 2)
            + " " + IntStream.range(0, 5).mapToObj(Integer::toString).collect(Collectors.collectingAndThen(Collectors.toList(), List::size)));
        StringBuilder peeked = new StringBuilder();
        System.out.println(Stream.of("x", "yy", "zzz").peek(peeked::append).mapToInt(String::length).average().getAsDouble() + " " + peeked);
        System.out.println(DoubleStream.of(1.5, 2.5).map(Math::ceil).sum() + " " + "hello".chars().mapToObj(c -> (char) c).collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting())));
        System.out.println(IntStream.range(0, 20000).parallel().filter(i -> i % 3 == 0).mapToLong(i -> i).sum());
        System.out.println(IntStream.range(0, 1000).parallel().boxed().map(i -> i * 2).collect(Collectors.toList()).get(999));
        System.out.println(Arrays.asList(3, 1, 2).parallelStream().sorted().map(String::valueOf).collect(Collectors.joining()));
        System.out.println("" + Stream.of(1, 2, 3, 4).collect(Collectors.teeing(Collectors.summingInt(x -> x), Collectors.counting(), (s, n) -> s + "/" + n)));
        System.out.println(Stream.of(Optional.of(1), Optional.<Integer>empty()).flatMap(Optional::stream).map(x -> x + 1).toList() + " " + Optional.ofNullable((String) null).map(String::length).orElse(-1));
        Iterator<Integer> it = Stream.generate(() -> 7).limit(2).iterator();
        System.out.println(it.next() + it.next() + " " + it.hasNext());
        try {
            Stream<Integer> s = Stream.of(1);
            s.count();
            s.count();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        int[] sorted = new Random(5).ints(1000, 0, 100).sorted().toArray();
        System.out.println(sorted[0] + " " + sorted[500] + " " + sorted[999]);
    }
}
