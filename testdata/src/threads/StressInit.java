import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that race to initialize classes: each initializer runs once, nobody sees a half-made class, failures reach all. */
public class StressInit {
    static final AtomicInteger runs = new AtomicInteger();
    static final int THREADS = 6;

    static class Plain {
        static final int[] values = new int[100];
        static int sum;
        static {
            runs.incrementAndGet();
            for (int i = 0; i < values.length; i++) {
                values[i] = i;
                sum += i;
                if (i % 25 == 0) Thread.yield();
            }
        }

        static int get() {
            return sum;
        }
    }

    static class Base {
        static int a;
        static {
            runs.incrementAndGet();
            Thread.yield();
            a = 5;
        }
    }

    static class Derived extends Base {
        static int b = a * 2;
        static {
            runs.incrementAndGet();
        }
    }

    interface WithDefault {
        int N = mark();

        default int n() {
            return N;
        }

        static int mark() {
            runs.incrementAndGet();
            Thread.yield();
            return 9;
        }
    }

    static class Implementor implements WithDefault {}

    /** Each needs the other: threads that start at different ends must not deadlock when one thread does both. */
    static class Left {
        static int v = 1;
        static int w = Right.v + 1;
    }

    static class Right {
        static int v = 2;
    }

    static class Failing {
        static int v;
        static {
            runs.incrementAndGet();
            Thread.yield();
            v = Integer.parseInt("none");
        }
    }

    enum Kind {
        A, B, C;
        static final Kind[] all = values();
    }

    interface Use {
        int run();
    }

    static void race(String name, Use use) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        AtomicInteger sum = new AtomicInteger(), failed = new AtomicInteger(), missing = new AtomicInteger();
        runs.set(0);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = new Thread(() -> {
                try {
                    start.await();
                    sum.addAndGet(use.run());
                } catch (ExceptionInInitializerError e) {
                    failed.incrementAndGet();
                } catch (NoClassDefFoundError e) {
                    missing.incrementAndGet();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            threads[i].start();
        }
        for (Thread t : threads) t.join();
        System.out.println(name + ": sum " + sum + ", initializers " + runs + ", failed " + failed + ", then missing " + missing);
    }

    public static void main(String[] args) throws Exception {
        race("static method", Plain::get);
        race("static field", () -> Derived.b);
        race("instance", () -> new Implementor().n());
        race("each other", () -> Left.w + Right.v);
        race("failing", () -> Failing.v);
        race("enum", () -> Kind.all.length + Kind.valueOf("C").ordinal());
        race("lambda", () -> ((Use) () -> 4).run());
        race("concat", () -> ("a" + runs.get() + "b").length() > 2 ? 1 : 0);
    }
}
