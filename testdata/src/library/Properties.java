import java.util.Locale;

/** System properties and the environment: the part that is the same on every machine. */
public class Properties {
    public static void main(String[] args) {
        for (String k : new String[] {"java.specification.version", "java.vm.specification.name", "java.class.version", "file.separator", "path.separator", "os.name", "java.specification.name",
            "java.class.path", "user.dir.none", "sun.java.command", "sun.java.launcher", "java.vm.specification.version", "java.vendor.url.bug.none", "greeting", "user.language", "file.encoding", "line.separator", "sun.arch.data.model", "java.io.tmpdir", "jdk.module.main"})
            System.out.println(k + "=" + (System.getProperty(k) == null ? "null" : System.getProperty(k).replace("\n", "\\n")));
        System.setProperty("mine", "set");
        System.out.println(System.getProperty("mine") + " " + System.clearProperty("mine") + " " + System.getProperty("mine", "default") + " " + Integer.getInteger("number", 5) + " " + Boolean.getBoolean("flag"));
        System.out.println(System.getenv("TZ") + " " + System.getenv("NO_SUCH_VARIABLE") + " " + (System.getenv().size() > 1) + " " + Locale.getDefault() + " " + System.lineSeparator().length());
        System.out.println(Runtime.version().feature() + " " + (Runtime.getRuntime().availableProcessors() > 0) + " " + System.identityHashCode(null) + " " + (System.getSecurityManager() == null) + " " + String.join("|", args));
        try {
            System.getProperty("");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
