import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Every name of a signal but those that may be ignored from the start (nohup): its number, whether a program may handle it, and what stood there before; then handlers run. */
public class SignalNames {
    static String kind(SignalHandler handler) {
        return handler == SignalHandler.SIG_DFL ? "default" : handler == SignalHandler.SIG_IGN ? "ignored" : "a handler";
    }

    public static void main(String[] args) throws Exception {
        for (String name : ("QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM STKFLT CHLD CLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ"
                + " VTALRM PROF WINCH IO POLL PWR SYS RTMIN RTMAX UNUSED EMT INFO x 1 SIGHUP").split(" ")) {
            StringBuilder line = new StringBuilder(name);
            try {
                Signal signal = new Signal(name);
                line.append(" ").append(signal.getNumber()).append(" ").append(signal);
                SignalHandler before = Signal.handle(signal, s -> { });
                line.append(": ").append(kind(before));
                line.append(", ").append(kind(Signal.handle(signal, SignalHandler.SIG_IGN)));
                line.append(", ").append(kind(Signal.handle(signal, SignalHandler.SIG_DFL)));
                line.append(", ").append(kind(Signal.handle(signal, before)));
            } catch (IllegalArgumentException e) {
                line.append(": ").append(e);
            }
            System.out.println(line);
        }
        for (String name : "USR1 USR2 ALRM PIPE URG CONT IO PWR VTALRM PROF SYS XCPU XFSZ TRAP WINCH CHLD".split(" ")) {
            CountDownLatch handled = new CountDownLatch(1);
            Signal signal = new Signal(name);
            Signal.handle(signal, s -> {
                System.out.println(s + " on " + Thread.currentThread().getName() + " " + s.equals(signal));
                handled.countDown();
            });
            Signal.raise(signal);
            handled.await();
        }
    }
}
