/** The Java half of embed.c. */
public class Embedded {
    /** Implemented by the C program that embeds the VM. */
    static native int host(String text, int n);

    static long square(int x) {
        return (long) x * x;
    }

    public static void main(String[] args) throws InterruptedException {
        System.out.println("host(\"hello\", 21) = " + host("hello", 21));
        try {
            host("minus", -1);
        } catch (IllegalArgumentException e) {
            System.out.println("caught: " + e.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shutdown hook")));
        if (Boolean.getBoolean("embedded.forever")) for (;;) Thread.sleep(1000);
        if (Boolean.getBoolean("embedded.exit")) System.exit(7);
        Thread last = new Thread(() -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            System.out.println("DestroyJavaVM waits for this thread");
        });
        last.start();
    }
}
