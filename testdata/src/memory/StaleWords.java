import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A dead object goes although its address may still lie in a register or in a dead word of a C frame: of the thread that
 * collects, and of threads that have used it and then stay where they are.
 */
public class StaleWords {
    interface Use { void of(Object o) throws Throwable; }

    static int count;
    static Object sink;

    static final class Holder {
        final ReferenceQueue<Object> queue = new ReferenceQueue<>();
        final Reference<Object> weak, phantom;

        Holder(Use use) throws Throwable {
            Object o = new Object();
            weak = new WeakReference<>(o, queue);
            phantom = new PhantomReference<>(o, new ReferenceQueue<>());
            use.of(o);
        }

        boolean gone() throws InterruptedException {
            for (int i = 0; i < 50 && !(weak.refersTo(null) && phantom.refersTo(null)); i++) {
                System.gc();
                Thread.sleep(1);
            }
            return weak.refersTo(null) && phantom.refersTo(null);
        }
    }

    static void check(String what, Use use) throws Throwable {
        int gone = 0;
        for (int i = 0; i < 5; i++) if (new Holder(use).gone()) gone++;
        System.out.println(what + ": " + gone + " of 5");
    }

    // ---- what threads do with it before they stay ----

    static final Object lock = new Object();

    static void stay(String what, Use use, Use rest) throws Throwable {
        int gone = 0;
        for (int i = 0; i < 3; i++) {
            Holder h = new Holder(o -> {
                CountDownLatch used = new CountDownLatch(1);
                Object[] given = {o};
                Thread t = new Thread(() -> {
                    try {
                        use.of(given[0]);
                        given[0] = null;
                        used.countDown();
                        rest.of(null);
                    } catch (Throwable e) {
                        System.out.println(what + " " + e);
                    }
                });
                t.setDaemon(true);
                t.start();
                used.await();
            });
            if (h.gone()) gone++;
        }
        System.out.println(what + ": " + gone + " of 3");
    }

    static native void missing(Object o);

    static class Slow {
        static int initialized = count++;
        static void touch(Object o) { sink = o; sink = null; }
    }

    static int same(Object o) { return o == sink ? 1 : 0; }

    public static void main(String[] args) throws Throwable {
        MethodHandle handle = MethodHandles.lookup().findStatic(StaleWords.class, "same", MethodType.methodType(int.class, Object.class));
        Method method = StaleWords.class.getDeclaredMethod("same", Object.class);
        WeakHashMap<Object, String> map = new WeakHashMap<>();
        Use[] uses = {
            o -> { },
            o -> count += System.identityHashCode(o),
            o -> count += o.hashCode() + o.toString().length(),
            o -> { synchronized (o) { count++; } },
            o -> { sink = o; sink = null; },
            o -> { try { count += ((String) o).length(); } catch (ClassCastException e) { count++; } },
            o -> { try { ((Object[]) new String[1])[0] = o; } catch (ArrayStoreException e) { count++; } },
            o -> { Object[] a = {o, o}; System.arraycopy(a, 0, a.clone(), 0, 2); },
            o -> count += (int) handle.invokeExact(o),
            o -> count += (int) method.invoke(null, o),
            o -> { try { missing(o); } catch (UnsatisfiedLinkError e) { count++; } },
            o -> { synchronized (o) { o.wait(1); o.notifyAll(); } },
            o -> Slow.touch(o),
            o -> map.put(o, "value"),
            o -> { try { o.wait(); } catch (IllegalMonitorStateException e) { count++; } },
            o -> { for (int i = 0; i < 3000; i++) count += same(o); },
        };
        String[] names = {"nothing", "identityHashCode", "hashCode", "synchronized", "static field", "checkcast", "aastore", "arraycopy",
            "method handle", "reflection", "missing native", "wait", "class initialization", "WeakHashMap", "IllegalMonitorStateException", "loop"};
        for (int i = 0; i < uses.length; i++) check(names[i], uses[i]);
        System.out.println("map: " + map.size());

        Pipe pipe = Pipe.open();
        Use[] rests = {
            o -> LockSupport.park(),
            o -> LockSupport.parkNanos(Long.MAX_VALUE),
            o -> Thread.sleep(Long.MAX_VALUE),
            o -> { Object own = new Object(); synchronized (own) { own.wait(); } },
            o -> pipe.source().read(ByteBuffer.allocate(1)),
            o -> { synchronized (lock) { count++; } },
            o -> Thread.currentThread().suspend(),
            o -> { while (true) Thread.onSpinWait(); },
        };
        String[] places = {"parked", "parked with timeout", "sleeping", "waiting", "in a native", "blocked", "suspended", "running"};
        synchronized (lock) {
            for (int i = 0; i < rests.length; i++) stay(places[i], uses[i], rests[i]);
        }

        Cleaner cleaner = Cleaner.create();
        CountDownLatch cleaned = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) cleaner.register(new Object(), cleaned::countDown);
        while (cleaned.getCount() > 0) {
            System.gc();
            Thread.sleep(1);
        }
        System.out.println("cleaned");
        System.exit(0);
    }
}
