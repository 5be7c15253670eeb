import java.lang.invoke.*;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.reflect.*;
import java.util.*;

/** Hidden classes: names, nests, reflection, class data, traces, errors of definition; Lookup.defineClass; ClassLoader.defineClass errors. */
public class Hidden {
    private static int secret = 42;
    static class Tpl implements Runnable {
        int n = 3; static final String S = "s"; final int f = 9;
        public void run() { System.out.println("run " + getClass().getSimpleName().replaceAll("0x.*", "0x") + " " + S + n); }
        static class Member { }
        static int fail() { throw new IllegalStateException("hidden fail"); }
        Object self() { return Tpl.class; }
    }
    static class Peek { static int peek() { return secret; } }
    static class Data { static Object data() throws Throwable { return MethodHandles.classData(MethodHandles.lookup(), ConstantNames.N, Object.class); } }
    interface ConstantNames { String N = "_"; }
    static byte[] bytes(String n) throws Exception { return Hidden.class.getResourceAsStream(n + ".class").readAllBytes(); }
    interface Body { Object run() throws Throwable; }
    static String clean(Object o) { return String.valueOf(o).replaceAll("0x[0-9a-f]+", "0xN").replaceAll("@[0-9a-f]+", "@N"); }
    static void t(Body b) { try { System.out.println(clean(b.run())); } catch (InvocationTargetException e) { System.out.println("target " + clean(e.getCause())); } catch (Throwable e) { System.out.println(clean(e) + " | " + clean(e.getCause())); } }
    static class L extends ClassLoader { Class<?> def(String n, byte[] b) { return defineClass(n, b, 0, b.length); } Class<?> loaded(String n) { return findLoadedClass(n); } }
    static byte[] patch(byte[] b, String from, String to) {
        String s = new String(b, java.nio.charset.StandardCharsets.ISO_8859_1).replace(from, to);
        return s.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    public static void main(String[] args) throws Throwable {
        Lookup l = MethodHandles.lookup();
        Class<?> h = l.defineHiddenClass(bytes("Hidden$Tpl"), true).lookupClass();
        t(() -> h.getName() + " " + h.isHidden() + " " + h.getSimpleName() + " " + h.getTypeName() + " " + h.getCanonicalName() + " " + h.descriptorString() + " " + h.getModule().isNamed() + " " + h.getPackageName() + " " + h.getNestHost() + " " + (h.getNestHost() == h) + " " + Arrays.toString(h.getNestMembers()));
        t(() -> h.arrayType().getName() + " " + h.arrayType().isHidden() + " " + Modifier.toString(h.getModifiers()) + " " + Arrays.toString(h.getInterfaces()));
        t(() -> { ((Runnable) h.getDeclaredConstructor().newInstance()).run(); return "ran"; });
        t(() -> h.getDeclaringClass());
        t(() -> h.getEnclosingClass());
        t(() -> h.isMemberClass());
        t(() -> Arrays.toString(h.getDeclaredClasses()));
        t(() -> Class.forName(h.getName()));
        t(() -> h.getDeclaredMethod("fail").invoke(null));
        t(() -> { Method m = h.getDeclaredMethod("self"); return m.invoke(h.getDeclaredConstructor().newInstance()) == h; });
        t(() -> { try { h.getDeclaredMethod("fail").invoke(null); } catch (InvocationTargetException e) { return e.getCause().getStackTrace()[0].getClassName().startsWith("Hidden$Tpl"); } return 1; });
        t(() -> { Field f = h.getDeclaredField("f"); f.setAccessible(true); Object o = h.getDeclaredConstructor().newInstance(); f.setInt(o, 1); return f.get(o); });
        t(() -> { Field f = h.getDeclaredField("n"); Object o = h.getDeclaredConstructor().newInstance(); f.setInt(o, 77); return f.get(o); });
        t(() -> l.defineHiddenClass(bytes("Hidden$Peek"), true).lookupClass().getDeclaredMethod("peek").invoke(null));
        Class<?> nm = l.defineHiddenClass(bytes("Hidden$Peek"), true, ClassOption.NESTMATE).lookupClass();
        t(() -> nm.getDeclaredMethod("peek").invoke(null) + " " + nm.getNestHost() + " " + nm.isNestmateOf(Hidden.class) + nm.getNestMembers().length);
        t(() -> l.defineHiddenClass(bytes("Hidden$Peek"), true, ClassOption.NESTMATE, ClassOption.STRONG).lookupClass().getNestHost());
        t(() -> l.defineHiddenClassWithClassData(bytes("Hidden$Data"), List.of("payload"), true).lookupClass().getDeclaredMethod("data").invoke(null));
        t(() -> l.defineHiddenClassWithClassData(bytes("Hidden$Data"), null, true));
        t(() -> l.defineHiddenClass(new byte[] {1, 2, 3}, true));
        t(() -> l.defineHiddenClass(new byte[0], true));
        t(() -> l.in(String.class).defineHiddenClass(bytes("Hidden$Peek"), true));
        t(() -> l.defineClass(bytes("Hidden$Peek")));
        t(() -> l.defineClass(patch(bytes("Hidden$Peek"), "Hidden$Peek", "Hidden$Pook")));
        t(() -> Class.forName("Hidden$Pook") + " " + Class.forName("Hidden$Pook").getNestHost());
        t(() -> l.defineClass(patch(bytes("Hidden$Peek"), "Hidden$Peek", "Hidden$Pook")));
        t(() -> new L().def("Other", bytes("Hidden$Peek")));
        t(() -> new L().def("a/b", bytes("Hidden$Peek")));
        t(() -> new L().def("java.lang.Foo", bytes("Hidden$Peek")));
        t(() -> new L().def(null, patch(bytes("Hidden$Peek"), "Hidden$Peek", "java/zzzzzz")));
        L ld = new L();
        t(() -> ld.def("Hidden$Peek", bytes("Hidden$Peek")) + " " + ld.loaded("Hidden$Peek").getClassLoader().getClass() + " " + ld.loaded("Hidden$Tpl"));
        t(() -> ld.def("Hidden$Peek", bytes("Hidden$Peek")));
        t(() -> ld.loaded("Hidden$Peek").getDeclaredMethod("peek").invoke(null));
        t(() -> new L().def(null, bytes("Hidden$Peek")));
        t(() -> new L().def(null, new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE}));
        t(() -> { byte[] b = bytes("Hidden$Peek"); b[7] = 99; return new L().def(null, b); });
        t(() -> { byte[] b = bytes("Hidden$Peek"); return new L().def(null, Arrays.copyOf(b, b.length - 5)); });
        t(() -> { byte[] b = bytes("Hidden$Peek"); return new L().def(null, Arrays.copyOf(b, b.length + 5)); });
        t(() -> ld.loaded("[I") + " " + ld.loaded("java.lang.String") + " " + ld.loaded("no/slash"));
        t(() -> new L().loadClass("Hidden$Peek").getClassLoader() == Hidden.class.getClassLoader());
        t(() -> new L().loadClass("[I"));
        t(() -> Class.forName("[I", false, new L()));
        t(() -> Class.forName("[LHidden;", false, ld).getClassLoader() == Hidden.class.getClassLoader());
        t(() -> Class.forName("Hidden$Peek", false, ld).getClassLoader() == ld);
        t(() -> Class.forName("[[LHidden$Peek;", false, ld).getClassLoader() == ld);
    }
}
