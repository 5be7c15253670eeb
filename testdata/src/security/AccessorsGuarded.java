import java.lang.reflect.*;
import java.security.*;
import java.util.*;

/** With a security manager: what it is asked while reflection's accessors are generated (15 calls), and while classes are resolved. */
@SuppressWarnings("removal")
public class AccessorsGuarded {
    public static class Guard extends SecurityManager {
        static final Set<String> asked = new TreeSet<>();
        static boolean on, refuse;
        @Override public void checkPermission(Permission p) { }
        @Override public void checkPackageAccess(String name) {
            if (!on) return;
            asked.add(name);
            if (refuse && name.equals("java.util.jar")) throw new SecurityException(name);
        }
    }
    public static class Target {
        public int value = 3;
        public static int twice(int x) { return 2 * x; }
        public static String text(AccessorsGuarded g, List<String> l) { return "text" + l; }
        public Target() { }
        public Target(Object o, String s) { }
    }
    public interface Body { Object run() throws Throwable; }
    static void show(String what, Body body) {
        Guard.asked.clear();
        Object result;
        Guard.on = true;
        try {
            result = body.run();
        } catch (Throwable t) {
            result = t + (t.getCause() == null ? "" : " <- " + t.getCause());
        }
        Guard.on = false;
        System.out.println(what + ": " + result + " " + Guard.asked);
    }
    static Object jar(boolean run) { return run ? new java.util.jar.Attributes().size() : 0; }
    static Object zip() { return new java.util.zip.CRC32().getValue(); }

    public static void main(String[] args) throws Throwable {
        if (System.getSecurityManager() == null) System.setSecurityManager(new Guard());
        Method m = Target.class.getMethod("twice", int.class), text = Target.class.getMethod("text", AccessorsGuarded.class, List.class);
        Constructor<Target> c = Target.class.getConstructor(Object.class, String.class);
        Field f = Target.class.getField("value");
        Method lib = String.class.getMethod("concat", String.class);
        for (int i = 0; i < 20; i++) {
            int n = i;
            show("method " + i, () -> m.invoke(null, n));
            show("text " + i, () -> text.invoke(null, null, List.of("a")));
            show("constructor " + i, () -> f.get(c.newInstance("a", "b")));
            show("library " + i, () -> lib.invoke("a", "b"));
        }
        show("zip", () -> zip());
        show("zip again", () -> zip());
        Guard.refuse = true;
        for (int i = 0; i < 2; i++) show("jar", () -> jar(true));
        Guard.refuse = false;
        show("jar allowed", () -> jar(true));
        show("by name", () -> Class.forName("java.util.concurrent.Phaser", false, AccessorsGuarded.class.getClassLoader()));
        show("array by name", () -> Class.forName("[Ljava.util.concurrent.Phaser;"));
        show("loaded", () -> AccessorsGuarded.class.getClassLoader().loadClass("java.util.concurrent.Exchanger"));
    }
}
