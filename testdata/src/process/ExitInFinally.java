/** System.exit beats finally blocks and pending exceptions; a second exit from a hook's thread waits for ever and is cut off by halt. */
public class ExitInFinally {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Thread again = new Thread(() -> System.exit(9));
            again.setDaemon(true);
            again.start();
            System.out.println("hook");
            System.out.flush();
            Runtime.getRuntime().halt(5);
        }));
        try {
            throw new RuntimeException("pending");
        } finally {
            try {
                System.exit(3);
            } finally { System.out.println("not reached"); }
        }
    }
}
