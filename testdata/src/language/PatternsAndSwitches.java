import java.util.*;
import java.util.function.*;

/** instanceof patterns, switch expressions over strings that collide, enums, boxes; fall through, yield, null, default; text blocks, var. */
public class PatternsAndSwitches {
    enum Op { ADD { int go(int a, int b) { return a + b; } }, SUB { int go(int a, int b) { return a - b; } }, NONE; int go(int a, int b) { return 0; } }
    sealed interface Shape permits Circle, Square { }
    record Circle(double r) implements Shape { }
    record Square(double s) implements Shape { }
    static String strings(String s) {
        switch (s) {
            case "Aa": return "first";
            case "BB": return "collides";
            case "AaAa": case "BBBB": return "two of four";
            case "AaBB": return "third";
            case "": return "empty";
            case "\0": return "nul";
            default: return "none of " + s.hashCode();
        }
    }
    static int yields(Object o) {
        return switch (String.valueOf(o)) {
            case "one", "uno" -> 1;
            case "two" -> { int x = 0; for (int i = 0; i < 2; i++) x++; yield x; }
            case "boom" -> throw new IllegalStateException("boom");
            default -> { if (o instanceof Integer i && i > 100) yield i; yield -1; }
        };
    }
    static String enums(Op op) {
        String s = "";
        switch (op) { case ADD: s += "add"; case SUB: s += "sub"; break; default: s += "other"; }
        return s + switch (op) { case ADD -> 1; case SUB -> 2; case NONE -> 3; };
    }
    static double area(Object o) {
        if (o instanceof Circle c && c.r() > 0) return 3 * c.r();
        if (!(o instanceof Square q)) return -1;
        return q.s() * q.s();
    }
    static String chars(char c) { return switch (c) { case 'a' -> "A"; case '\uffff' -> "max"; case 0 -> "zero"; default -> "c"; }; }
    static int sparse(int i) { switch (i) { case Integer.MIN_VALUE: return 1; case -1: return 2; case 0: return 3; case Integer.MAX_VALUE: return 4; default: return 5; } }
    static int dense(Integer i) { return switch (i) { case 1 -> 10; case 2 -> 20; case 3 -> 30; default -> 0; }; }
    public static void main(String[] args) {
        for (String s : new String[] {"Aa", "BB", "AaAa", "BBBB", "AaBB", "BBAa", "", "\0", "x"}) System.out.println(strings(s));
        for (Object o : new Object[] {"one", "uno", "two", 101, 5, null}) System.out.println(yields(o));
        for (Op o : Op.values()) System.out.println(enums(o) + o.go(5, 3) + o.getClass().isEnum() + o.getDeclaringClass());
        System.out.println(area(new Circle(2)) + " " + area(new Square(3)) + " " + area("x") + " " + area(null) + " " + area(new Circle(-1)));
        System.out.println(chars('a') + chars('\uffff') + chars('\0') + chars('q') + " " + sparse(Integer.MIN_VALUE) + sparse(-1) + sparse(0) + sparse(Integer.MAX_VALUE) + sparse(7) + " " + dense(2) + dense(9));
        Show.of("null string", () -> strings(null));
        Show.of("null enum", () -> enums(null));
        Show.of("null Integer", () -> dense(null));
        Show.of("thrown", () -> yields("boom"));
        Object o = List.of("a", 1);
        if (o instanceof List<?> l && l.get(0) instanceof String s && l.get(1) instanceof Integer i) System.out.println(s + i);
        var text = """
            two
              lines \
            joined "quoted" \t\u20ac
            """;
        System.out.print(text);
        var map = new HashMap<String, Function<Integer, Integer>>();
        map.put("inc", x -> x + 1);
        for (var e : map.entrySet()) System.out.println(e.getKey() + e.getValue().apply(1));
        outer:
        for (int i = 0; ; i++) { switch (i) { case 3: break outer; case 1: continue outer; default: System.out.print(i + " "); } }
        System.out.println();
        EnumMap<Op, Integer> em = new EnumMap<>(Op.class);
        em.put(Op.NONE, 1); em.put(Op.ADD, 2);
        System.out.println(em + " " + EnumSet.complementOf(EnumSet.of(Op.SUB)) + Op.valueOf("SUB").compareTo(Op.NONE) + Enum.valueOf(Op.class, "ADD").name());
    }
}
