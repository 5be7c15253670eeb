import java.io.*;
import java.nio.file.*;
import java.util.ServiceLoader;

/** Class loaders of one's own: delegation, isolation, defining, redefinition, unloading, broken bytes; services; resources. */
public class Loaders {
    public static class Payload implements Runnable { static int count; public void run() { count++; System.out.println("payload " + count + " " + getClass().getClassLoader().getName()); } }

    static class Isolating extends ClassLoader {
        Isolating(String name) { super(name, Loaders.class.getClassLoader()); }
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("Loaders$Payload")) return super.loadClass(name, resolve);
            Class<?> c = findLoadedClass(name);
            if (c != null) return c;
            byte[] b = bytes(name);
            return defineClass(name, b, 0, b.length);
        }
        Class<?> define(String name, byte[] b) { return defineClass(name, b, 0, b.length); }
    }

    static byte[] bytes(String name) {
        try (InputStream in = Loaders.class.getResourceAsStream(name + ".class")) { return in.readAllBytes(); } catch (IOException e) { throw new UncheckedIOException(e); }
    }

    interface Run { Object run() throws Throwable; }
    static void t(Run r) { try { System.out.println(r.run()); } catch (Throwable e) { System.out.println(e.toString().replaceAll("@[0-9a-f]+", "@hash")); } }

    public static void main(String[] args) throws Exception {
        Isolating a = new Isolating("A"), b = new Isolating("B");
        Class<?> ca = a.loadClass("Loaders$Payload"), cb = b.loadClass("Loaders$Payload");
        for (Class<?> c : new Class<?>[] {ca, cb, ca}) ((Runnable) c.getDeclaredConstructor().newInstance()).run();
        System.out.println((ca == cb) + " " + (ca == a.loadClass("Loaders$Payload")) + " " + Payload.class.isInstance(ca.getDeclaredConstructor().newInstance()) + " " + ca.getName().equals(cb.getName()));
        t(() -> (Payload) ca.getDeclaredConstructor().newInstance());
        t(() -> a.define("Loaders$Payload", bytes("Loaders$Payload")));
        t(() -> b.define("Wrong", bytes("Hello")));
        t(() -> b.define(null, bytes("Hello")));
        t(() -> b.define("java.lang.Evil", bytes("Hello")));
        t(() -> b.define("Bytes", new byte[] {1, 2, 3}));
        t(() -> b.define("Bytes", new byte[0]));
        t(() -> { byte[] x = bytes("Quadratic"); x[7] = 99; return b.define("Quadratic", x); });
        t(() -> { byte[] x = bytes("Quadratic"); x[10] = 99; return b.define("Quadratic", x); });
        t(() -> b.loadClass("not.there"));
        t(() -> Class.forName("Loaders$Payload", true, b) == cb);
        t(() -> new Isolating("C").getResource("Hello.class") != null);
        t(() -> ClassLoader.getSystemClassLoader().getName() + " " + ClassLoader.getSystemClassLoader().getParent().getName() + " " + ClassLoader.getSystemClassLoader().getParent().getParent());
        t(() -> { java.net.URLClassLoader u = new java.net.URLClassLoader("url", new java.net.URL[] {new File("jars/lib.jar").toURI().toURL()}, null); return u.loadClass("JarLibrary").getClassLoader().getName() + " " + u.findResource("data/other.txt").getProtocol(); });
        t(() -> Thread.currentThread().getContextClassLoader() == ClassLoader.getSystemClassLoader());
        for (Runnable r : ServiceLoader.load(Runnable.class)) r.run();
        System.out.println(ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class).findFirst().isPresent());
    }
}
