import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Streams: laziness and order of evaluation, reuse, short circuits, iterate/takeWhile/flatMap/mapMulti, collectors and their failures. */
public class StreamCorners {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    record P(String name, int age, String city) {}
    public static void main(String[] args) {
        List<String> log = new ArrayList<>();
        System.out.println(Stream.of(5, 3, 8, 1, 9)
                               .peek(x -> log.add("p" + x))
                               .filter(x -> x > 2)
                               .peek(x -> log.add("f" + x))
                               .sorted()
                               .peek(x -> log.add("s" + x))
                               .limit(2)
                               .toList()
            + " " + log);
        log.clear();
        System.out.println(Stream.of(1, 2, 3)
                               .flatMap(x -> {
                                   log.add("fm" + x);
                                   return Stream.of(x, -x).peek(y -> log.add("in" + y));
                               })
                               .anyMatch(x -> x == -1)
            + " " + log);
        log.clear();
        System.out.println(Stream.iterate(1, x -> x * 3)
                               .peek(x -> log.add("" + x))
                               .takeWhile(x -> x < 100)
                               .dropWhile(x -> x < 5)
                               .map(String::valueOf)
                               .collect(Collectors.joining("|", "<", ">"))
            + " " + log);
        Stream<Integer> used = Stream.of(1);
        used.count();
        show("reuse", () -> used.count());
        show("linked twice", () -> {
            Stream<Integer> s = Stream.of(1);
            s.map(x -> x);
            return s.map(x -> x);
        });
        show("count skips map", () -> {
            List<Integer> l = new ArrayList<>();
            long n = Stream.of(1, 2)
                         .map(x -> {
                             l.add(x);
                             return x;
                         })
                         .count();
            return n + " " + l;
        });
        show("iterate3", () -> Stream.iterate("a", s -> s.length() < 5, s -> s + "b").toList());
        show("mapMulti",
            ()
                -> Stream.of(1, "two", 3.0)
                       .<String>mapMulti((x, c) -> {
                           if (x instanceof Number n) {
                               c.accept(n + "n");
                               c.accept("again");
                           }
                       })
                       .toList());
        show("generate",
            ()
                -> Stream
                       .generate(new Supplier<Integer>() {
                           int n;
                           public Integer get() { return n++; }
                       })
                       .skip(3)
                       .limit(4)
                       .toList());
        show("concat", () -> Stream.concat(Stream.of(1), Stream.concat(Stream.empty(), Stream.of(2))).toList());
        show("ofNullable", () -> Stream.ofNullable(null).count() + " " + Stream.ofNullable("x").count());
        show("toList null", () -> Stream.of("a", null).toList());
        show("toList fixed", () -> Stream.of(1).toList().add(2));
        show("unmodifiable null", () -> Stream.of("a", null).collect(Collectors.toUnmodifiableList()));
        show("findFirst null", () -> Stream.of((Object) null).findFirst());
        show("max null", () -> Stream.of(1, null).max(Comparator.naturalOrder()));
        show("sorted mixed", () -> Stream.of(1, "a").sorted().toList());
        show("sorted unsortable", () -> Stream.of(new Object(), new Object()).sorted().toList().size());
        show("dup key", () -> Stream.of("a", "b", "a").collect(Collectors.toMap(x -> x, x -> 1)));
        show("merge", () -> Stream.of("a", "b", "a").collect(Collectors.toMap(x -> x, x -> 1, Integer::sum, TreeMap::new)));
        show("null value", () -> Stream.of("a").collect(Collectors.toMap(x -> x, x -> null)));
        show("null key", () -> Stream.of("a").collect(Collectors.groupingBy(x -> null)));
        show("negative limit", () -> Stream.of(1).limit(-1));
        show("negative skip", () -> Stream.of(1).skip(-1));
        show("reduce",
            ()
                -> Stream.of(1, 2, 3).reduce((a, b) -> a - b) + " " + Stream.of(1, 2, 3).reduce(10, (a, b) -> a - b) + " "
                + Stream.<Integer>empty().reduce(Integer::sum));
        List<P> ps = List.of(new P("Ann", 30, "Rome"), new P("Bob", 25, "Oslo"), new P("Cid", 30, "Oslo"), new P("Dan", 41, "Rome"));
        show("group",
            () -> ps.stream().collect(Collectors.groupingBy(P::city, TreeMap::new, Collectors.mapping(P::name, Collectors.joining("+")))));
        show("partition", () -> ps.stream().collect(Collectors.partitioningBy(p -> p.age() > 28, Collectors.counting())));
        show("stats", () -> ps.stream().collect(Collectors.summarizingInt(P::age)));
        show("teeing",
            ()
                -> ps.stream().collect(Collectors.teeing(
                    Collectors.averagingInt(P::age), Collectors.maxBy(Comparator.comparing(P::name)), (a, m) -> a + " " + m.get().name())));
        show("filtering",
            ()
                -> ps.stream().collect(Collectors.groupingBy(
                    P::city, TreeMap::new, Collectors.filtering(p -> p.age() > 35, Collectors.mapping(P::name, Collectors.toList())))));
        show("flatMapping",
            ()
                -> ps.stream().collect(
                    Collectors.flatMapping(p -> p.name().chars().mapToObj(c -> (char) c), Collectors.toCollection(TreeSet::new))));
        show("reducing", () -> ps.stream().collect(Collectors.reducing(0, P::age, Integer::sum)));
        show("collectingAndThen", () -> ps.stream().map(P::age).collect(Collectors.collectingAndThen(Collectors.toList(), List::size)));
        show("sort stable",
            ()
                -> ps.stream()
                       .sorted(
                           Comparator.comparing(P::age).reversed().thenComparing(P::city, Comparator.nullsFirst(Comparator.reverseOrder())))
                       .map(P::name)
                       .toList());
        show("int stats", () -> IntStream.of(3, 1, 2).summaryStatistics());
        show("empty stats", () -> IntStream.empty().summaryStatistics() + " " + DoubleStream.empty().summaryStatistics());
        show("avg", () -> IntStream.empty().average() + " " + LongStream.rangeClosed(1, 4).average());
        show("getAsInt", () -> IntStream.empty().max().getAsInt());
        show("sum overflow", () -> IntStream.of(Integer.MAX_VALUE, 1).sum() + " " + LongStream.of(Long.MAX_VALUE, 1).sum());
        show("double sum",
            ()
                -> DoubleStream.of(0.1, 0.2, 0.3, 1e20, -1e20).sum() + " " + DoubleStream.of(1, Double.NaN).sum() + " "
                + DoubleStream.of(Double.POSITIVE_INFINITY, 1).sum() + " " + DoubleStream.iterate(0.1, d -> d).limit(10).sum() + " "
                + Stream.of(0.1, 0.2, 0.3).collect(Collectors.averagingDouble(d -> d)));
        show("boxed", () -> "hello".chars().mapToObj(c -> "" + (char) c).collect(Collectors.toCollection(LinkedHashSet::new)));
        show("codePoints", () -> "a\ud83d\ude00b".codePoints().mapToObj(Integer::toHexString).toList());
        show("asLong", () -> IntStream.range(0, 3).asLongStream().mapToObj(Long::toString).toList());
        show("ranges",
            ()
                -> IntStream.range(5, 2).count() + " " + IntStream.rangeClosed(Integer.MAX_VALUE - 1, Integer.MAX_VALUE).count() + " "
                + LongStream.rangeClosed(Long.MIN_VALUE, Long.MAX_VALUE).skip(1).findFirst());
        show("iterator", () -> {
            Iterator<Integer> it = Stream.of(1, 2, 3).filter(x -> x != 2).iterator();
            return it.next() + " " + it.next() + " " + it.hasNext();
        });
        show("iterator end", () -> Stream.empty().iterator().next());
        show("onClose", () -> {
            StringBuilder b = new StringBuilder();
            Stream<Integer> s = Stream.of(1)
                                    .onClose(() -> b.append("a"))
                                    .map(x -> x)
                                    .onClose(() -> { throw new IllegalStateException("c1"); })
                                    .onClose(() -> { throw new RuntimeException("c2"); });
            try {
                s.close();
            } catch (Exception e) { b.append(e).append(Arrays.toString(e.getSuppressed())); }
            s.close();
            return b;
        });
        Spliterator<Integer> sp = List.of(1, 2, 3, 4, 5).spliterator();
        Spliterator<Integer> half = sp.trySplit();
        show("split",
            ()
                -> sp.estimateSize() + " " + half.estimateSize() + " " + sp.hasCharacteristics(Spliterator.SIZED) + " "
                + Integer.toHexString(sp.characteristics()));
        show("comparator", () -> sp.getComparator());
        show("characteristics",
            ()
                -> Integer.toHexString(Stream.of(3, 1).sorted().distinct().spliterator().characteristics()) + " "
                + Integer.toHexString(new TreeSet<>(Set.of(1)).spliterator().characteristics()) + " "
                + Integer.toHexString(IntStream.range(0, 5).filter(x -> x > 1).spliterator().characteristics()));
        show("modify source", () -> {
            List<Integer> l = new ArrayList<>(List.of(1, 2, 3));
            l.stream().forEach(x -> l.add(x));
            return l;
        });
        show("late binding", () -> {
            List<Integer> l = new ArrayList<>(List.of(1));
            Stream<Integer> s = l.stream();
            l.add(2);
            return s.toList();
        });
        show("builder", () -> {
            Stream.Builder<Integer> b = Stream.builder();
            b.add(1).add(2);
            Stream<Integer> s = b.build();
            b.add(3);
            return s;
        });
        show("distinct", () -> Stream.of(1, 1, null, null, 2).distinct().toList());
        show("arrays", () -> Arrays.toString(Stream.of("a", "b").toArray(Object[] ::new)) + Arrays.stream(new int[] {1, 2, 3}, 1, 3).sum());
        show("array store", () -> Stream.of("a").toArray(Integer[] ::new));
        show("array bounds", () -> Arrays.stream(new int[2], 1, 3));
        show("exception passes", () -> Stream.of(1, 0).map(x -> 1 / x).toList());
        show("collect", () -> Stream.of("x", "y").collect(StringBuilder::new, StringBuilder::append, StringBuilder::append).reverse());
        show("tokenize",
            ()
                -> new Scanner("a b c").tokens().toList() + " "
                + "l1\nl2\r\nl3\r".lines().toList() + " " + java.util.regex.Pattern.compile(",").splitAsStream("a,b,,").toList());
    }
}
