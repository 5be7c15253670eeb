import java.util.*;

/** An uncaught exception with causes, suppressed ones, a cycle and a message of several lines. */
public class UncaughtCause {
    static void inner() { throw new NoSuchElementException("inner\nsecond line"); }
    public static void main(String[] args) throws Exception {
        try {
            inner();
        } catch (RuntimeException e) {
            Exception outer = new Exception(e);
            Exception side = new Exception("side", outer);
            outer.addSuppressed(side);
            outer.addSuppressed(new Error("other"));
            throw outer;
        }
    }
}
