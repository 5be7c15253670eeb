import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.*;
import java.util.*;
import java.util.concurrent.*;
import javax.management.*;
import javax.management.openmbean.CompositeData;

/** Notifications of collections, GcInfo, and their end when the listener goes. */
public class ManageGc {
    public static void main(String[] args) throws Exception {
        BlockingQueue<GarbageCollectionNotificationInfo> got = new LinkedBlockingQueue<>();
        NotificationListener listener = (n, back) -> got.add(GarbageCollectionNotificationInfo.from((CompositeData) n.getUserData()));
        for (GarbageCollectorMXBean g : ManagementFactory.getGarbageCollectorMXBeans())
            if (((NotificationEmitter) g).getNotificationInfo().length > 0)
                ((NotificationEmitter) g).addNotificationListener(listener, null, null);
        System.gc();
        GarbageCollectionNotificationInfo i = got.take();
        while (!i.getGcCause().equals("System.gc()")) i = got.take();
        System.out.println(i.getGcAction() + " " + i.getGcCause() + " " + (i.getGcInfo().getId() > 0) + " " + (i.getGcInfo().getDuration() >= 0) + " " + !i.getGcInfo().getMemoryUsageAfterGc().isEmpty());
        String name = i.getGcName();
        for (GarbageCollectorMXBean g : ManagementFactory.getGarbageCollectorMXBeans())
            if (g.getName().equals(name)) {
                com.sun.management.GcInfo last = ((com.sun.management.GarbageCollectorMXBean) g).getLastGcInfo();
                System.out.println((last.getId() >= i.getGcInfo().getId()) + " " + last.getMemoryUsageBeforeGc().keySet().containsAll(Arrays.asList(g.getMemoryPoolNames())) + " " + last.get("GcThreadCount").getClass().getSimpleName());
            }
        for (GarbageCollectorMXBean g : ManagementFactory.getGarbageCollectorMXBeans())
            ((NotificationEmitter) g).removeNotificationListener(listener);
        Thread.sleep(10);
        long removed = ManagementFactory.getRuntimeMXBean().getUptime();
        System.gc();
        do { // earlier collections may still be told
            i = got.poll(300, TimeUnit.MILLISECONDS);
        } while (i != null && i.getGcInfo().getStartTime() < removed);
        System.out.println(i);
    }
}
