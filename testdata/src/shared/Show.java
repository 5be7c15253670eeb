/** What many programs here do: runs a body, prints what it gives or throws. Addresses and hashes are left out. */
public class Show {
    interface Body { Object run() throws Throwable; }

    static String neutral(Object o) {
        return String.valueOf(o).replaceAll("@[0-9a-f]{4,}", "@N").replaceAll("0x[0-9a-f]{4,}", "0xN").replaceAll("\\$\\$Lambda\\$[0-9]+", "\\$\\$Lambda");
    }

    /** Waits until a thread is in a native method of java.nio that blocks. */
    static void untilInNative(Thread t) {
        for (;;) {
            StackTraceElement[] s = t.getStackTrace();
            if (s.length > 0 && s[0].isNativeMethod() && s[0].getClassName().startsWith("sun.nio.ch.") && s[0].getMethodName().matches("accept|poll|read0|wait"))
                return;
            Thread.yield();
        }
    }

    static void of(String what, Body body) {
        try {
            System.out.println(what + ": " + neutral(body.run()));
        } catch (Throwable t) {
            StringBuilder text = new StringBuilder(what + " threw " + neutral(t));
            int n = 0;
            for (Throwable c = t.getCause(); c != null && n++ < 5; c = c.getCause()) text.append(" <- ").append(neutral(c));
            System.out.println(text);
        }
    }
}
