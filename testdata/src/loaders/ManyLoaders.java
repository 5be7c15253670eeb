import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Class loaders that come and go, each with a class, statics and an instance, leave no memory behind. Argument: how many. */
public class ManyLoaders {
    public static class Payload implements Runnable {
        static final byte[] big = new byte[20_000];
        static final ThreadLocal<Payload> local = new ThreadLocal<>();
        public void run() {
            big[0]++;
            Runnable lambda = () -> big[1]++;
            lambda.run();
        }
    }

    static class Loader extends ClassLoader {
        final byte[] code;
        Loader(byte[] code) {
            super(ManyLoaders.class.getClassLoader());
            this.code = code;
        }
        @Override protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals("ManyLoaders$Payload")) return super.loadClass(name, resolve);
            Class<?> c = findLoadedClass(name);
            return c != null ? c : defineClass(name, code, 0, code.length);
        }
    }

    static void use(byte[] code) throws Exception {
        ((Runnable) new Loader(code).loadClass("ManyLoaders$Payload").getDeclaredConstructor().newInstance()).run();
    }

    /** Resident pages of this process. */
    static long resident() throws Exception {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
    }

    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1500;
        byte[] code;
        try (InputStream in = ManyLoaders.class.getResourceAsStream("ManyLoaders$Payload.class")) {
            code = in.readAllBytes();
        }
        for (int i = 0; i < 500; i++) use(code);
        long before = resident();
        for (int i = 0; i < count; i++) use(code);
        long grown = (resident() - before) * 4096;
        System.out.println(grown < 48 << 20 ? "constant memory" : "grew by " + grown + " bytes");
    }
}
