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

    /** Users of the same class, with a domain each: the VM asks for each domain. */
    public static class First implements Body { public Object run() { return new java.util.jar.Manifest().getEntries().size(); } }
    public static class Second implements Body { public Object run() { return new java.util.jar.Manifest().getEntries().size(); } }
    public static class Third implements Body { public Object run() { return new java.util.jar.Manifest[2].length; } }
    static class Domains extends ClassLoader {
        Domains() { super(AccessorsGuarded.class.getClassLoader()); }
        Body user(String name, ProtectionDomain domain) throws Exception {
            byte[] b = ByteLoader.bytes("AccessorsGuarded$" + name);
            return (Body) defineClass("AccessorsGuarded$" + name, b, 0, b.length, domain).getConstructor().newInstance();
        }
    }
    static ProtectionDomain domain() { return new ProtectionDomain(new CodeSource(null, (java.security.cert.Certificate[]) null), null); }

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
        Domains loader = new Domains();
        ProtectionDomain domain = domain();
        Body first = loader.user("First", domain), second = loader.user("Second", domain()), third = loader.user("Third", domain);
        show("first domain", first);
        show("first domain again", first);
        Guard.refuse = true;
        show("second domain", second);
        show("array", third);
        Guard.refuse = false;
        show("second domain again", second);
        show("by name", () -> Class.forName("java.util.concurrent.Phaser", false, AccessorsGuarded.class.getClassLoader()));
        show("array by name", () -> Class.forName("[Ljava.util.concurrent.Phaser;"));
        show("loaded", () -> AccessorsGuarded.class.getClassLoader().loadClass("java.util.concurrent.Exchanger"));
    }
}
