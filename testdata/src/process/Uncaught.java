/** An uncaught exception with causes and suppressed ones: the trace on stderr, exit code 1. */
public class Uncaught {
    static class Config {
        final int port;
        Config(String text) {
            try {
                port = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                IllegalStateException s = new IllegalStateException("bad config", e);
                s.addSuppressed(new java.io.IOException("while closing"));
                throw s;
            }
        }
    }

    static Config load(String s) { return new Config(s); }

    public static void main(String[] args) {
        System.out.println("before");
        try {
            load("80x");
        } catch (RuntimeException e) {
            throw new RuntimeException("cannot start\nsecond line", e);
        }
    }
}
