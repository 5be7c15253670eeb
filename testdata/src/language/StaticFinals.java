import java.lang.reflect.*;
import java.util.*;

/** Final fields in code that runs often: static ones of classes that are being initialized, or that Unsafe has written; final fields of objects that reflection changes; System.out. */
public class StaticFinals {
    static final int N = 40_000;
    interface Shape { int area(); }
    record Box(int a) implements Shape { public int area() { return a; } }
    record Pair(int a, int b) implements Shape { public int area() { return a * b; } }

    /** While this class is initialized, its constant is still null for its own code, however often that runs. */
    static class Early {
        static final List<String> log = new ArrayList<>();
        static final Object before = count("before");
        static final Shape SHAPE = new Box(Integer.parseInt("3"));
        static final int NUMBER = Integer.parseInt("42");
        static final Object after = count("after");
        static int nulls() {
            int n = 0;
            for (int i = 0; i < N; i++) n += look() == null ? 1 : 0;
            return n;
        }
        static Shape look() { return SHAPE; }
        static int number() { return NUMBER; }
        static Object count(String when) {
            long sum = 0;
            for (int i = 0; i < N; i++) sum += number();
            log.add(when + " " + nulls() + " " + sum);
            return when;
        }
    }

    /** One loop sees the class before and after. */
    static class Late {
        static int calls;
        static final Shape FIRST = other(), SECOND = new Pair(2, 3);
        static Shape other() { return SECOND == null ? new Box(-1) : SECOND; }
    }
    static int late(int i) { return i < N / 2 ? 0 : Late.FIRST.area() + Late.SECOND.area(); }

    /** Initialization by another thread meanwhile. */
    static class Slow {
        static volatile boolean begun;
        static final Shape SHAPE = wait(new Pair(4, 5));
        static Shape wait(Shape s) {
            begun = true;
            while (waiting.getState() != Thread.State.WAITING && waiting.getState() != Thread.State.BLOCKED && waiting.getState() != Thread.State.RUNNABLE) Thread.yield();
            return s;
        }
    }
    static Thread waiting;
    static int slow() { return Slow.SHAPE.area(); }

    static class Written {
        static final Object OBJECT = new StringBuilder("old");
        static final int INT = Integer.parseInt("1");
        static int both() { return OBJECT.toString().length() * 100 + INT; }
    }
    static class Holder {
        final Shape shape;
        final int number;
        final List<String> names = new ArrayList<>();
        Holder(Shape shape, int number) { this.shape = shape; this.number = number; }
        int look() { return shape.area() * 10 + number; }
    }
    static final Holder HOLDER = new Holder(new Box(1), 5);
    static class Failing {
        static final Shape SHAPE = fail();
        static Shape fail() { throw new IllegalArgumentException("no shape"); }
    }
    static final boolean FLAG = Boolean.parseBoolean("true"), OFF = !FLAG;
    static final byte BYTE = (byte) Integer.parseInt("-2");
    static final char CHAR = (char) Integer.parseInt("65535");
    static final short SHORT = (short) Integer.parseInt("-300");
    static final long LONG = Long.parseLong("-1234567890123456789");
    static final float FLOAT = Float.parseFloat("-1.5");
    static final double DOUBLE = Double.parseDouble("-0.0");
    static final int[] INTS = {1, 2, 3};
    static final Object NOTHING = null, TEXT = "text".concat("");

    static long mixed(int i) {
        long sum = FLAG ? BYTE : CHAR;
        if (OFF) sum += 1000;
        if (NOTHING != null) sum += NOTHING.hashCode();
        if (TEXT instanceof String s && !(TEXT instanceof Number)) sum += s.length();
        sum += SHORT * (long) CHAR + LONG % 1000 + (long) (FLOAT * 2) + (1 / DOUBLE < 0 ? 1 : 0) + INTS[i % 3] + INTS.length;
        switch (BYTE) { case -2: sum++; break; default: sum--; }
        INTS[i % 3]++;
        return sum;
    }

    public static void main(String[] args) throws Exception {
        System.out.println(Early.nulls() + " " + Early.log + " " + Early.number());
        long sum = 0;
        for (int i = 0; i < N; i++) sum += late(i);
        System.out.println("late " + sum);

        waiting = new Thread(() -> { long s = 0; while (!Slow.begun) Thread.yield(); for (int i = 0; i < N; i++) s += slow(); System.out.println("waited " + s); });
        waiting.start();
        sum = 0;
        for (int i = 0; i < N; i++) sum += slow();
        waiting.join();
        System.out.println("slow " + sum);

        Field f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        f.setAccessible(true);
        sun.misc.Unsafe unsafe = (sun.misc.Unsafe) f.get(null);
        Field object = Written.class.getDeclaredField("OBJECT"), number = Written.class.getDeclaredField("INT");
        Object base = unsafe.staticFieldBase(object);
        unsafe.putObject(base, unsafe.staticFieldOffset(object), new ArrayList<>(List.of("new")));
        unsafe.putInt(base, unsafe.staticFieldOffset(number), 7);
        sum = 0;
        for (int i = 0; i < N; i++) sum += Written.both();
        System.gc();
        System.out.println("written " + sum);
        Field shape = Holder.class.getDeclaredField("shape"), n = Holder.class.getDeclaredField("number");
        shape.setAccessible(true);
        n.setAccessible(true);
        sum = 0;
        for (int i = 0; i < N; i++) {
            if (i == N / 2) shape.set(HOLDER, new Pair(3, 4));
            if (i == N / 2 + 10) n.setInt(HOLDER, 6);
            sum += HOLDER.look();
        }
        System.out.println("reflection " + sum + " " + HOLDER.names);

        for (int i = 0; i < N; i++) {
            try {
                Failing.SHAPE.area();
            } catch (ExceptionInInitializerError e) {
                System.out.println(e.getCause());
            } catch (NoClassDefFoundError e) {
                if (i == N - 1) System.out.println(e.getMessage());
            }
        }
        sum = 0;
        for (int i = 0; i < N; i++) sum += mixed(i);
        System.out.println("mixed " + sum);

        java.io.PrintStream out = System.out;
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < N; i++) {
            if (i == N - 2) System.setOut(new java.io.PrintStream(bytes));
            if (i > N - 3 || i % 20_000 == 0) System.out.println("line " + i);
            if (i == N - 1) System.out.flush();
        }
        System.setOut(out);
        System.out.println("redirected " + bytes.toString().lines().toList());
    }
}
