import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;

/** A class loader nobody refers to any more goes, with its classes; one with a live instance or thread stays. */
public class Unloading {
    public static class Payload implements Runnable { static byte[] big = new byte[100_000]; public void run() { big[0]++; } }

    static class Loader extends ClassLoader {
        Loader() { super(Unloading.class.getClassLoader()); }
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals("Unloading$Payload")) return super.loadClass(name, resolve);
            Class<?> c = findLoadedClass(name);
            if (c != null) return c;
            try (InputStream in = Unloading.class.getResourceAsStream(name + ".class")) {
                byte[] b = in.readAllBytes();
                return defineClass(name, b, 0, b.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Object instance() throws Exception {
        Object o = new Loader().loadClass("Unloading$Payload").getDeclaredConstructor().newInstance();
        ((Runnable) o).run();
        return o;
    }

    static WeakReference<ClassLoader> loaderOf(Object o) { return new WeakReference<>(o.getClass().getClassLoader()); }

    public static void main(String[] args) throws Exception {
        WeakReference<ClassLoader> gone = loaderOf(instance());
        Object kept = instance();
        WeakReference<ClassLoader> stays = loaderOf(kept);
        while (gone.get() != null) {
            System.gc();
            Thread.sleep(5);
        }
        System.out.println((gone.get() == null) + " " + (stays.get() == kept.getClass().getClassLoader()));
        for (int i = 0; i < 300; i++) instance();
        System.out.println("300 loaders came and went");
    }
}
