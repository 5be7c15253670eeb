// SPDX-License-Identifier: MIT
//
// Judge - links the classes of a file written by cases.py, each case in a class loader of its own, and prints the verdict:
// all of it with a second argument; `link` does not run initializers.
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;

public class Judge extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            byte[] bytes = classes.get(name);
            if (bytes == null && !name.startsWith("java."))
                bytes = fromClassPath(name.replace('.', '/') + ".class");
            if (bytes == null)
                return super.loadClass(name, resolve);
            Class<?> c = findLoadedClass(name);
            return c != null ? c : defineClass(name, bytes, 0, bytes.length);
        }
    }

    /* The classes around a case belong to its loader too, and so to its packages. */
    private byte[] fromClassPath(String file) throws ClassNotFoundException {
        URL url = getSystemResource(file);
        if (url == null || !url.getProtocol().equals("file"))
            return null;
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(file, e);
        }
    }

    private static String judge(Judge loader, String name, boolean initialize) {
        try {
            Class.forName(name, initialize, loader).getDeclaredConstructors(); // links it
            return "accepted";
        } catch (Throwable e) {
            Throwable cause = e.getCause();
            return e.getClass().getName() + ": " + e.getMessage() + (cause != null ? "\ncause " + cause.getClass().getName() : "");
        }
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        boolean whole = args.length > 1, initialize = whole && args[1].equals("whole");
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(args[0])))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String label = in.readUTF(), first = null;
                Judge loader = new Judge();
                for (int n = in.readInt(); n > 0; n--) {
                    String name = in.readUTF().replace('/', '.');
                    loader.classes.put(name, in.readNBytes(in.readInt()));
                    if (first == null)
                        first = name;
                }
                String verdict = judge(loader, first, initialize);
                if (!whole && verdict.indexOf('\n') >= 0)
                    verdict = verdict.substring(0, verdict.indexOf('\n'));
                out.println("# " + label + "\n" + verdict);
            }
        }
        out.flush();
    }
}
