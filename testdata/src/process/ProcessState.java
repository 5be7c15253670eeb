import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a program can find out about the process it runs in: all of it is this process's, however the VM has come to be. Without
 * arguments the output is the same everywhere; "all" prints everything, and "random" what differs from process to process.
 */
public class ProcessState {
    static void check(String what, boolean right) {
        System.out.println(what + ": " + right);
    }

    static void checks() throws Exception {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        long pid = ProcessHandle.current().pid(), now = System.currentTimeMillis();
        check("pid", Path.of("/proc/self").toRealPath().getFileName().toString().equals("" + pid));
        check("name of the runtime", runtime.getName().startsWith(pid + "@"));
        long processStart = ProcessHandle.current().info().startInstant().get().toEpochMilli();
        check("start time", runtime.getStartTime() >= processStart - 2000 && runtime.getStartTime() <= now);
        check("uptime", runtime.getUptime() >= 0 && runtime.getUptime() <= System.currentTimeMillis() - processStart + 2000);
        long before = System.nanoTime();
        check("nanoTime", System.nanoTime() >= before);
        check("processors", Runtime.getRuntime().availableProcessors()
            == ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors());
        String here = Path.of(".").toRealPath().toString();
        check("user.dir", here.equals(System.getProperty("user.dir")));
        check("File", new File("x").getAbsolutePath().equals(here + "/x"));
        check("Path", Path.of("x").toAbsolutePath().toString().equals(here + "/x"));
        check("class path", runtime.getClassPath().equals(System.getProperty("java.class.path")));
        check("environment", System.getenv().equals(new ProcessBuilder().environment()));
        check("memory", Runtime.getRuntime().maxMemory() >= Runtime.getRuntime().totalMemory());
        System.out.println("main: " + Thread.currentThread().getId() + " " + Thread.currentThread());
        System.out.println("next: " + new Thread().getName());
        File temporary = File.createTempFile("state", null);
        check("temporary files", temporary.getParent().equals(System.getProperty("java.io.tmpdir")) && temporary.delete());
    }

    static void all(String[] args) throws Exception {
        for (Map.Entry<Object, Object> e : new TreeMap<>(System.getProperties()).entrySet())
            System.out.println(e.getKey() + "=" + e.getValue());
        for (Map.Entry<String, String> e : new TreeMap<>(System.getenv()).entrySet())
            System.out.println(e.getKey() + "=" + e.getValue());
        System.out.println(String.join(" ", args));
        System.out.println(TimeZone.getDefault().getID() + " " + Locale.getDefault() + " " + Locale.getDefault(Locale.Category.FORMAT)
            + " " + Charset.defaultCharset());
        System.out.println(ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.out.println(Runtime.getRuntime().maxMemory() + " " + Runtime.getRuntime().availableProcessors());
        System.out.println(ManagementFactory.getThreadMXBean().getThreadCount() + " threads, "
            + ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() + " started");
        System.out.println(ManagementFactory.getGarbageCollectorMXBeans().get(0).getCollectionCount() + " collections");
        System.out.println(ProcessState.class.desiredAssertionStatus() + " " + String.class.desiredAssertionStatus());
        System.out.println(ProcessState.class.getClassLoader().getClass() + " " + ProcessState.class.getProtectionDomain().getCodeSource());
        System.out.println(ModuleLayer.boot().modules().size() + " modules");
        System.out.println("stdin: " + new String(System.in.readAllBytes()));
        new Exception("trace").printStackTrace(System.out);
    }

    static void random() {
        System.out.println(ThreadLocalRandom.current().nextLong() + " " + new Random().nextLong() + " " + UUID.randomUUID());
        StringBuilder order = new StringBuilder();
        for (String s : Set.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"))
            order.append(s);
        System.out.println(order);
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0)
            checks();
        else if (args[0].equals("random"))
            random();
        else
            all(args);
    }
}
