import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;

/** What the module system says of jdk.internal: IllegalAccessError from code, reflection's and method handles' refusals, layers' exports. */
public class Internals {
    interface Body {
        Object run() throws Throwable;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) {
            System.out.println(w + ": " + e.toString().replaceAll("@(0x)?[0-9a-f]+", "@")
                + (e.getCause() == null ? "" : " / " + e.getCause().toString().replaceAll("@(0x)?[0-9a-f]+", "@")));
        }
    }
    /** Class bytes without a compiler's help: `public static Object get()` of a class that touches what it may not. */
    static Class<?> calling(String owner, String method, String descriptor) throws Exception {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        java.io.DataOutputStream o = new java.io.DataOutputStream(bytes);
        o.writeInt(0xcafebabe);
        o.writeInt(61);
        o.writeShort(14);
        String name = "Caller" + Math.abs((owner + method).hashCode());
        o.writeByte(1);
        o.writeUTF(name);
        o.writeByte(7);
        o.writeShort(1);
        o.writeByte(1);
        o.writeUTF("java/lang/Object");
        o.writeByte(7);
        o.writeShort(3);
        o.writeByte(1);
        o.writeUTF("get");
        o.writeByte(1);
        o.writeUTF("()Ljava/lang/Object;");
        o.writeByte(1);
        o.writeUTF("Code");
        o.writeByte(1);
        o.writeUTF(owner);
        o.writeByte(7);
        o.writeShort(8);
        o.writeByte(1);
        o.writeUTF(method);
        o.writeByte(1);
        o.writeUTF(descriptor);
        o.writeByte(12);
        o.writeShort(10);
        o.writeShort(11);
        o.writeByte(descriptor.startsWith("(") ? 10 : 9);
        o.writeShort(9);
        o.writeShort(12);
        o.writeShort(0x21);
        o.writeShort(2);
        o.writeShort(4);
        o.writeShort(0);
        o.writeShort(0);
        o.writeShort(1);
        o.writeShort(9);
        o.writeShort(5);
        o.writeShort(6);
        o.writeShort(1);
        o.writeShort(7);
        o.writeInt(16);
        o.writeShort(1);
        o.writeShort(0);
        o.writeInt(4);
        o.writeByte(descriptor.startsWith("(") ? 0xb8 : 0xb2);
        o.writeShort(13);
        o.writeByte(0xb0);
        o.writeShort(0);
        o.writeShort(0);
        o.writeShort(0);
        byte[] b = bytes.toByteArray();
        return new ClassLoader(Internals.class.getClassLoader()) {
            { setName("made"); }
            void setName(String s) {}
            Class<?> make() { return defineClass(name, b, 0, b.length); }
        }.make();
    }
    static Object call(String o, String m, String d) throws Throwable {
        try {
            return calling(o, m, d).getMethod("get").invoke(null);
        } catch (InvocationTargetException e) { throw e.getCause(); }
    }
    public static void main(String[] args) throws Throwable {
        show("unexported", () -> call("jdk/internal/misc/Unsafe", "getUnsafe", "()Ljdk/internal/misc/Unsafe;"));
        show("unexported field", () -> call("jdk/internal/misc/VM", "x", "Ljava/lang/Object;"));
        show("unexported sun", () -> call("sun/security/x509/X500Name", "y", "()Ljava/lang/Object;"));
        show("exported", () -> call("java/lang/Runtime", "getRuntime", "()Ljava/lang/Runtime;").getClass());
        show("private method", () -> call("java/lang/Integer", "nothing", "()Ljava/lang/Object;"));
        show("package class", () -> call("java/lang/StringLatin1", "inflate", "()Ljava/lang/Object;"));
        show("private static", () -> call("java/util/Collections", "rotate1", "(Ljava/util/List;I)Ljava/lang/Object;"));
        show("protected", () -> call("java/lang/Object", "clone", "()Ljava/lang/Object;"));
        show("private field", () -> call("java/lang/System", "security", "Ljava/lang/SecurityManager;"));
        show("absent class", () -> call("no/Such", "m", "()Ljava/lang/Object;"));
        show("other module", () -> call("com/sun/org/apache/xerces/internal/dom/DocumentImpl", "m", "()Ljava/lang/Object;"));
        show("reflective method", () -> Class.forName("jdk.internal.misc.Unsafe").getMethod("getUnsafe").invoke(null));
        show("setAccessible", () -> {
            Field f = String.class.getDeclaredField("value");
            f.setAccessible(true);
            return 0;
        });
        show("trySetAccessible", () -> String.class.getDeclaredField("hash").trySetAccessible());
        show("private get", () -> String.class.getDeclaredField("hash").getInt("x"));
        show("constructor", () -> {
            Constructor<?> c = Class.forName("jdk.internal.misc.VM").getDeclaredConstructor();
            c.setAccessible(true);
            return 0;
        });
        show("newInstance", () -> Class.forName("sun.security.provider.MD5").getDeclaredConstructor().newInstance());
        show("public method of hidden impl", () -> List.of(1).getClass().getMethod("size").invoke(List.of(1)));
        show("interface method", () -> Collection.class.getMethod("size").invoke(List.of(1)));
        show("filtered fields",
            ()
                -> Arrays.toString(System.class.getDeclaredFields().length > 0
                        ? new String[] {"" + Arrays.stream(System.class.getDeclaredFields()).anyMatch(f -> f.getName().equals("security"))}
                        : null));
        show("filtered Reflection",
            ()
                -> Class.forName("jdk.internal.reflect.Reflection").getDeclaredFields().length + " "
                + Class.class.getDeclaredFields().length + " " + Field.class.getDeclaredFields().length);
        MethodHandles.Lookup l = MethodHandles.lookup();
        show("findStatic",
            ()
                -> l.findStatic(Class.forName("jdk.internal.misc.Unsafe"), "getUnsafe",
                    MethodType.methodType(Class.forName("jdk.internal.misc.Unsafe"))));
        show("findVirtual private", () -> l.findVirtual(String.class, "isLatin1", MethodType.methodType(boolean.class)));
        show("privateLookupIn", () -> MethodHandles.privateLookupIn(String.class, l));
        show("privateLookupIn own", () -> MethodHandles.privateLookupIn(Internals.class, l));
        show("unreflect", () -> l.unreflect(Class.forName("jdk.internal.misc.VM").getMethod("isBooted")));
        show("accessClass", () -> l.accessClass(Class.forName("jdk.internal.misc.VM")));
        show("findClass", () -> l.findClass("jdk.internal.misc.VM"));
        show("unreflectGetter", () -> l.unreflectGetter(String.class.getDeclaredField("value")));
        show("publicLookup",
            ()
                -> MethodHandles.publicLookup()
                       .findStatic(Internals.class, "main", MethodType.methodType(void.class, String[].class))
                       .type());
        show("publicLookup private",
            ()
                -> MethodHandles.publicLookup().findStatic(
                    Internals.class, "show", MethodType.methodType(void.class, String.class, Body.class)));
        show("var handle", () -> l.findVarHandle(String.class, "hash", int.class));
        show("var handle type", () -> l.findVarHandle(Thread.class, "name", int.class));
        show("final var handle set", () -> {
            record R(int a) {}
            VarHandle v = l.findVarHandle(R.class, "a", int.class);
            v.set(new R(1), 2);
            return 0;
        });
        Module base = Object.class.getModule(), me = Internals.class.getModule();
        System.out.println(base.isExported("jdk.internal.misc") + " " + base.isExported("jdk.internal.misc", me) + " "
            + base.isOpen("java.lang", me) + " " + base.isExported("java.lang") + " "
            + base.isExported("jdk.internal.misc", ModuleLayer.boot().findModule("java.management").orElseThrow()) + " " + me.isNamed()
            + me.isOpen("", me) + " " + base.getDescriptor().exports().stream().filter(e -> !e.isQualified()).count() + " "
            + base.isExported("no.such"));
        show("addExports", () -> base.addExports("jdk.internal.misc", me));
        show("addOpens", () -> base.addOpens("java.lang", me));
        show("proxy",
            ()
                -> Proxy
                       .newProxyInstance(Internals.class.getClassLoader(),
                           new Class<?>[] {Class.forName("jdk.internal.misc.Signal$Handler")}, (p, m, a) -> null)
                       .getClass()
                       .getModule()
                       .isNamed());
        show("define in java", () -> new ClassLoader() {
            Class<?> d() { return defineClass("java.lang.Evil", new byte[0], 0, 0); }
        }.d());
        show("subclass unexported", () -> Class.forName("jdk.internal.misc.CDS", false, null).getModifiers());
        show("jdk.unsupported", () -> Class.forName("sun.misc.Unsafe").getModule());
        show("sun.reflect",
            ()
                -> sun.reflect.ReflectionFactory.getReflectionFactory()
                       .newConstructorForSerialization(Internals.class, Object.class.getConstructor())
                       .newInstance()
                       .getClass());
        show("sun factory bad", () -> sun.reflect.ReflectionFactory.getReflectionFactory().newConstructorForSerialization(Runnable.class));
        Thread t = new Thread(() -> { throw new IllegalStateException("x"); });
        show("thread field", () -> {
            Field f = Thread.class.getDeclaredField("name");
            f.setAccessible(true);
            return 0;
        });
    }
}
