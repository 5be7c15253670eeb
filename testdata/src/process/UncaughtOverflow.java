/** An uncaught StackOverflowError: 1024 frames are printed. */
public class UncaughtOverflow {
    static int f(int n) { return f(n + 1) + 1; }
    public static void main(String[] args) {
        System.out.println("before");
        f(0);
    }
}
