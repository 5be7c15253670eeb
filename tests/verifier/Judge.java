// SPDX-License-Identifier: MIT
//
// Judge - links the classes of a file written by cases.py, each case in a class loader of its own, and prints the verdict:
// all of it with a second argument; `link` does not run initializers, `run` runs main too, two seconds at most.
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
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

    /* Runs main(String[]), if there is one; what it printed, and how it ended. */
    @SuppressWarnings({"deprecation", "removal"})
    private static String run(Judge loader, String name) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String[] end = {"timeout"};
        PrintStream out = System.out, err = System.err;
        System.setOut(new PrintStream(printed, true));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        Thread t = new Thread(() -> {
            try {
                Class.forName(name, true, loader).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
                end[0] = "ended";
            } catch (InvocationTargetException e) {
                end[0] = "threw " + e.getCause().getClass().getName();
            } catch (Throwable e) {
                end[0] = "failed " + e.getClass().getName();
            }
        });
        t.setDaemon(true);
        t.start();
        t.join(2000);
        String how = end[0];
        if (t.isAlive()) {
            t.stop();
            t.join(2000);
        }
        System.setOut(out);
        System.setErr(err);
        return how.equals("timeout") ? how : how + "\n" + printed.toString("UTF-8").replace("\n# ", "\n #");
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
                if (whole && args[1].equals("run") && verdict.equals("accepted"))
                    verdict += "\n" + run(loader, first);
                out.println("# " + label + "\n" + verdict);
            }
        }
        out.flush();
    }
}
