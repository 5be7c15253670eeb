import java.util.*;

/** Runtime.version and Runtime.Version.parse, availableProcessors, system properties that programs rely on, their rules. */
public class RuntimeVersions {
    public static void main(String[] args) throws Exception {
        Runtime.Version v = Runtime.version();
        System.out.println(v.feature() + " " + v.version().get(0) + " " + (v.interim() >= 0) + " " + v.pre().isPresent() + " " + v.toString().startsWith("17") + " " + v.equals(Runtime.Version.parse(System.getProperty("java.runtime.version"))) + " " + v.major() + " " + v.compareTo(Runtime.Version.parse("17-ea")) + " " + (v.compareTo(Runtime.Version.parse("18")) < 0));
        for (String s : new String[] {"9", "9.0.1", "17.0.2+8", "11-ea", "11-ea+5-LTS", "11+-opt", "11-ea-opt", "1.8", "09", "9.0", "9.0.0", "9.", "", "x", "17+", "17-ea+", "17.0.0.0.1", "17--", "17-+1"})
            Show.of("'" + s + "'", () -> { Runtime.Version p = Runtime.Version.parse(s); return p + " " + p.version() + " " + p.pre() + " " + p.build() + " " + p.optional(); });
        Show.of("null", () -> Runtime.Version.parse(null));
        Show.of("compare", () -> List.of(Runtime.Version.parse("9").compareTo(Runtime.Version.parse("9.0.1")), Runtime.Version.parse("9+1").compareTo(Runtime.Version.parse("9+2")), Runtime.Version.parse("9+1").compareToIgnoreOptional(Runtime.Version.parse("9+1-x")), Runtime.Version.parse("9-ea").compareTo(Runtime.Version.parse("9"))).toString());
        for (String p : new String[] {"java.specification.version", "java.class.version", "java.vm.specification.version", "java.vm.specification.name", "java.vm.specification.vendor", "java.specification.name", "java.specification.vendor", "os.name", "os.arch", "file.separator", "path.separator", "line.separator", "file.encoding", "sun.jnu.encoding", "native.encoding", "user.language", "user.country", "user.variant", "java.io.tmpdir", "java.class.path", "java.library.path", "sun.arch.data.model", "sun.cpu.endian", "sun.io.unicode.encoding", "sun.java.command", "sun.java.launcher", "java.vendor.url", "java.vendor.url.bug", "jdk.debug", "jdk.module.path", "jdk.module.main", "java.awt.headless", "java.security.manager", "java.ext.dirs", "java.endorsed.dirs", "java.compiler", "java.version.date", "sun.boot.library.path", "user.script", "awt.toolkit", "sun.nio.MaxDirectMemorySize", "sun.nio.PageAlignDirectMemory", "java.home.none"})
            System.out.println(p + "=" + (p.equals("sun.boot.library.path") || p.equals("java.version.date") ? System.getProperty(p) != null : String.valueOf(System.getProperty(p)).replace("\n", "\\n")));
        System.out.println(System.getProperty("java.version").equals(v.version().toString().replaceAll("[\\[\\] ]", "").replace(',', '.')) + " " + (System.getProperty("java.vm.version") != null) + " " + System.getProperty("java.runtime.version").equals(v.toString()) + " " + System.getProperties().containsKey("java.vm.info"));
        Show.of("null key", () -> System.getProperty(null));
        Show.of("empty key", () -> System.getProperty(""));
        Show.of("set", () -> System.setProperty("my.key", "1") + " " + System.setProperty("my.key", "2") + " " + System.getProperty("my.key", "d") + " " + System.clearProperty("my.key") + " " + System.getProperty("my.key", "d"));
        Show.of("set null", () -> System.setProperty("k", null));
        Show.of("clear line.separator", () -> System.clearProperty("line.separator").length() + " " + System.lineSeparator().length());
        Show.of("integer", () -> { System.setProperty("n", "0x10"); return Integer.getInteger("n") + " " + Long.getLong("none") + " " + Boolean.getBoolean("n"); });
        Show.of("new properties", () -> { java.util.Properties old = System.getProperties(); System.setProperties(null); String s = System.getProperty("n") + System.getProperty("java.version").startsWith("17"); System.setProperties(old); return s; });
        Show.of("not a String", () -> { System.getProperties().put("odd", 5); return System.getProperty("odd") + System.getProperties().stringPropertyNames().contains("odd"); });
        Show.of("env", () -> System.getenv("NO_SUCH_VARIABLE") + " " + System.getenv().getClass().getSimpleName() + System.getenv("LC_ALL"));
        Show.of("env put", () -> System.getenv().put("a", "b"));
        Show.of("env null", () -> System.getenv(null));
        Show.of("memory", () -> Runtime.getRuntime().maxMemory() >= Runtime.getRuntime().totalMemory() && Runtime.getRuntime().totalMemory() >= Runtime.getRuntime().freeMemory() && Runtime.getRuntime().availableProcessors() > 0);
        Show.of("exec nothing", () -> Runtime.getRuntime().exec(""));
        Show.of("exec absent", () -> Runtime.getRuntime().exec("/no/such/program"));
        Show.of("hook twice", () -> { Thread t = new Thread(); Runtime.getRuntime().addShutdownHook(t); Runtime.getRuntime().addShutdownHook(t); return 0; });
        Show.of("hook running", () -> { Runtime.getRuntime().addShutdownHook(Thread.currentThread()); return 0; });
        Show.of("identity", () -> System.identityHashCode(null) + " " + (System.identityHashCode("x") == new Object().hashCode()) + " " + System.getSecurityManager() + System.console());
        Show.of("load library", () -> { System.loadLibrary("a/b"); return 0; });
        Show.of("map library", () -> System.mapLibraryName("x"));
        Show.of("arraycopy", () -> { System.arraycopy("x", 0, new int[1], 0, 1); return 0; });
    }
}
