/** Bring-up: classes, fields, virtual and interface calls, instanceof, no concatenation. */
public class Up05Objects {
    interface Shape {
        int area();
        default int doubled() { return 2 * area(); }
    }

    static abstract class Base implements Shape {
        static int count;
        final int id;
        Base() { id = ++count; }
        public String toString() { return name(); }
        abstract String name();
    }

    static class Square extends Base {
        int side;
        Square(int side) { this.side = side; }
        public int area() { return side * side; }
        String name() { return "square"; }
    }

    static class Rectangle extends Square {
        int other;
        Rectangle(int a, int b) { super(a); other = b; }
        public int area() { return side * other; }
        public int doubled() { return Base.count * super.doubled(); }
        String name() { return "rectangle"; }
    }

    public static void main(String[] args) {
        Shape[] shapes = {new Square(3), new Rectangle(4, 5), new Square(6)};
        for (Shape s : shapes) {
            System.out.println(s);
            System.out.println(s.area());
            System.out.println(s.doubled());
            System.out.println(((Base) s).id);
            System.out.println(s instanceof Rectangle);
        }
    }
}
