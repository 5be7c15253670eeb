/** The main class's initializer fails: what the launcher prints. */
public class InitFails {
    static int[] a = new int[2];
    static int x = a[2];

    public static void main(String[] args) {
        System.out.println("never");
    }
}
