import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;

/** Enums: bodies per constant, fields, valueOf, EnumMap, EnumSet, switch, compareTo. */
public class Enums {
    enum Op {
        ADD("+") { int apply(int a, int b) { return a + b; } },
        SUB("-") { int apply(int a, int b) { return a - b; } },
        MUL("*") { int apply(int a, int b) { return a * b; } };
        final String sign;
        Op(String sign) { this.sign = sign; }
        abstract int apply(int a, int b);
    }

    enum Planet { MERCURY(3.303e+23, 2.4397e6), EARTH(5.976e+24, 6.37814e6);
        private final double mass, radius;
        Planet(double mass, double radius) { this.mass = mass; this.radius = radius; }
        double gravity() { return 6.67300E-11 * mass / (radius * radius); } }

    interface Named { String label(); }
    enum Day implements Named { MON, TUE, WED, THU, FRI, SAT, SUN; public String label() { return name().charAt(0) + name().substring(1).toLowerCase(); } boolean weekend() { return this == SAT || this == SUN; } }

    static String kind(Day d) {
        switch (d) {
        case SAT: case SUN: return "rest";
        case FRI: return "nearly";
        default: return "work";
        }
    }

    public static void main(String[] args) {
        for (Op op : Op.values()) System.out.println(op + op.sign + op.apply(6, 3) + op.ordinal() + op.getClass().getName() + op.getDeclaringClass().getName());
        for (Planet p : Planet.values()) System.out.println(p + " " + p.gravity());
        System.out.println(Day.valueOf("WED").label() + " " + Day.MON.compareTo(Day.WED) + " " + Arrays.toString(Day.values()));
        try {
            Day.valueOf("XYZ");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        EnumMap<Day, String> map = new EnumMap<>(Day.class);
        for (Day d : Day.values()) map.put(d, kind(d));
        System.out.println(map);
        EnumSet<Day> set = EnumSet.complementOf(EnumSet.of(Day.MON, Day.SUN));
        set.removeIf(Day::weekend);
        System.out.println(set + " " + EnumSet.range(Day.TUE, Day.THU) + EnumSet.noneOf(Day.class) + EnumSet.allOf(Op.class));
        System.out.println(Enum.valueOf(Op.class, "MUL").apply(7, 6) + " " + Day.FRI.equals(Day.FRI) + " " + Day.class.isEnum() + " " + Op.ADD.getClass().isEnum());
        System.out.println(Arrays.stream(Day.values()).filter(Day::weekend).map(Day::label).toList());
    }
}
