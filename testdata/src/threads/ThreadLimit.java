import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts threads until the system refuses one (or 2,000): the error is caught and the program goes on. */
public class ThreadLimit {
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        String refused = "none refused, live " + 2000;
        for (int i = 0; i < 2000; i++) {
            Thread t = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            try {
                t.start();
            } catch (OutOfMemoryError e) {
                refused = e.getMessage() + " " + t.getState() + " " + t.isAlive();
                break;
            }
            threads.add(t);
        }
        int live = 0;
        for (Thread t : threads) if (t.isAlive()) live++;
        go.countDown();
        for (Thread t : threads) t.join();
        System.out.println(refused + (live == threads.size() ? "" : " but live " + live));
        Thread last = new Thread(() -> System.out.println("and another one"));
        last.start();
        last.join();
    }
}
