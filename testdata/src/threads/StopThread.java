/** Thread.stop: in a loop, in sleep, in wait, before start, by itself; suspend and the like are refused or work. */
@SuppressWarnings({"deprecation", "removal"})
public class StopThread {
    static volatile boolean running;
    static volatile long counter;

    static void stopped(String what, Runnable body) throws Exception {
        running = false;
        Thread t = new Thread(() -> {
            try {
                running = true;
                body.run();
            } catch (ThreadDeath e) {
                System.out.println(what + " stopped");
                throw e;
            } finally {
                System.out.println(what + " finally");
            }
        });
        t.start();
        while (!running) Thread.sleep(1);
        Thread.sleep(50);
        t.stop();
        t.join();
        System.out.println(what + " " + t.getState() + " " + t.isAlive());
    }

    public static void main(String[] args) throws Exception {
        stopped("loop", () -> { while (true) counter++; });
        stopped("sleep", () -> { try { Thread.sleep(Integer.MAX_VALUE); } catch (InterruptedException e) { System.out.println("interrupted"); } });
        Object lock = new Object();
        stopped("wait", () -> { synchronized (lock) { try { lock.wait(); } catch (InterruptedException e) { System.out.println("interrupted"); } } });
        stopped("park", () -> { while (true) java.util.concurrent.locks.LockSupport.park(); });
        Thread early = new Thread(() -> System.out.println("ran"));
        early.stop();
        early.start();
        early.join();
        System.out.println("early " + early.getState());
        Thread self = new Thread(() -> { try { Thread.currentThread().stop(); System.out.println("not reached"); } catch (ThreadDeath e) { System.out.println("self"); } });
        self.start();
        self.join();
        Thread counting = new Thread(() -> { while (true) counter++; });
        counting.setDaemon(true);
        counting.start();
        long before = counter;
        while (counter == before) Thread.sleep(1);
        counting.suspend();
        before = counter;
        Thread.sleep(100);
        System.out.println("suspended " + (counter == before) + " " + counting.getState());
        counting.resume();
        while (counter == before) Thread.sleep(1);
        System.out.println("resumed");
        counting.suspend();
        System.gc();
        counting.stop();
        counting.join();
        System.out.println("stopped while suspended");
    }
}
