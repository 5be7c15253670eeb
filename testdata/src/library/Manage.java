import java.lang.management.*;
import java.util.*;

/** java.lang.management: beans exist, and their figures are plausible. */
public class Manage {
    static void t0(boolean b) { System.out.println(b); }

    public static void main(String[] args) throws Exception {
        RuntimeMXBean r = ManagementFactory.getRuntimeMXBean();
        System.out.println((r.getUptime() >= 0) + " " + (Math.abs(System.currentTimeMillis() - r.getStartTime()) < 24 * 3_600_000) + " " + (r.getPid() == ProcessHandle.current().pid()) + " " + r.getSpecVersion() + " " + r.getInputArguments().contains("-cp"));
        MemoryMXBean m = ManagementFactory.getMemoryMXBean();
        MemoryUsage h = m.getHeapMemoryUsage();
        System.out.println((h.getUsed() <= h.getCommitted()) + " " + (h.getCommitted() <= h.getMax()) + " " + (m.getNonHeapMemoryUsage().getUsed() > 0) + " " + m.isVerbose());
        System.gc();
        long collections = 0;
        for (GarbageCollectorMXBean g : ManagementFactory.getGarbageCollectorMXBeans()) collections += g.getCollectionCount();
        System.out.println(collections > 0);
        boolean heap = false;
        for (MemoryPoolMXBean p : ManagementFactory.getMemoryPoolMXBeans()) heap |= p.getType() == MemoryType.HEAP && p.getUsage().getUsed() >= 0 && p.getMemoryManagerNames().length > 0;
        System.out.println(heap);
        byte[][] ballast = new byte[64][];
        for (int k = 0; k < ballast.length; k++) ballast[k] = new byte[1 << 18];
        boolean peak = false;
        int length = ballast.length;
        ballast = null;
        System.gc();
        for (MemoryPoolMXBean p : ManagementFactory.getMemoryPoolMXBeans()) {
            peak |= p.getType() == MemoryType.HEAP && p.getPeakUsage().getUsed() > length << 17;
            p.resetPeakUsage();
        }
        t0(peak);
        ClassLoadingMXBean c = ManagementFactory.getClassLoadingMXBean();
        System.out.println((c.getLoadedClassCount() > 100) + " " + (c.getTotalLoadedClassCount() >= c.getLoadedClassCount()));
        ThreadMXBean t = ManagementFactory.getThreadMXBean();
        System.out.println((t.getThreadCount() >= 1) + " " + (t.getPeakThreadCount() >= t.getThreadCount()) + " " + (t.getDaemonThreadCount() >= 1) + " " + (t.getTotalStartedThreadCount() >= t.getThreadCount()) + " " + (t.getCurrentThreadCpuTime() > 0));
        Object lock = new Object();
        Thread waiter = new Thread(() -> { synchronized (lock) { } }, "waiter");
        synchronized (lock) {
            waiter.start();
            while (waiter.getState() != Thread.State.BLOCKED) Thread.sleep(5);
            ThreadInfo i = t.getThreadInfo(waiter.getId(), 10);
            System.out.println(i.getThreadName() + " " + i.getThreadState() + " " + i.getLockOwnerName() + " " + i.getLockInfo().getClassName() + " " + i.getStackTrace()[0].getMethodName());
        }
        waiter.join();
        System.out.println(t.getThreadInfo(waiter.getId()) + " " + t.findDeadlockedThreads() + " " + Arrays.toString(t.findMonitorDeadlockedThreads()));
        Set<String> names = new TreeSet<>();
        for (ThreadInfo i : t.dumpAllThreads(false, false)) names.add(i.getThreadName());
        System.out.println(names.contains("main") + " " + names.contains("Reference Handler"));
        Thread[] dead = new Thread[2];
        Object[] locks = {new Object(), new Object()};
        java.util.concurrent.CyclicBarrier both = new java.util.concurrent.CyclicBarrier(2);
        for (int k = 0; k < 2; k++) {
            int first = k;
            dead[k] = new Thread(() -> {
                synchronized (locks[first]) {
                    try { both.await(); } catch (Exception e) { }
                    synchronized (locks[1 - first]) { }
                }
            }, "dead" + k);
            dead[k].setDaemon(true);
            dead[k].start();
        }
        while (dead[0].getState() != Thread.State.BLOCKED || dead[1].getState() != Thread.State.BLOCKED) Thread.sleep(5);
        long[] ids = t.findMonitorDeadlockedThreads();
        System.out.println(ids.length + " " + (ids[0] + ids[1] == dead[0].getId() + dead[1].getId()) + " " + t.findDeadlockedThreads().length);
        System.out.println(((com.sun.management.ThreadMXBean) t).getThreadAllocatedBytes(Thread.currentThread().getId()) > 0);
        System.out.println(ManagementFactory.getPlatformMBeanServer().getAttribute(new javax.management.ObjectName("java.lang:type=Runtime"), "SpecVersion"));
    }
}
