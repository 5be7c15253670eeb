import java.util.ArrayList;
import java.util.List;

/** Work without end, of a kind named by the argument: tests/bounds_test.py bounds it. */
public class Bounds {
    static int deep(int n) {
        return deep(n + 1) + 1;
    }

    static void threads() {
        int n = 0;
        try {
            for (;; n++) {
                Thread t = new Thread(() -> {
                    try {
                        Thread.sleep(Integer.MAX_VALUE);
                    } catch (InterruptedException e) {
                        System.out.println(e);
                    }
                });
                t.setDaemon(true);
                t.start();
            }
        } catch (OutOfMemoryError e) {
            System.out.println(n > 5 ? e : "only " + n);
        }
    }

    static void allocate() {
        List<byte[]> kept = new ArrayList<>(100000);
        long bytes = 0;
        try {
            for (;; bytes += 2048)
                kept.add(new byte[2048 - 16]);
        } catch (OutOfMemoryError e) {
            kept = null;
            System.out.println(bytes);
            System.out.println(e);
        }
    }

    public static void main(String[] args) throws Exception {
        try {
            switch (args[0]) {
            case "loop":
                for (long i = 0;; i++)
                    if (i < 0)
                        System.out.println(i);
            case "catching":
                for (;;) {
                    try {
                        for (;;)
                            Thread.onSpinWait();
                    } catch (Throwable e) {
                        System.out.println("caught " + e);
                    } finally {
                        System.out.println("finally");
                    }
                }
            case "regex":
                System.out.println("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab".matches("((a+)+)+\\2c"));
                break;
            case "sleep":
                Thread.sleep(Integer.MAX_VALUE);
                break;
            case "wait":
                synchronized (Bounds.class) {
                    Bounds.class.wait();
                }
                break;
            case "read":
                System.out.println(System.in.read());
                break;
            case "many":
                Thread last = null;
                for (int i = 0; i < 3; i++) {
                    last = new Thread(() -> {
                        for (;;)
                            Thread.onSpinWait();
                    });
                    last.start();
                }
                last.join();
                break;
            case "deep":
                try {
                    System.out.println(deep(0));
                } catch (StackOverflowError e) {
                    System.out.println(e);
                }
                break;
            case "threads":
                threads();
                break;
            case "allocate":
                allocate();
                break;
            default:
                throw new IllegalArgumentException(args[0]);
            }
        } finally {
            System.out.println("finally");
        }
    }
}
