/** The VM ends with the last thread that is no daemon: daemons, hooks, finally blocks that never run, and output not lost. */
public class DaemonsEnd {
    public static void main(String[] args) throws Exception {
        Thread d = new Thread(() -> {
            try {
                Thread.sleep(Integer.MAX_VALUE);
            } catch (InterruptedException e) {
            } finally { System.out.println("never printed"); }
        });
        d.setDaemon(true);
        d.start();
        Thread main = Thread.currentThread();
        Thread last = new Thread(() -> {
            try {
                main.join();
            } catch (InterruptedException e) {}
            System.out.println("last thread " + Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals("main")));
        });
        last.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("hook");
            try {
                Runtime.getRuntime().addShutdownHook(new Thread());
            } catch (IllegalStateException e) { System.out.println(e); }
            try {
                Runtime.getRuntime().removeShutdownHook(new Thread());
            } catch (IllegalStateException e) { System.out.println(e); }
        }));
        System.out.println("main ends");
    }
}
