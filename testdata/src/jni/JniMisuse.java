import java.lang.reflect.Field;

/** Commits the JNI offence or the crash that its argument names (tests/jni/misuse.c); run by tests/jni/misuse_test.py. */
public class JniMisuse {
    int x = 5;
    static String s = "text";

    int id(int v) {
        return v;
    }

    static int boom() {
        throw new IllegalStateException("boom");
    }

    static native void run(String what, Object o);

    static void unsafe() throws ReflectiveOperationException {
        Field f = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        f.setAccessible(true);
        ((sun.misc.Unsafe) f.get(null)).putInt(16L, 1);
    }

    static void go(String what) {
        try {
            if (what.equals("unsafe")) unsafe();
            else run(what, new JniMisuse());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** With a second argument: in a thread of that name, while another one waits. */
    public static void main(String[] args) throws InterruptedException {
        System.loadLibrary("misuse");
        if (args.length > 1) {
            Object lock = new Object();
            Thread waiter = new Thread(() -> {
                synchronized (lock) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
            }, "waiter");
            waiter.setDaemon(true);
            waiter.start();
            Thread t = new Thread(() -> go(args[0]), args[1]);
            t.start();
            t.join();
        } else {
            go(args[0]);
        }
        System.out.println("returned");
    }
}
