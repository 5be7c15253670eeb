import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Collections: fail-fast iterators, immutable and fixed-size refusals, views, ranges, nulls, self-references, sort contract, hash collisions, equality across kinds. */
public class CollectionErrors {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    record Collide(String s) implements Comparable<Collide> {
        public int hashCode() { return 7; }
        public int compareTo(Collide o) { return s.compareTo(o.s); }
    }
    record CollidePlain(int n) {
        public int hashCode() { return n % 3; }
    }
    public static void main(String[] args) {
        List<Supplier<Collection<Integer>>> kinds =
            List.of(ArrayList::new, LinkedList::new, HashSet::new, TreeSet::new, ArrayDeque::new, PriorityQueue::new, Vector::new,
                LinkedHashSet::new, CopyOnWriteArrayList::new, ConcurrentLinkedDeque::new, ConcurrentSkipListSet::new);
        for (Supplier<Collection<Integer>> k : kinds) {
            Collection<Integer> c = k.get();
            String n = c.getClass().getSimpleName();
            c.addAll(List.of(1, 2, 3, 4, 5));
            show(n + " add in loop", () -> {
                for (int x : c)
                    if (x == 2) c.add(9);
                return c;
            });
            show(n + " remove in loop", () -> {
                for (Integer x : c)
                    if (x == 3) c.remove(x);
                return c;
            });
            show(n + " removeIf modifies", () -> {
                c.removeIf(x -> {
                    if (x == 1) c.add(77);
                    return false;
                });
                return c.size();
            });
            show(n + " forEach modifies", () -> {
                c.forEach(x -> {
                    if (x == 1) c.add(78);
                });
                return c.size();
            });
            show(n + " iterator", () -> {
                Iterator<Integer> i = c.iterator();
                i.next();
                i.remove();
                i.remove();
                return 0;
            });
            show(n + " past end", () -> {
                Iterator<Integer> i = c.iterator();
                while (true) i.next();
            });
            show(n + " null", () -> c.add(null));
            show(n + " contains null", () -> c.contains(null));
            show(n + " toArray", () -> c.toArray(new String[0]));
            show(n + " retainAll null", () -> c.retainAll(null));
            show(n + " spliterator", () -> {
                Spliterator<Integer> s = c.spliterator();
                int[] t = {0};
                s.tryAdvance(x -> {});
                c.add(500);
                s.forEachRemaining(x -> t[0]++);
                return t[0] > 0;
            });
        }
        Map<String, Integer> hm = new HashMap<>(Map.of("a", 1, "b", 2)), tm = new TreeMap<>(hm), lm = new LinkedHashMap<>(Map.of("z", 1));
        show("keySet add", () -> hm.keySet().add("c"));
        show("entry set", () -> {
            for (Map.Entry<String, Integer> e : hm.entrySet()) { e.setValue(e.getValue() * 10); }
            return new TreeMap<>(hm);
        });
        show("tree sub", () -> ((TreeMap<String, Integer>) tm).headMap("b").put("c", 1));
        show("tree poll in loop", () -> {
            for (String s : tm.keySet()) tm.remove(s);
            return tm;
        });
        show("compute modifies", () -> hm.computeIfAbsent("new", q -> {
            hm.put("x", 1);
            return 2;
        }));
        show("merge modifies", () -> hm.merge("a", 1, (x, y) -> {
            hm.clear();
            return 1;
        }));
        show("replaceAll modifies", () -> {
            hm.replaceAll((x, y) -> {
                hm.put(x + "1", 1);
                return y;
            });
            return hm.size();
        });
        show("tree compute", () -> tm.computeIfAbsent("q", q -> {
            tm.put("r", 1);
            return 1;
        }));
        show("tree null", () -> tm.get(null));
        show("tree wrong class", () -> ((Map) tm).get(5));
        show("tree first", () -> new TreeSet<>().first());
        show("tree entry", () -> {
            Map.Entry<String, Integer> e = new TreeMap<>(Map.of("k", 1)).firstEntry();
            e.setValue(2);
            return e;
        });
        show("negative capacity", () -> new HashMap<>(-1));
        show("load factor", () -> new HashMap<>(1, Float.NaN));
        show("list capacity", () -> new ArrayList<>(-5));
        show("access order", () -> {
            LinkedHashMap<Integer, Integer> m = new LinkedHashMap<>(4, 0.75f, true) {
                protected boolean removeEldestEntry(Map.Entry<Integer, Integer> e) { return size() > 3; }
            };
            for (int i = 0; i < 4; i++) m.put(i, i);
            m.get(1);
            m.put(9, 9);
            return m;
        });
        show("access in loop", () -> {
            LinkedHashMap<Integer, Integer> m = new LinkedHashMap<>(4, 0.75f, true);
            m.put(1, 1);
            m.put(2, 2);
            for (int x : m.keySet()) m.get(1);
            return m;
        });
        for (Object[] o : new Object[][] {{"List.of", List.of(1, 2, 3)}, {"List.of1", List.of(1)},
                 {"copyOf", List.copyOf(new ArrayList<>(List.of(1, 2)))}, {"toList", List.of(1, 2).stream().toList()},
                 {"unmodifiable", Collections.unmodifiableList(new ArrayList<>(List.of(1, 2)))}, {"asList", Arrays.asList(1, 2)},
                 {"nCopies", Collections.nCopies(2, 1)}, {"empty", Collections.emptyList()}, {"singleton", Collections.singletonList(1)}}) {
            @SuppressWarnings("unchecked") List<Integer> l = (List<Integer>) o[1];
            show(o[0] + " add", () -> l.add(1));
            show(o[0] + " set", () -> l.set(0, 5));
            show(o[0] + " remove", () -> l.remove((Object) 99));
            show(o[0] + " clear", () -> {
                l.clear();
                return l;
            });
            show(o[0] + " sort", () -> {
                l.sort(null);
                return l;
            });
            show(o[0] + " contains null", () -> l.contains(null));
            show(o[0] + " indexOf null", () -> l.indexOf(null));
            show(o[0] + " sub", () -> l.subList(0, 1) + " " + l.subList(0, 1).getClass().getSimpleName());
            show(o[0] + " sub bad", () -> l.subList(1, 9));
            show(o[0] + " get", () -> l.get(7));
            show(o[0] + " it", () -> {
                ListIterator<Integer> i = l.listIterator();
                i.next();
                i.set(3);
                return l;
            });
            show(o[0] + " removeIf", () -> l.removeIf(x -> false));
            show(o[0] + " addAll", () -> l.addAll(List.of()));
        }
        show("List.of null", () -> List.of(1, null));
        show("Set.of dup", () -> Set.of(1, 1));
        show("Map.of dup", () -> Map.of(1, 2, 1, 3));
        show("Map.of null", () -> Map.of(1, null));
        show("Map.of put", () -> Map.of().put(1, 1));
        show("Map.of merge", () -> Map.of(1, 1).merge(1, 1, Integer::sum));
        show("Map.entry", () -> Map.entry(1, 2).setValue(3));
        show("entry null", () -> Map.entry(null, 1));
        show("Map.of get null", () -> Map.of(1, 1).get(null));
        show("Map.of containsValue", () -> Map.of(1, 1).containsValue(null));
        show("unmodifiable map", () -> Collections.unmodifiableMap(new HashMap<>(Map.of(1, 1))).entrySet().iterator().next().setValue(5));
        show("Map.copyOf", () -> Map.copyOf(new HashMap<>(Collections.singletonMap(1, null))));
        show("checked", () -> {
            List raw = Collections.checkedList(new ArrayList<String>(), String.class);
            return raw.add(5);
        });
        show("empty iterator", () -> Collections.emptyIterator().next());
        show("max empty", () -> Collections.max(List.of()));
        show("frequency",
            ()
                -> Collections.frequency(Arrays.asList(1, null, 1), null) + " " + Collections.disjoint(List.of(1), List.of(2))
                + Collections.indexOfSubList(List.of(1, 2, 3), List.of(2, 3)) + " " + Collections.binarySearch(List.of(1, 3, 5), 4));
        show("rotate", () -> {
            List<Integer> l = new ArrayList<>(List.of(1, 2, 3, 4));
            Collections.rotate(l, -1);
            Collections.swap(l, 0, 3);
            Collections.reverse(l.subList(1, 3));
            Collections.shuffle(l, new Random(1));
            return l;
        });
        show("synchronized", () -> {
            List<Integer> l = Collections.synchronizedList(new ArrayList<>(List.of(1, 2)));
            for (int x : l) l.add(x);
            return l;
        });
        show("self list", () -> {
            List<Object> l = new ArrayList<>();
            l.add(l);
            return l + " " + Arrays.deepToString(new Object[] {l});
        });
        show("self hash", () -> {
            List<Object> l = new ArrayList<>();
            l.add(l);
            try {
                return l.hashCode();
            } catch (StackOverflowError e) { return "StackOverflowError"; }
        });
        show("self map", () -> {
            Map<Object, Object> m = new HashMap<>();
            m.put("m", m);
            return m;
        });
        show("deep", () -> {
            Object[] a = new Object[1];
            a[0] = a;
            return Arrays.deepToString(a);
        });
        show("contract", () -> {
            Random r = new Random(3);
            List<Integer> l = new ArrayList<>();
            for (int i = 0; i < 500; i++) l.add(r.nextInt(100));
            l.sort((a, b) -> a == b ? 0 : (a * 7 + b * 13) % 3 - 1);
            return "sorted";
        });
        show("comodified sort", () -> {
            List<Integer> l = new ArrayList<>(List.of(3, 2, 1));
            l.sort((a, b) -> {
                l.add(1);
                return a - b;
            });
            return l;
        });
        show("treeify", () -> {
            Map<Object, Integer> m = new HashMap<>();
            for (int i = 0; i < 200; i++) {
                m.put(new Collide("k" + i), i);
                m.put(new CollidePlain(i), i);
            }
            int s = 0;
            for (int i = 0; i < 200; i += 3) {
                s += m.remove(new Collide("k" + i));
                s += m.get(new CollidePlain(i));
            }
            Iterator<Integer> it = m.values().iterator();
            while (it.hasNext())
                if (it.next() % 2 == 0) it.remove();
            return s + " " + m.size();
        });
        show("equality",
            ()
                -> new ArrayList<>(List.of(1)).equals(new LinkedList<>(List.of(1))) + " " + Set.of(1).equals(new TreeSet<>(Set.of(1))) + " "
                + List.of(1).equals(Set.of(1)) + " " + new HashMap<>(Map.of(1, 2)).equals(new TreeMap<>(Map.of(1, 2))) + " "
                + new ArrayDeque<>(List.of(1)).equals(new ArrayDeque<>(List.of(1))) + " " + List.of(1, 2).hashCode() + " "
                + Map.of("a", 1).hashCode());
        show("deque", () -> {
            ArrayDeque<Integer> d = new ArrayDeque<>(2);
            for (int i = 0; i < 40; i++) {
                d.addFirst(i);
                d.addLast(-i);
                if (i % 3 == 0) d.pollFirst();
            }
            d.removeFirstOccurrence(5);
            return d.hashCode() == d.hashCode() ? d.size() + " " + d.peekFirst() + d.peekLast() : 0;
        });
        show("deque empty", () -> new ArrayDeque<>().pop());
        show("linked", () -> {
            LinkedList<Integer> l = new LinkedList<>(List.of(1, 2, 3));
            ListIterator<Integer> i = l.listIterator(1);
            i.add(9);
            i.previous();
            i.set(8);
            i.next();
            i.remove();
            return l + " " + l.indexOf(3) + l.removeLast();
        });
        show("linked set", () -> {
            ListIterator<Integer> i = new LinkedList<>(List.of(1)).listIterator();
            i.set(3);
            return 0;
        });
        show("array list", () -> {
            List<Integer> l = new ArrayList<>();
            l.add(1, 5);
            return l;
        });
        show("list get", () -> new ArrayList<>().get(0));
        show("linked get", () -> new LinkedList<>().get(0));
        show("array get", () -> Arrays.asList(1).get(1));
        show("sublist comod", () -> {
            List<Integer> l = new ArrayList<>(List.of(1, 2, 3)), s = l.subList(0, 2);
            l.add(4);
            return s.size();
        });
        show("sublist clear", () -> {
            List<Integer> l = new ArrayList<>(List.of(1, 2, 3, 4));
            l.subList(1, 3).clear();
            return l;
        });
        show("bits", () -> {
            BitSet b = new BitSet();
            b.set(3, 70);
            b.flip(5);
            b.andNot(BitSet.valueOf(new long[] {0xff00}));
            return b + " " + b.nextClearBit(16) + b.previousSetBit(200) + " " + b.cardinality() + Arrays.toString(b.toLongArray())
                + b.stream().sum();
        });
        show("bits neg", () -> {
            new BitSet().set(-1);
            return 0;
        });
        show("enum map", () -> {
            EnumMap<Thread.State, Integer> m = new EnumMap<>(Thread.State.class);
            m.put(Thread.State.NEW, 1);
            m.put(null, 2);
            return m;
        });
        show("enum set",
            ()
                -> EnumSet.range(Thread.State.BLOCKED, Thread.State.TERMINATED) + " "
                + EnumSet.complementOf(EnumSet.allOf(Thread.State.class)) + EnumSet.copyOf(List.of(Thread.State.NEW)));
        show("enum copy empty", () -> EnumSet.copyOf(new ArrayList<Thread.State>()));
        show("weak", () -> {
            WeakHashMap<Object, String> m = new WeakHashMap<>();
            m.put(new Object(), "gone");
            Object kept = new Object();
            m.put(kept, "kept");
            while (m.size() > 1) {
                System.gc();
                Thread.sleep(5);
            }
            return m.values() + " " + m.containsKey(kept);
        });
        show("identity", () -> {
            IdentityHashMap<String, Integer> m = new IdentityHashMap<>();
            m.put(new String("a"), 1);
            m.put(new String("a"), 2);
            m.put("a", 3);
            return m.size() + " " + m.get("a") + m.get(new String("a"));
        });
        show("optional",
            ()
                -> Optional.empty().or(() -> Optional.of(1)).map(x -> null) + " " + Optional.of(5).filter(x -> x > 9) + OptionalInt.of(3)
                + Optional.ofNullable(null).stream().count() + Optional.of(1).equals(Optional.of(1)) + Optional.empty().hashCode());
        show("optional null", () -> Optional.of(null));
        show("optional get", () -> Optional.empty().get());
        show("orElseThrow", () -> Optional.empty().orElseThrow(() -> new Exception("mine")));
        show("objects", () -> Objects.requireNonNull(null, "message"));
        show("check", () -> Objects.checkFromToIndex(3, 2, 5));
        show("check size", () -> Objects.checkFromIndexSize(1, Integer.MAX_VALUE, 5));
        show("hash", () -> Objects.hash(1, null, "x") + " " + Arrays.hashCode((Object[]) null) + Objects.toString(null, "d"));
        show("asList", () -> {
            String[] a = {"b", "a"};
            List<String> l = Arrays.asList(a);
            Collections.sort(l);
            return a[0] + l.toArray().getClass().getSimpleName();
        });
        show("array store", () -> {
            List l = Arrays.asList(new String[1]);
            l.set(0, 5);
            return l;
        });
    }
}
