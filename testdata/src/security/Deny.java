import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;

/** Tries everything that --deny= can take away, and says for each whether it worked. Run by tests/bounds_test.py. */
public class Deny {
    interface Action {
        void run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        String result = "done";
        try {
            action.run();
        } catch (Throwable e) {
            Throwable cause = e;
            while (!(cause instanceof SecurityException) && cause.getCause() != null)
                cause = cause.getCause();
            result = cause instanceof SecurityException ? cause.getMessage() : "failed: " + e;
        }
        System.out.println(what + ": " + result);
    }

    /** A method that the language doesn't let us call, by core reflection; needs --add-opens. */
    static Object call(Object o, Class<?> holder, String name, Class<?>[] types, Object... values) throws Throwable {
        Method m = holder.getDeclaredMethod(name, types);
        m.setAccessible(true);
        try {
            return m.invoke(o, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    static void net() {
        attempt("net ServerSocket", () -> new ServerSocket(0).close());
        attempt("net Socket", () -> new Socket("127.0.0.1", 9).close());
        attempt("net DatagramSocket", () -> new DatagramSocket().close());
        attempt("net SocketChannel", () -> SocketChannel.open().close());
        attempt("net ServerSocketChannel", () -> ServerSocketChannel.open().close());
        attempt("net unix", () -> SocketChannel.open(StandardProtocolFamily.UNIX).close());
        attempt("net lookup", () -> InetAddress.getByName("localhost"));
        attempt("net interfaces", () -> Collections.list(NetworkInterface.getNetworkInterfaces()));
        attempt("net URL", () -> new URL("http://127.0.0.1:9/").openStream().close());
        attempt("net asynchronous", () -> java.nio.channels.AsynchronousSocketChannel.open().close());
        attempt("net by reflection", () -> call(null, Class.forName("sun.nio.ch.Net"), "socket0",
            new Class<?>[] {boolean.class, boolean.class, boolean.class, boolean.class}, false, true, false, false));
        attempt("net by handle", () -> {
            Class<?> net = Class.forName("sun.nio.ch.Net");
            Method m = net.getDeclaredMethod("socket0", boolean.class, boolean.class, boolean.class, boolean.class);
            m.setAccessible(true);
            int fd = (int) MethodHandles.lookup().unreflect(m).invokeExact(false, true, false, false);
        });
    }

    static void exec() {
        attempt("exec Runtime", () -> Runtime.getRuntime().exec("true").waitFor());
        attempt("exec ProcessBuilder", () -> new ProcessBuilder("true").start().waitFor());
        attempt("exec kill", () -> ProcessHandle.of(1).ifPresent(p -> {
            if (p.pid() < 0)
                p.destroy();
        }));
        attempt("exec kill by reflection", () -> call(null, Class.forName("java.lang.ProcessHandleImpl"), "destroy0",
            new Class<?>[] {long.class, long.class, boolean.class}, 0x7ffffffeL, 0L, false));
    }

    static void write(Path folder) {
        Path file = folder.resolve("written");
        attempt("write FileOutputStream", () -> new FileOutputStream(file.toFile()).close());
        attempt("write RandomAccessFile", () -> new RandomAccessFile(file.toFile(), "rw").close());
        attempt("write Files", () -> Files.writeString(file, "text"));
        attempt("write FileChannel", () -> FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close());
        attempt("write createNewFile", () -> new File(folder.toFile(), "new").createNewFile());
        attempt("write mkdir", () -> new File(folder.toFile(), "made").mkdir());
        attempt("write createDirectory", () -> Files.createDirectory(folder.resolve("created")));
        attempt("write rename", () -> file.toFile().renameTo(new File(folder.toFile(), "renamed")));
        attempt("write symbolic link", () -> Files.createSymbolicLink(folder.resolve("link"), file));
        attempt("write delete", () -> new File(folder.toFile(), "renamed").delete());
        attempt("write time", () -> folder.toFile().setLastModified(1000000000000L));
        attempt("write permissions", () -> folder.toFile().setReadable(true));
        attempt("write deleteIfExists", () -> Files.deleteIfExists(folder.resolve("link")));
    }

    static void read(Path folder) {
        File file = folder.resolve("secret").toFile();
        attempt("read FileInputStream", () -> new FileInputStream(file).close());
        attempt("read RandomAccessFile", () -> new RandomAccessFile(file, "r").close());
        attempt("read Files", () -> Files.readString(file.toPath()));
        attempt("read map", () -> FileChannel.open(file.toPath()).map(FileChannel.MapMode.READ_ONLY, 0, 1));
        attempt("read list", () -> {
            if (folder.toFile().list() == null)
                throw new java.io.IOException("no list");
        });
        attempt("read directory stream", () -> Files.newDirectoryStream(folder).close());
        attempt("read through the class path", () -> new FileInputStream("testdata/../" + file).close());
        attempt("read through the JRE", () -> new FileInputStream(System.getProperty("java.home") + "/../../../../" + file).close());
        attempt("read jar URL", () -> new URL("file:" + file).openStream().close());
        attempt("read zip", () -> new java.util.zip.ZipFile(folder.resolve("x.jar").toFile()).close());
        attempt("read with a changed class path", () -> {
            System.setProperty("java.class.path", folder.toString());
            new FileInputStream(file).close();
        });
        attempt("read the program", () -> new FileInputStream("testdata/Hello.class").close());
        attempt("read the JRE", () -> new FileInputStream(System.getProperty("java.home") + "/lib/modules").close());
    }

    static void nativeCode(String library) {
        attempt("native System.load", () -> System.load(library));
        attempt("native copy", () -> System.load("/proc/self/cwd/" + new File(library).getName()));
        attempt("native of the JRE", () -> System.load(System.getProperty("java.home") + "/lib/libprefs.so"));
    }

    static void unsafe() {
        attempt("Unsafe", () -> {
            Field f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            f.setAccessible(true);
            Object unsafe = f.get(null);
            long address = (long) unsafe.getClass().getMethod("allocateMemory", long.class).invoke(unsafe, 8L);
        });
        attempt("Unsafe.allocateInstance", () -> {
            Field f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            f.setAccessible(true);
            Object unsafe = f.get(null);
            unsafe.getClass().getMethod("allocateInstance", Class.class).invoke(unsafe, FileOutputStream.class);
        });
        attempt("Unsafe by a trusted Lookup", () -> {
            Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
            Constructor<?> c = MethodHandles.Lookup.class.getDeclaredConstructor(Class.class, Class.class, int.class);
            c = (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(factory.getMethod("getReflectionFactory").invoke(null), MethodHandles.Lookup.class, c);
            MethodHandles.Lookup trusted = (MethodHandles.Lookup) c.newInstance(Object.class, null, -1);
            Class<?> internal = Class.forName("jdk.internal.misc.Unsafe");
            Object unsafe = trusted.findStatic(internal, "getUnsafe", MethodType.methodType(internal)).invoke();
        });
        attempt("Unsafe by a class of the boot loader", () -> {
            MethodHandles.Lookup in = MethodHandles.privateLookupIn(Class.forName("sun.misc.Signal"), MethodHandles.lookup());
            if (in.defineClass(renamed("sun_misc_Made")).getClassLoader() != null) throw new IllegalStateException();
        });
        attempt("Unsafe functions of the JRE in another loader", () -> {
            byte[] b = renamed("sun_tools_attach_VirtualMachineImpl");
            Class<?> k = new ClassLoader() {
                Class<?> define() { return defineClass(null, b, 0, b.length); }
            }.define();
            k.getMethod("run").invoke(null);
        });
        attempt("a forged descriptor", () -> {
            Constructor<FileDescriptor> c = FileDescriptor.class.getDeclaredConstructor(int.class);
            c.setAccessible(true);
            new FileOutputStream(c.newInstance(1)).write(new byte[0]);
        });
    }

    /** That class of ours, in the package that its name says. */
    static byte[] renamed(String name) throws java.io.IOException {
        byte[] b = Files.readAllBytes(Path.of("testdata", name + ".class"));
        String text = new String(b, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.replace(name, name.replace('_', '/')).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    public static void main(String[] args) {
        net();
        exec();
        write(Path.of(args[0]));
        read(Path.of(args[0]));
        nativeCode(args[1]);
        unsafe();
    }
}
