import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Records, sealed types, pattern matching for instanceof, local records and enums, nested generics. */
public class Records {
    record Point(int x, int y) implements Comparable<Point> {
        static final Point ORIGIN = new Point(0, 0);
        Point { if (x < -100) throw new IllegalArgumentException("x too small: " + x); }
        Point(int both) { this(both, both); }
        double distance() { return Math.sqrt(x * x + y * y); }
        public int compareTo(Point o) { return Integer.compare(x, o.x); }
    }
    record Pair<A, B>(A first, B second) { <C> Pair<A, C> with(C c) { return new Pair<>(first, c); } }
    record All(boolean z, byte b, char c, short s, int i, long l, float f, double d, String t, int[] a) { }
    record Empty() { }

    sealed interface Shape permits Circle, Square, Rect { }
    record Circle(double r) implements Shape { }
    record Square(double side) implements Shape { }
    static non-sealed class Rect implements Shape { double a = 2, b = 3; }

    static double area(Shape s) {
        if (s instanceof Circle c) return 3 * c.r() * c.r();
        if (s instanceof Square q && q.side() > 0) return q.side() * q.side();
        if (!(s instanceof Rect r)) return -1;
        return r.a * r.b;
    }

    public static void main(String[] args) {
        Point p = new Point(3, 4);
        System.out.println(p + " " + p.x() + " " + p.distance() + " " + p.equals(new Point(3, 4)) + " " + p.equals(null) + " " + p.hashCode() + " " + new Point(9));
        try {
            new Point(-101, 0);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        Set<Point> set = new HashSet<>(List.of(p, new Point(1, 1)));
        System.out.println(set.contains(new Point(1)) + " " + new Pair<>("a", 1).with(2.5) + " " + new Pair<>(null, null).hashCode());
        int[] a = {1};
        All all = new All(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "t", a);
        System.out.println(all.toString().replaceAll("\\[I@.*", "array]") + " " + all.equals(new All(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "t", a))
            + " " + all.equals(new All(true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6d, "t", a.clone())));
        System.out.println(new Empty() + " " + new Empty().equals(new Empty()) + new Empty().hashCode());
        for (Shape s : new Shape[] {new Circle(1), new Square(2), new Rect(), new Square(-1)}) System.out.println(area(s));
        record Local(String s, Local next) { }
        System.out.println(new Local("a", new Local("b", null)));
        System.out.println(Point.class.isRecord() + " " + Point.class.getRecordComponents().length + " " + Point.class.getRecordComponents()[1]
            + " " + Shape.class.isSealed() + " " + Shape.class.getPermittedSubclasses().length);
    }
}
