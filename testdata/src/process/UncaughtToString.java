/** An uncaught exception whose own toString fails. */
public class UncaughtToString {
    static class Bad extends RuntimeException {
        public String toString() { throw new IllegalStateException("toString fails"); }
    }
    public static void main(String[] args) {
        System.out.println("before");
        throw new Bad();
    }
}
