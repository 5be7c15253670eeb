/** Prints a line, waits for two bytes of input, and ends with 5; a shutdown hook prints too. Signals are sent to it. */
public class AwaitInput {
    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        System.out.println("ready");
        System.in.read();
        System.in.read();
        System.exit(5);
    }
}
