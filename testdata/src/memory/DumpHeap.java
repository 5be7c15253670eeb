import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Dumps the heap to a new file; without a name to a temporary one. */
public class DumpHeap {
    public static void main(String[] args) throws Exception {
        Map<String, Object> kept = new HashMap<>();
        for (int i = 0; i < 1000; i++) kept.put("key " + i, new int[i]);
        Path file = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("dump").resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        System.out.println("kept " + kept.size() + ", dumped " + (Files.size(file) > 1_000_000));
        if (args.length == 0) {
            Files.delete(file);
            Files.delete(file.getParent());
        }
    }
}
