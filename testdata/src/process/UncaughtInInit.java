/** The main class's initializer fails. */
public class UncaughtInInit {
    static final int X = Integer.parseInt("not a number");
    public static void main(String[] args) { System.out.println("never"); }
}
