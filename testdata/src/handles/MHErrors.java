import java.lang.invoke.*;
import java.util.function.*;

/** invokedynamic linkage: lambdas of every shape, concatenation shapes, traces through lambda frames, hidden classes with class data. */
public class MHErrors {
    interface Body { Object run() throws Throwable; }
    static void show(String what, Body body) {
        try {
            System.out.println(what + ": " + body.run());
        } catch (Throwable t) {
            System.out.println(what + " threw " + t + (t.getCause() != null ? " because " + t.getCause() : ""));
        }
    }
    interface Five { long call(int a, long b, double c, float d, String e); }
    interface Ser extends Supplier<String>, java.io.Serializable { }
    int base = 7;
    int plus(int x) { return base + x; }
    static <T, R> Function<T, R> lift(Function<T, R> f) { return f; }
    public static void main(String[] args) throws Throwable {
        MHErrors me = new MHErrors();
        IntUnaryOperator bound = me::plus;
        ToIntBiFunction<MHErrors, Integer> unbound = MHErrors::plus;
        Function<Integer, int[]> maker = int[]::new;
        Supplier<MHErrors> con = MHErrors::new;
        int local = args.length + 3; String text = "t"; double dd = 1.25; long ll = 1L << 35;
        Five five = (a, b, c, d, e) -> (long) (a + b + c + d + e.length() + local + text.length() + dd) + ll;
        System.out.println(bound.applyAsInt(1) + " " + unbound.applyAsInt(me, 2) + " " + maker.apply(3).length + " " + con.get().base + " " + five.call(1, 2, 3, 4, "five"));
        Ser ser = () -> "ser";
        System.out.println(ser.get() + " " + (ser instanceof java.io.Serializable));
        Supplier<Supplier<String>> nested = () -> () -> "nested" + local;
        System.out.println(nested.get().get());
        show("null bound", () -> { MHErrors n = null; IntUnaryOperator u = n::plus; return u; });
        for (int round = 0; round < 3; round++) {
            Object o = round == 0 ? null : round == 1 ? (Object) 5 : "s";
            char c = (char) ('a' + round); byte b = (byte) -round; boolean z = round == 1; float f = round / 2f;
            System.out.println("concat " + o + c + b + z + f + ll + dd + '\u20ac' + null + 1 + new int[0].length + " end");
        }
        show("throw in lambda", () -> lift((String s) -> Integer.parseInt(s)).apply("zz"));
        Runnable deep = () -> { throw new RuntimeException("deep"); };
        try {
            deep.run();
        } catch (RuntimeException e) {
            for (StackTraceElement el : e.getStackTrace())
                System.out.println("  at " + el.getMethodName().replaceAll("[0-9]+", "N") + ":" + el.getLineNumber());
        }
        Class<?> k = deep.getClass();
        System.out.println(k.isHidden() + " " + k.isSynthetic() + " " + k.getSimpleName().startsWith("MHErrors$$Lambda$") + " " + k.getNestHost() + " " + k.getInterfaces()[0] + " " + k.getPackageName().isEmpty());
        byte[] bytes;
        try (var in = MHErrors.class.getResourceAsStream("MHErrors$Template.class")) { bytes = in.readAllBytes(); }
        MethodHandles.Lookup L = MethodHandles.lookup();
        MethodHandles.Lookup h = L.defineHiddenClassWithClassData(bytes, "the data", true, MethodHandles.Lookup.ClassOption.NESTMATE);
        Class<?> hk = h.lookupClass();
        System.out.println(hk.getName().replaceAll("/0x.*", "/0xN") + " " + hk.isHidden() + " " + hk.getNestHost() + " " + (hk != Template.class));
        System.out.println(h.findStatic(hk, "data", MethodType.methodType(Object.class)).invoke());
        System.out.println(h.findStatic(hk, "peek", MethodType.methodType(int.class, MHErrors.class)).invoke(me));
        show("self", () -> h.findStatic(hk, "self", MethodType.methodType(Class.class)).invoke() == hk);
        show("by name", () -> { try { return Class.forName(hk.getName()); } catch (ClassNotFoundException e) { return e.getMessage().equals(hk.getName()); } });
        show("trace", () -> { try { return h.findStatic(hk, "fail", MethodType.methodType(void.class)).invoke(); } catch (IllegalStateException e) { return e.getStackTrace()[0].getMethodName(); } });
        show("twice", () -> L.defineHiddenClass(bytes, false).lookupClass() != hk);
        show("define again", () -> L.defineClass(bytes));
        show("garbage", () -> L.defineHiddenClass(new byte[] {1, 2, 3}, false));
        var list = new java.util.ArrayList<String>();
        java.util.stream.IntStream.range(0, 5).mapToObj(i -> "n" + i).filter(s -> !s.endsWith("2")).forEach(list::add);
        System.out.println(list);
        record Point(int x, double y, String s) { }
        System.out.println(new Point(1, 2.5, "p") + " " + new Point(1, 2.5, "p").equals(new Point(1, 2.5, "p")) + " " + (new Point(1, 2.5, "p").hashCode() == new Point(1, 2.5, "p").hashCode()));
    }
    static class Template {
        static Object data() throws Throwable { return MethodHandles.classData(MethodHandles.lookup(), "_", Object.class); }
        static int peek(MHErrors e) { return e.secret(); }
        static Class<?> self() { return Template.class; }
        static void fail() { throw new IllegalStateException("hidden"); }
    }
    private int secret() { return base * 6; }
}
