import java.util.*;

/** A loader for made classes: its own names first, some names from other loaders, the rest from the parent. */
public class ByteLoader extends ClassLoader {
    final Map<String, byte[]> own = new LinkedHashMap<>();
    final Map<String, ClassLoader> others = new HashMap<>();

    ByteLoader(String name, ClassLoader parent) { super(name, parent); }

    ByteLoader add(String name, byte[] bytes) { own.put(name, bytes); return this; }

    /** This program's class of that name, to be defined anew here. */
    ByteLoader copy(String... names) {
        for (String name : names) own.put(name, bytes(name));
        return this;
    }

    ByteLoader from(ClassLoader loader, String... names) {
        for (String name : names) others.put(name, loader);
        return this;
    }

    static byte[] bytes(String name) {
        try (var in = ByteLoader.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Class<?> define(String name, byte[] b) { return defineClass(name, b, 0, b.length); }

    @Override protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> k = findLoadedClass(name);
            if (k != null) return k;
            if (others.containsKey(name)) return others.get(name).loadClass(name);
            byte[] b = own.get(name);
            return b != null ? define(name, b) : super.loadClass(name, resolve);
        }
    }
}
