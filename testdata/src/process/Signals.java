import sun.misc.Signal;

/** Signals handled in Java, raised by the program itself; and the shutdown by SIGTERM runs hooks and gives 143. */
public class Signals {
    public static void main(String[] args) throws Exception {
        java.util.concurrent.LinkedBlockingQueue<String> got = new java.util.concurrent.LinkedBlockingQueue<>();
        Signal.handle(new Signal("HUP"), s -> got.add(s.getName() + s.getNumber()));
        Signal.handle(new Signal("USR2"), s -> got.add(s.getName() + s.getNumber()));
        Signal.raise(new Signal("HUP"));
        System.out.println(got.take());
        Signal.raise(new Signal("USR2"));
        System.out.println(got.take());
        for (String name : new String[] {"SEGV", "QUIT", "KILL", "NOSUCH"})
            try {
                Signal.handle(new Signal(name), s -> { });
                System.out.println(name + " accepted");
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        System.out.println(new Signal("INT") + " " + new Signal("TERM").getNumber());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        Signal.raise(new Signal("TERM"));
        Thread.sleep(Integer.MAX_VALUE);
        System.out.println("not reached");
    }
}
