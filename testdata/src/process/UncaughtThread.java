/** Uncaught exceptions in another thread: reported, the program goes on and ends with 0; handlers. */
public class UncaughtThread {
    public static void main(String[] args) throws Exception {
        Thread t = new Thread(() -> { throw new IllegalStateException("in worker"); }, "worker");
        t.start();
        t.join();
        System.out.println("main goes on, worker is " + t.getState());
        Thread h = new Thread(() -> { int[] a = new int[1]; a[1] = 2; }, "handled");
        h.setUncaughtExceptionHandler((who, e) -> System.out.println(who.getName() + ": " + e.getMessage()));
        h.start();
        h.join();
        Thread.setDefaultUncaughtExceptionHandler((who, e) -> System.out.println("default: " + who.getName() + " " + e));
        Thread d = new Thread(() -> { throw new Error("boom"); }, "d");
        d.start();
        d.join();
        throw new Exception("main ends");
    }
}
