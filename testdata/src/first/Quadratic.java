/** b squared minus 4ac: the ten instructions this VM's documentation starts with. */
public class Quadratic {
    static int discriminant(int a, int b, int c) { return b*b - 4*a*c; }

    public static void main(String[] args) {
        System.out.println(discriminant(1, 5, 6));
        System.out.println(discriminant(2, -3, 7));
        System.out.println(discriminant(Integer.MAX_VALUE, 65536, -1));
    }
}
