import java.util.*;
import java.util.concurrent.atomic.*;

/** java.lang.Thread: names, groups, priorities, states, interrupts, join, handlers, stack traces of others, monitors' misuse, nested waits. */
public class ThreadFacts {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static void until(Thread t, Thread.State s) throws InterruptedException {
        while (t.getState() != s) Thread.sleep(1);
    }
    static void deepPark(int n, Object lock) throws InterruptedException {
        if (n > 0)
            deepPark(n - 1, lock);
        else
            synchronized (lock) { lock.wait(); }
    }
    public static void main(String[] args) throws Exception {
        Thread me = Thread.currentThread();
        System.out.println(me + " " + me.getId() + " " + me.getPriority() + me.isDaemon() + me.isAlive() + me.isInterrupted() + " "
            + me.getThreadGroup().getParent() + " " + me.getContextClassLoader().getClass().getSimpleName() + " " + me.getState());
        Thread n = new Thread("named");
        System.out.println(n + " " + n.getState() + n.isAlive() + " " + n.getStackTrace().length);
        n.start();
        n.join();
        System.out.println(n.getState() + " " + n.getThreadGroup() + " " + n);
        show("start twice", () -> {
            n.start();
            return 0;
        });
        show("null name", () -> new Thread((String) null));
        show("priority", () -> {
            me.setPriority(11);
            return 0;
        });
        show("daemon running", () -> {
            me.setDaemon(true);
            return 0;
        });
        show("sleep neg", () -> {
            Thread.sleep(-1);
            return 0;
        });
        show("sleep nanos", () -> {
            Thread.sleep(1, 1_000_000);
            return 0;
        });
        show("join neg", () -> {
            n.join(-1);
            return 0;
        });
        show("stop group", () -> {
            new ThreadGroup(me.getThreadGroup(), "g").setMaxPriority(0);
            return 0;
        });
        ThreadGroup g = new ThreadGroup("group") {
            public void uncaughtException(Thread t, Throwable e) { System.out.println("  group got " + t.getName() + " " + e); }
        };
        g.setMaxPriority(3);
        Thread t = new Thread(g, () -> { throw new IllegalStateException("in group"); }, "thrower");
        t.setPriority(9);
        System.out.println(t.getPriority() + " " + g + " " + g.activeCount());
        t.start();
        t.join();
        Thread.setDefaultUncaughtExceptionHandler((x, e) -> System.out.println("  default got " + x.getName() + " " + e));
        Thread u = new Thread(() -> { throw new Error("to default"); }, "u");
        u.start();
        u.join();
        Thread v = new Thread(() -> { throw new RuntimeException("own"); }, "v");
        v.setUncaughtExceptionHandler((x, e) -> {
            System.out.println("  own got " + e.getMessage());
            throw new RuntimeException("handler fails");
        });
        v.start();
        v.join();
        System.out.println(v.getState() + " " + (v.getUncaughtExceptionHandler() == null));
        Object lock = new Object();
        Thread w = new Thread(() -> {
            try {
                deepPark(5, lock);
            } catch (InterruptedException e) { System.out.println("  " + e + " " + Thread.currentThread().isInterrupted()); }
        }, "waiter");
        w.start();
        until(w, Thread.State.WAITING);
        StackTraceElement[] st = w.getStackTrace();
        System.out.println(st.length + " " + st[st.length - 1].getMethodName() + " " + st[0].getClassName() + "." + st[0].getMethodName()
            + " " + Arrays.stream(st).filter(x -> x.getMethodName().equals("deepPark")).count() + " "
            + Thread.getAllStackTraces().containsKey(w));
        w.interrupt();
        w.join();
        Thread b;
        synchronized (lock) { b = new Thread(() -> { synchronized (lock) { System.out.println("  got it");
        }
    }, "blocked");
    b.start();
    until(b, Thread.State.BLOCKED);
    b.interrupt();
    Thread.sleep(5);
    System.out.println(b.getState() + " " + b.isInterrupted() + " " + Thread.holdsLock(lock));
}
b.join();
Thread s = new Thread(() -> {
    try {
        Thread.sleep(Integer.MAX_VALUE);
    } catch (InterruptedException e) { System.out.println("  " + e); }
});
s.start();
until(s, Thread.State.TIMED_WAITING);
s.interrupt();
s.join();
me.interrupt();
show("sleep interrupted", () -> {
    Thread.sleep(1);
    return 0;
});
System.out.println(Thread.interrupted());
me.interrupt();
show("join interrupted", () -> {
    n.join(5);
    return me.isInterrupted();
});
System.out.println(Thread.interrupted() + " " + Thread.interrupted());
me.interrupt();
show("wait interrupted", () -> {
    synchronized (lock) { lock.wait(1); }
    return 0;
});
        for (Body x : new Body[] {() -> { lock.wait(); return 0;
        }
        , () -> {
            lock.notify();
            return 0;
        }
        , () -> {
            lock.notifyAll();
            return 0;
        }
        , () -> {
            synchronized (lock) { lock.wait(-1); }
            return 0;
        }
        , () -> {
            synchronized (lock) { lock.wait(0, 1_000_000); }
            return 0;
        }
        , () -> {
            Object z = null;
            synchronized (z) { return 0; }
        }
        , () -> Thread.holdsLock(null), () -> {
            synchronized (lock) {
                synchronized (lock) {
                    lock.wait(1);
                    return Thread.holdsLock(lock);
                }
            }
        }
        }) show("monitor", x);
        int[] order = {0};
        Thread[] ts = new Thread[3];
        for (int i = 0; i < 3; i++) {
            int k = i; (ts[i] = new Thread(() -> { synchronized (lock) { while (order[0] != k) try { lock.wait();
        }
        catch (InterruptedException e) {
        }
        System.out.println("  turn " + k);
        order[0]++;
        lock.notifyAll();
        }
        })).start();
        }
        for (Thread x : ts) x.join();
        Thread d = new Thread(() -> {
            for (;;) {
                spinning = true;
                Thread.onSpinWait();
            }
        });
        d.setDaemon(true);
        d.start();
        while (!spinning) Thread.sleep(1);
        System.out.println(d.isDaemon() + " " + (d.getStackTrace().length > 0));
        d.join(5);
        System.out.println(d.isAlive());
        ThreadGroup dg = new ThreadGroup("dg");
        dg.setDaemon(true);
        Thread x = new Thread(dg, () -> {});
        x.start();
        x.join();
        show("destroyed", () -> dg.isDestroyed());
        show("countdown", () -> {
            AtomicInteger c = new AtomicInteger();
            List<Thread> l = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Thread q = new Thread(c::incrementAndGet);
                l.add(q);
                q.start();
            }
            for (Thread q : l) q.join();
            return c;
        });
        show("enumerate", () -> {
            Thread[] all = new Thread[50];
            int k = Thread.enumerate(all);
            return Arrays.stream(all, 0, k).anyMatch(y -> y == me);
        });
        show("stack size", () -> {
            int[] depth = new int[1];
            Thread q = new Thread(null, () -> {
                try {
                    dive(depth);
                } catch (StackOverflowError e) {}
            }, "small", 256 << 10);
            q.start();
            q.join();
            int small = depth[0];
            depth[0] = 0;
            Thread r = new Thread(null, () -> {
                try {
                    dive(depth);
                } catch (StackOverflowError e) {}
            }, "big", 16 << 20);
            r.start();
            r.join();
            return depth[0] > small * 4;
        });
        show("context", () -> {
            Thread q = new Thread(() -> System.out.println("  " + (Thread.currentThread().getContextClassLoader() == null)));
            q.setContextClassLoader(null);
            q.start();
            q.join();
            return 0;
        });
        }
        static volatile boolean spinning;
        static void dive(int[] d) {
            d[0]++;
            dive(d);
        }
        }
