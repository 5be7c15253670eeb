import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.TreeSet;

/** -XX flags by HotSpotDiagnosticMXBean: value, origin, whether it can be set; setting one, rightly and wrongly. */
public class VmOptions {
    public static void main(String[] args) throws Exception {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        for (String name : new String[] {"HeapDumpOnOutOfMemoryError", "HeapDumpPath", "MaxHeapSize", "MinHeapFreeRatio", "MaxHeapFreeRatio", "DisableExplicitGC",
            "SoftRefLRUPolicyMSPerMB", "ThreadPriorityPolicy", "PrintConcurrentLocks", "ShowCodeDetailsInExceptionMessages", "MaxDirectMemorySize", "ErrorFile",
            "OnOutOfMemoryError", "MaxJavaStackTraceDepth", "G1PeriodicGCSystemLoadThreshold", "UseStringDeduplication", "DebugNonSafepoints", "TraceBytecodes", "NoSuchFlag", ""})
            Show.of("get " + name, () -> text(bean.getVMOption(name)));
        Show.of("get null", () -> bean.getVMOption(null));
        String[][] sets = {{"HeapDumpOnOutOfMemoryError", "true"}, {"HeapDumpOnOutOfMemoryError", "false"}, {"HeapDumpOnOutOfMemoryError", "maybe"}, {"HeapDumpPath", "/tmp/dump"},
            {"MinHeapFreeRatio", "30"}, {"MinHeapFreeRatio", "x"}, {"G1PeriodicGCSystemLoadThreshold", "1.5"}, {"PrintConcurrentLocks", "TRUE"}, {"ShowCodeDetailsInExceptionMessages", "false"},
            {"MaxHeapSize", "100"}, {"DisableExplicitGC", "true"}, {"NoSuchFlag", "1"}};
        for (String[] set : sets)
            Show.of("set " + set[0] + " " + set[1], () -> { bean.setVMOption(set[0], set[1]); return text(bean.getVMOption(set[0])); });
        Show.of("its effect", () -> { Object o = null; return o.toString(); });
        Show.of("set null", () -> { bean.setVMOption("HeapDumpPath", null); return null; });
        TreeSet<String> writeable = new TreeSet<>();
        for (VMOption o : bean.getDiagnosticOptions()) writeable.add(o.getName() + " " + o.isWriteable());
        System.out.println(writeable);
    }

    static String text(VMOption o) { return o.getValue() + ", " + o.getOrigin() + (o.isWriteable() ? ", writeable" : ""); }
}
