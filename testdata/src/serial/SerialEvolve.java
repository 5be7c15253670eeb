import java.io.*;
import java.util.*;

/** Enums, proxies, class objects, inner classes, arrays, generics and the library's own serial forms there and back. */
public class SerialEvolve {
    enum Op {
        PLUS {
            int apply(int a, int b) { return a + b; }
        },
        MINUS {
            int apply(int a, int b) { return a - b; }
        };
        int state = 3;
        abstract int apply(int a, int b);
        private Object readResolve() { throw new IllegalStateException("ignored for enums"); }
    }
    interface Greeter {
        String greet(String s);
    }
    static class Handler implements java.lang.reflect.InvocationHandler, Serializable {
        String prefix;
        Handler(String p) { prefix = p; }
        public Object invoke(Object proxy, java.lang.reflect.Method m, Object[] a) {
            return m.getName().equals("greet") ? prefix + a[0] : m.getName().equals("toString") ? "proxy " + prefix : null;
        }
    }
    class Inner implements Serializable {
        int x = 1;
    }
    static class Outer implements Serializable {
        String o = "outer";
        class In implements Serializable {
            String i = "in " + o;
            String get() { return o + "/" + i; }
        }
        In in = new In();
    }
    static Object turn(Object x) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        new ObjectOutputStream(b).writeObject(x);
        System.out.print(x.getClass().getTypeName().replaceAll("\\$Proxy\\d+", "\\$Proxy") + " " + b.size() + ": ");
        return new ObjectInputStream(new ByteArrayInputStream(b.toByteArray())).readObject();
    }
    public static void main(String[] args) throws Exception {
        Op.PLUS.state = 8;
        Op p = (Op) turn(Op.PLUS);
        System.out.println((p == Op.PLUS) + " " + p.state + " " + p.apply(1, 2));
        System.out.println(Arrays.toString((Op[]) turn(Op.values())) + " ");
        System.out.println(turn(EnumSet.of(Op.MINUS)));
        EnumMap<Op, String> em = new EnumMap<>(Op.class);
        em.put(Op.PLUS, "+");
        System.out.println(turn(em));
        Object proxy = java.lang.reflect.Proxy.newProxyInstance(
            SerialEvolve.class.getClassLoader(), new Class<?>[] {Greeter.class, Serializable.class}, new Handler("hi "));
        Greeter g = (Greeter) turn(proxy);
        System.out.println(g.greet("you") + " " + g + " " + (g.getClass() == proxy.getClass()));
        for (Class<?> k : new Class<?>[] {int.class, void.class, int[].class, String[][].class, Runnable.class, Op.class,
                 SerialEvolve.class, java.util.Map.Entry.class})
            System.out.println(turn(k) == k);
        try {
            turn(proxy.getClass());
            System.out.println("proxy class");
        } catch (Exception e) { System.out.println(e); }
        Outer o = (Outer) turn(new Outer());
        System.out.println(o.in.get() + " " + (turn(o.in) instanceof Outer.In));
        try {
            turn(new SerialEvolve().new Inner());
        } catch (NotSerializableException e) { System.out.println(e); }
        Object[] all = {(byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, "s\u20ac\0", new StringBuilder("sb"), new StringBuffer("sbuf"),
            new java.math.BigInteger("123456789012345678901234567890"), new java.math.BigDecimal("1.2300"), new Date(0), Locale.GERMANY,
            Currency.getInstance("EUR"), UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), BitSet.valueOf(new long[] {5, 9}),
            Optional.class, new int[][] {{1}, {2, 3}, null}, new String[0], List.of(1, 2, 3), Set.of(4), Map.of("k", "v"),
            Collections.emptyList(), Collections.unmodifiableMap(new TreeMap<>(Map.of(1, 2))),
            Collections.synchronizedList(new LinkedList<>(List.of(1))), Collections.nCopies(3, "x"), Collections.singleton(1),
            Arrays.asList(1, 2), new ArrayDeque<>(List.of(1, 2)), new PriorityQueue<>(List.of(3, 1, 2)), new LinkedHashMap<>(Map.of(1, 1)),
            new TreeSet<>(List.of("b", "a")), new IdentityHashMap<>(), new Vector<>(List.of(1)), new Stack<>(),
            new Hashtable<>(Map.of(1, 2)), new java.util.Properties(), new java.util.concurrent.ConcurrentHashMap<>(Map.of(1, 2)),
            new java.util.concurrent.CopyOnWriteArrayList<>(List.of(1)), new java.util.concurrent.ConcurrentSkipListMap<>(Map.of(2, 1)),
            new java.util.concurrent.atomic.AtomicInteger(5), new java.util.concurrent.LinkedBlockingQueue<>(List.of(1)),
            new java.util.concurrent.atomic.LongAdder(), java.util.concurrent.TimeUnit.DAYS, java.time.LocalDate.EPOCH,
            java.time.LocalDateTime.MIN, java.time.Instant.MAX, java.time.Duration.ofNanos(-1),
            java.time.ZonedDateTime.of(2020, 2, 29, 1, 2, 3, 4, java.time.ZoneId.of("Europe/Paris")), java.time.Period.of(1, 2, 3),
            java.time.Year.of(5), java.time.YearMonth.of(1, 2), java.time.MonthDay.of(2, 29), java.time.DayOfWeek.MONDAY,
            java.time.ZoneOffset.ofHours(-3), java.time.OffsetTime.MAX, new java.net.URI("http://h/p?q#f"), new java.net.URL("http://h/p"),
            java.net.InetAddress.getByName("127.0.0.1"), java.net.InetAddress.getByName("::1"),
            new java.net.InetSocketAddress("127.0.0.1", 80), new File("a/b"),
            new java.text.DecimalFormat("0.00", new java.text.DecimalFormatSymbols(Locale.ROOT)).format(1.5), java.text.Normalizer.Form.NFC,
            TimeZone.getTimeZone("GMT+5"), new SimpleTimeZone(3600000, "X"), java.util.regex.Pattern.compile("a+b", 2),
            new java.util.Random(5).nextInt(), java.nio.charset.CodingErrorAction.class,
            java.lang.invoke.MethodType.methodType(int.class, String.class)};
        for (Object x : all) {
            Object y = turn(x);
            String s = y instanceof Object[] a ? Arrays.deepToString(a) : y instanceof int[] a ? Arrays.toString(a) : y.toString();
            System.out.println(s + " " + Objects.deepEquals(x, y));
        }
        Exception e = new RuntimeException("message", new IOException("cause"));
        e.addSuppressed(new Error("suppressed"));
        e.setStackTrace(new StackTraceElement[] {new StackTraceElement("app", "mod", "1.0", "C", "m", "C.java", 12)});
        Exception back = (Exception) turn(e);
        System.out.println(
            back + " " + back.getCause() + " " + Arrays.toString(back.getSuppressed()) + " " + Arrays.toString(back.getStackTrace()));
        java.util.Random r1 = new java.util.Random(77), r2 = (java.util.Random) turn(r1);
        System.out.println(r1.nextLong() == r2.nextLong());
        GregorianCalendar c = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        c.setTimeInMillis(1234567890123L);
        System.out.println(((Calendar) turn(c)).getTime().getTime());
        java.util.concurrent.locks.ReentrantLock lock = new java.util.concurrent.locks.ReentrantLock(true);
        lock.lock();
        java.util.concurrent.locks.ReentrantLock l2 = (java.util.concurrent.locks.ReentrantLock) turn(lock);
        System.out.println(l2.isLocked() + " " + l2.isFair());
    }
}
