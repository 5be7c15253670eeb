import java.util.*;

/** The collections: lists, maps, sets, queues, bit sets, views, iterators and their failures. */
public class Collections1 {
    static class Key implements Comparable<Key> {
        final int v;
        Key(int v) { this.v = v; }
        public int hashCode() { return 7; }
        public boolean equals(Object o) { return o instanceof Key k && k.v == v; }
        public int compareTo(Key o) { return Integer.compare(v, o.v); }
        public String toString() { return "k" + v; }
    }

    public static void main(String[] args) {
        Map<Key, Integer> collide = new HashMap<>();
        for (int i = 0; i < 100; i++) collide.put(new Key(i), i);
        int s = 0;
        for (int i = 0; i < 100; i++) s += collide.get(new Key(i));
        for (int i = 0; i < 95; i++) collide.remove(new Key(i));
        System.out.println(s + " " + new TreeMap<>(collide));
        Map<String, Integer> m = new HashMap<>();
        for (String w : "the quick brown fox jumps over the lazy dog the end".split(" ")) m.merge(w, 1, Integer::sum);
        System.out.println(m);
        m.computeIfAbsent("new", String::length);
        m.computeIfPresent("fox", (k, v) -> null);
        m.compute("dog", (k, v) -> v + 10);
        System.out.println(m.getOrDefault("cat", -1) + " " + new TreeMap<>(m));
        TreeMap<Integer, String> t = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < 20; i++) t.put(i * 37 % 20, "v" + i);
        System.out.println(t.headMap(15) + " " + t.ceilingEntry(7) + " " + t.floorKey(100) + " " + t.descendingMap().firstKey() + " " + t.pollFirstEntry());
        List<Integer> a = new ArrayList<>(), l = new LinkedList<>();
        for (int i = 0; i < 10; i++) { a.add(i * i % 11); l.add(0, i); }
        Collections.sort(a);
        Collections.reverse(l);
        Collections.shuffle(l, new Random(3));
        Collections.rotate(a, 3);
        Collections.swap(a, 0, 9);
        System.out.println(a + " " + l + " " + a.subList(2, 5) + " " + Collections.max(a) + " " + Collections.frequency(a, 3) + " " + a.indexOf(5) + " " + l.remove(3) + " " + l.remove((Object) 4));
        a.subList(1, 4).clear();
        System.out.println(a + " " + a.containsAll(List.of(1, 3)) + " " + a.hashCode() + " " + a.equals(new LinkedList<>(a)));
        Deque<String> d = new ArrayDeque<>();
        d.push("a"); d.offerLast("b"); d.addFirst("c");
        System.out.println(d + d.pop() + d.pollLast() + d.peek());
        PriorityQueue<String> p = new PriorityQueue<>(Comparator.comparing(String::length));
        p.addAll(List.of("ccc", "a", "dddd", "bb"));
        StringBuilder b = new StringBuilder();
        while (!p.isEmpty()) b.append(p.poll()).append(' ');
        System.out.println(b);
        BitSet bits = new BitSet();
        for (int i = 2; i < 100; i++) bits.set(i);
        for (int i = 2; i * i < 100; i++) if (bits.get(i)) for (int j = i * i; j < 100; j += i) bits.clear(j);
        System.out.println(bits + " " + bits.cardinality() + " " + bits.nextClearBit(2) + " " + bits.length());
        Set<String> linked = new LinkedHashSet<>(List.of("z", "y", "x"));
        linked.retainAll(Set.of("x", "z"));
        System.out.println(linked + " " + new TreeSet<>(List.of(5, 1, 3)).higher(3) + " " + Collections.nCopies(3, "n") + Collections.emptyMap() + Collections.singletonList(1));
        LinkedHashMap<Integer, Integer> lru = new LinkedHashMap<>(16, 0.75f, true) { protected boolean removeEldestEntry(Map.Entry<Integer, Integer> e) { return size() > 3; } };
        for (int i = 0; i < 5; i++) { lru.put(i, i); lru.get(2); }
        System.out.println(lru);
        for (Runnable r : new Runnable[] {
            () -> { for (Integer x : a) a.add(x); }, () -> List.of(1).add(2), () -> a.get(99), () -> new ArrayDeque<>().pop(), () -> l.iterator().remove(),
            () -> Collections.unmodifiableList(a).clear(), () -> List.of(1, null), () -> Map.of("a", 1, "a", 2), () -> new TreeMap<Object, Object>(Map.of(1, 2, "x", 3)),
            () -> new ArrayList<>(-1), () -> a.listIterator(100), () -> new ArrayList<>(List.of()).iterator().next(), () -> new PriorityQueue<Object>().add(null), () -> Objects.requireNonNull(null, "must be")})
            try {
                r.run();
                System.out.println("no exception");
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getName() + (e instanceof ClassCastException ? "" : ": " + e.getMessage()));
            }
        Iterator<Integer> it = l.iterator();
        while (it.hasNext()) if (it.next() % 2 == 0) it.remove();
        System.out.println(l);
        IdentityHashMap<String, Integer> id = new IdentityHashMap<>();
        id.put(new String("a"), 1);
        id.put(new String("a"), 2);
        System.out.println(id.size() + " " + new Vector<>(List.of(1)).elementAt(0) + " " + new Stack<>().empty() + " " + Arrays.asList(3, 4).set(0, 9));
        Map<Integer, Integer> grow = new HashMap<>();
        for (int i = 0; i < 100000; i++) grow.put(i * 7919, i);
        long sum = 0;
        for (Map.Entry<Integer, Integer> e : grow.entrySet()) sum += e.getKey() ^ e.getValue();
        System.out.println(grow.size() + " " + sum);
    }
}
