import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every kind of OutOfMemoryError: its message, that it can be caught, and that the program goes on. */
public class OutOfMemoryKinds {
    interface Body { Object run() throws Throwable; }
    public static class Payload { static int n; public Payload() { n++; } }

    static class Loader extends ClassLoader {
        Loader() { super(OutOfMemoryKinds.class.getClassLoader()); }
        Object make(byte[] b) throws Exception { return defineClass("OutOfMemoryKinds$Payload", b, 0, b.length).getDeclaredConstructor().newInstance(); }
    }

    static void attempt(String what, Body body) {
        try {
            System.out.println(what + ": " + body.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
        byte[][] after = new byte[10][];
        for (int i = 0; i < after.length; i++) after[i] = new byte[1_000_000];
    }

    static Object fill(List<Object> list) { for (;;) list.add(new Object[5]); }
    static Object fillMap(Map<Object, Object> map) { for (int i = 0; ; i++) map.put(i, "value " + i); }
    static Object chain() { for (Object[] last = null; ; ) last = new Object[] {last}; }

    public static void main(String[] args) throws Exception {
        attempt("objects", () -> fill(new ArrayList<>()));
        attempt("map", () -> fillMap(new HashMap<>()));
        attempt("chain", OutOfMemoryKinds::chain);
        attempt("big array", () -> new byte[100_000_000].length);
        attempt("longest array", () -> new byte[Integer.MAX_VALUE - 2].length);
        attempt("too long array", () -> new byte[Integer.MAX_VALUE - 1].length);
        attempt("too long array", () -> new Object[Integer.MAX_VALUE].length);
        attempt("arrays of arrays", () -> new int[100_000][1000].length);
        attempt("string", () -> "ab".repeat(0x3fffffff).length());
        attempt("clone", () -> {
            byte[] a = new byte[40_000_000];
            return a.clone().length;
        });
        attempt("builder", () -> {
            StringBuilder b = new StringBuilder("0123456789");
            for (;;) b.append(b);
        });
        attempt("direct", () -> ByteBuffer.allocateDirect(2_000_000));
        attempt("thread", () -> {
            new Thread(null, () -> { }, "huge", 1L << 50).start();
            return null;
        });
        Field f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        f.setAccessible(true);
        attempt("Unsafe", () -> ((sun.misc.Unsafe) f.get(null)).allocateMemory(1L << 50));
        byte[] code;
        try (InputStream in = OutOfMemoryKinds.class.getResourceAsStream("OutOfMemoryKinds$Payload.class")) {
            code = in.readAllBytes();
        }
        attempt("classes", () -> {
            List<Object> kept = new ArrayList<>();
            for (;;) kept.add(new Loader().make(code));
        });
        for (int i = 0; i < 300; i++) new Loader().make(code);
        Thread t = new Thread(() -> attempt("in a thread", () -> fill(new ArrayList<>())));
        t.start();
        t.join();
        Thread u = new Thread(() -> fill(new ArrayList<>()), "uncaught");
        u.setUncaughtExceptionHandler((thread, e) -> System.out.println(thread.getName() + ": " + e));
        u.start();
        u.join();
    }
}
