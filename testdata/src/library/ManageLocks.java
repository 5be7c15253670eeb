import java.lang.management.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

/** ThreadMXBean: who holds which monitor in which frame, owned synchronizers, deadlocks over locks. */
public class ManageLocks {
    static final Object A = new Object(), B = new int[1];
    static CountDownLatch ready = new CountDownLatch(1), go = new CountDownLatch(1);

    static synchronized void hold(Object passed) throws Exception {
        int x = 5;
        synchronized (passed) {
            inner(x, "x");
        }
    }

    static void inner(int n, Object o) throws Exception {
        synchronized (B) {
            LOCK.lock();
            ready.countDown();
            go.await();
            LOCK.unlock();
        }
    }

    static final ReentrantLock LOCK = new ReentrantLock();

    public static void main(String[] args) throws Exception {
        ThreadMXBean t = ManagementFactory.getThreadMXBean();
        System.out.println(t.isObjectMonitorUsageSupported() + " " + t.isSynchronizerUsageSupported() + " " + t.isCurrentThreadCpuTimeSupported());
        Thread holder = new Thread(() -> { try { hold(A); } catch (Exception e) { } }, "holder");
        holder.start();
        ready.await();
        while (holder.getState() != Thread.State.WAITING) Thread.sleep(2);
        ThreadInfo i = t.getThreadInfo(new long[] {holder.getId()}, true, true)[0];
        List<String> monitors = new ArrayList<>();
        for (MonitorInfo m : i.getLockedMonitors()) monitors.add(m.getLockedStackFrame().getMethodName() + " " + m.getClassName());
        Collections.sort(monitors);
        System.out.println(monitors);
        for (LockInfo l : i.getLockedSynchronizers()) System.out.println(l.getClassName());
        System.out.println(i.getLockInfo().getClassName() + " " + i.getThreadState() + " " + i.getStackTrace()[i.getStackTrace().length - 1]);
        System.out.println((i.getWaitedCount() > 0) + " " + i.getBlockedTime() + " " + i.getWaitedTime());
        System.out.println(t.getThreadInfo(new long[] {holder.getId()}, false, false)[0].getLockedMonitors().length);
        Thread blocked = new Thread(() -> LOCK.lock(), "blocked");
        blocked.setDaemon(true);
        blocked.start();
        while (blocked.getState() != Thread.State.WAITING) Thread.sleep(2);
        System.out.println(t.getThreadInfo(blocked.getId()).getLockOwnerName() + " " + t.getThreadInfo(blocked.getId()).getLockName().replaceAll("@.*", ""));
        go.countDown();
        holder.join();
        System.out.println(t.findDeadlockedThreads());
        ReentrantLock[] locks = {new ReentrantLock(), new ReentrantLock()};
        CyclicBarrier both = new CyclicBarrier(2);
        for (int k = 0; k < 2; k++) {
            int mine = k;
            Thread d = new Thread(() -> {
                locks[mine].lock();
                try { both.await(); } catch (Exception e) { }
                locks[1 - mine].lock();
            }, "dead" + k);
            d.setDaemon(true);
            d.start();
        }
        long[] ids;
        while ((ids = t.findDeadlockedThreads()) == null) Thread.sleep(5);
        Set<String> names = new TreeSet<>();
        for (ThreadInfo d : t.getThreadInfo(ids)) names.add(d.getThreadName() + " " + d.getLockOwnerName());
        System.out.println(names + " " + t.findMonitorDeadlockedThreads());
        boolean sun = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() > 0;
        System.out.println(sun + " " + (t.getThreadCpuTime(Thread.currentThread().getId()) > 0) + " " + t.getThreadCpuTime(99999));
    }
}
