// SPDX-License-Identifier: MIT
// A class of every kind, every attribute javac writes, every sort of constant: what minijavap and javap must agree on.
import java.lang.annotation.*;
import java.util.*;
import java.util.function.*;

public abstract class Kinds<T extends Comparable<? super T> & java.io.Serializable> extends ArrayList<@Kinds.TypeUse("x") T>
        implements Runnable {
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
    @interface TypeUse {
        String value() default "d\n\"q'\u00e9\u20ac";
        int[] ints() default {1, 2};
        Class<?> type() default int[].class;
        Class<?>[] types() default {String.class, void.class};
        char letter() default '\'';
        char wide() default '\u20ac';
        byte tiny() default -1;
        boolean flag() default true;
        double real() default 1.5;
        float single() default 2f;
        long big() default 5;
        short small() default 3;
        RetentionPolicy policy() default RetentionPolicy.CLASS;
        Target target() default @Target({});
        Deprecated[] many() default {@Deprecated(since = "1"), @Deprecated(forRemoval = true, since = "2")};
    }

    @Retention(RetentionPolicy.CLASS)
    @interface Hidden {
        int value();
    }

    static final char C1 = '\u1234', C2 = '\'', C3 = '\0', C4 = '\n', C5 = '\u00e9', C6 = '"', C7 = '\\';
    static final String S = "a\tb\"c\\d\0\u20ac\ud83d\ude00'\u007f\u00a0\u2028 \ud800", EMPTY = "", BLANKS = "  two  ";
    static final boolean YES = true, NO = false;
    static final byte B = -3;
    static final short SH = 300;
    static final float F1 = 1.0f / 0, F2 = 0f / 0, F3 = Float.MAX_VALUE, F4 = Float.MIN_VALUE, F5 = 1e-3f, F6 = 1.0e7f;
    static final double D1 = -1.0 / 0, D2 = 1e10, D3 = Double.MIN_VALUE, D4 = 0.1 + 0.2, D5 = 2e-3, D6 = 1e23, D7 = -0.0;
    static final long L = 1L << 40, L2 = Long.MIN_VALUE;
    @TypeUse(ints = {})
    Map<@TypeUse String, @TypeUse ? extends @TypeUse("w") Number[] @TypeUse("dim") []> generic;
    Map.@TypeUse Entry<String, ?>[] nested;
    transient volatile int v;
    Object \u00e9t\u00e9;
    Outer<String>.Inner<Integer> inner;

    static class Outer<P> {
        class Inner<Q> {
            Inner(@Hidden(1) Q q, @Deprecated P p) { }
        }
    }

    static {
        System.out.println();
    }

    <@TypeUse X extends @TypeUse Throwable> void m(@Hidden(3) int a, @Hidden(4) String b, List<? super X>... c)
            throws X, java.io.@TypeUse IOException {
        @TypeUse int q = 3;
        try {
            Object o = (@TypeUse("cast") String) b;
            if (o instanceof @TypeUse Integer) {
                q++;
            }
            new @TypeUse ArrayList<String>();
            Supplier<List<String>> s = @TypeUse ArrayList<@TypeUse String>::new;
        } catch (@TypeUse RuntimeException e) {
            throw e;
        } finally {
            @TypeUse("split") long local = L;
            q = (int) local;
        }
        Runnable r = () -> System.out.println(a + b);
        r.run();
        switch (b) {
            case "a": break;
            case "bb": q = 7;
        }
        switch (a) {
            case -1: case 2: case 3: q = 1; break;
            default: q = 99;
        }
        switch (a) {
            case Integer.MIN_VALUE: q = 1; break;
            case Integer.MAX_VALUE: q = 2;
        }
        int[][] x = new int[3][];
        int[][] y = new int[3][4];
        byte[] z = new byte[4];
        double d = 1e300;
        q += 1000;
        Object[] objects = new String[a > 1 ? 2 : 3];
        objects.clone();
        Class<?> type = int[].class;
        synchronized (this) {
            new String(a > 1 ? "uninitialized" : "frames");
        }
        try (java.io.@TypeUse StringReader reader = new java.io.StringReader("x\n'" + C2)) {
            reader.read();
        }
        assert q > 0 : "asserted";
    }

    @Deprecated
    public native int nat();

    protected final synchronized void sync(Kinds<T> this) { }

    abstract <Q> Q[] all(Q... q);

    long wide(long a, double b, int c) {
        int i0 = 0, i1 = 1, i2 = 2, i3 = 3;
        for (long l = a; l < 10; l++) {
            if (l == c) {
                continue;
            }
            b += l;
        }
        return (long) b + i0 + i1 + i2 + i3;
    }

    void h\u00e9llo() {
        h\u00e9llo();
        new Thread() { };
        class Local { }
        new Local();
    }

    enum Letters {
        P,
        Q {
            void k() { }
        };
    }

    record Pair<A>(@TypeUse int a, @Hidden(1) List<A> b, String... rest) { }

    sealed interface Shape permits Square { }

    static final class Square implements Shape { }

    interface Defaults {
        int K = new Random().nextInt();

        default void d() { }

        static void s() { }

        private void p() { }
    }
}
