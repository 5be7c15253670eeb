/** System.exit with shutdown hooks; finally blocks are not run; exit code 3. */
public class ExitHooks {
    public static void main(String[] args) throws Exception {
        Thread hook = new Thread(() -> System.out.println("hook runs"));
        Runtime.getRuntime().addShutdownHook(hook);
        Thread removed = new Thread(() -> System.out.println("never"));
        Runtime.getRuntime().addShutdownHook(removed);
        System.out.println(Runtime.getRuntime().removeShutdownHook(removed));
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        Thread daemon = new Thread(() -> {
            try {
                Thread.sleep(Integer.MAX_VALUE);
            } catch (InterruptedException e) {
                System.out.println("never");
            }
        });
        daemon.setDaemon(true);
        daemon.start();
        try {
            System.exit(3);
        } finally {
            System.out.println("never");
        }
    }
}
