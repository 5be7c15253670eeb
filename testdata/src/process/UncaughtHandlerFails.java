/** Handlers of uncaught exceptions that fail, exit or replace themselves; the main thread ends first. */
public class UncaughtHandlerFails {
    public static void main(String[] args) throws Exception {
        Thread t = new Thread(() -> { throw new IllegalStateException("worker"); }, "worker");
        t.setUncaughtExceptionHandler((x, e) -> { throw new UnsupportedOperationException("handler"); });
        t.start();
        t.join();
        Thread.setDefaultUncaughtExceptionHandler((x, e) -> {
            System.out.println("default: " + x.getName() + " " + e);
            System.exit(7);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> { System.out.println("hook"); }));
        throw new Exception("main");
    }
}
