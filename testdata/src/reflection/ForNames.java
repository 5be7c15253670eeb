import java.util.*;
import java.lang.reflect.*;

/** Class.forName in all variants, loadClass, arrays, descriptors, initialization, modules; getMethod and getField lookups; odd names. */
public class ForNames {
    static class A { static { System.out.println("  A initialized"); } }
    static class B { static { System.out.println("  B initialized"); } static final int CONST = 5; static final Integer BOX = 6; }
    static class C extends A { static { System.out.println("  C initialized"); } static int x; }
    interface I { int X = say("I"); default void d() { } }
    interface J { int Y = say("J"); }
    static class K implements I, J { static { System.out.println("  K initialized"); } }
    static int say(String s) { System.out.println("  " + s + " initialized"); return 1; }
    static class $Dollar$ { class $ { class $1 { } } }
    static class Überklasse_\u20ac { }
    interface Get { Object get(); void take(Object o); static void st() { } private void p() { } default String both() { return "Get"; } }
    interface Get2 { default String both() { return "Get2"; } Comparable<?> get(); }
    static abstract class Impl implements Get, Get2 { public String get() { return "s"; } public void take(Object o) { } public void take(String s) { } public String both() { return Get.super.both(); } void hidden() { } public static void sm() { } }
    static class Sub extends Impl { public static void sm() { } }

    public static void main(String[] args) throws Exception {
        ClassLoader l = ForNames.class.getClassLoader();
        for (String n : new String[] {"java.lang.String", "[I", "[[Ljava.lang.String;", "[LForNames$A;", "ForNames$A", "ForNames.A", "ForNames/A", "java/lang/String", "int", "I", "[", "[]", "[X", "[Lx", "[L;", "[Ljava/lang/String;", "", " ", ".", "a..b", "Ljava.lang.String;", "[V", "java.lang.string", "forNames", "[[[[[[[[[[J", "ForNames$\u00dcberklasse_\u20ac", "ForNames$$Dollar$", "ForNames$$Dollar$$$", "\0", "a\0b", "java.lang.Object\0x", "[".repeat(255) + "I", "[".repeat(256) + "I", "x".repeat(300)}) {
            String shown = n.length() > 60 ? n.length() + " characters" : n.replace('\0', '0');
            Show.of("forName " + shown, () -> { try { String s = Class.forName(n, false, l).toString(); return s.length() > 60 ? s.length() : s; } catch (ClassNotFoundException e) { return "CNFE " + (e.getMessage().length() > 60 ? e.getMessage().length() : e.getMessage().replace('\0', '0')) + e.getCause(); } });
            Show.of("  loadClass", () -> { try { return l.loadClass(n); } catch (ClassNotFoundException e) { return "CNFE " + (e.getMessage().length() > 60 ? e.getMessage().length() : e.getMessage().replace('\0', '0')); } });
        }
        Show.of("null", () -> Class.forName(null));
        Show.of("null with loader", () -> Class.forName(null, true, l));
        Show.of("boot", () -> Class.forName("java.util.List", true, null) + " " + Class.forName("[Ljava.util.List;", true, null));
        Show.of("boot has not", () -> Class.forName("ForNames", false, null));
        Show.of("boot has not java.sql", () -> Class.forName("java.sql.Driver", false, null));
        Show.of("platform", () -> Class.forName("java.sql.Driver", false, ClassLoader.getPlatformClassLoader()).getClassLoader().getName());
        Show.of("not initialized", () -> Class.forName("ForNames$C", false, l));
        Show.of("array does not initialize", () -> Class.forName("[LForNames$C;", true, l));
        Show.of("initialized", () -> Class.forName("ForNames$C", true, l));
        Show.of("initialized once", () -> Class.forName("ForNames$C"));
        Show.of("constant does not initialize", () -> B.CONST);
        Show.of("box does", () -> B.BOX);
        Show.of("interface with default", () -> Class.forName("ForNames$K"));
        Show.of("interface alone", () -> Class.forName("ForNames$J"));
        Module base = Object.class.getModule(), sql = ModuleLayer.boot().findModule("java.sql").get(), mine = ForNames.class.getModule();
        Show.of("in java.base", () -> Class.forName(base, "java.lang.String") + " " + Class.forName(base, "ForNames") + " " + Class.forName(base, "jdk.internal.misc.Unsafe") + " " + Class.forName(base, "java.sql.Driver"));
        Show.of("in java.sql", () -> Class.forName(sql, "java.sql.Driver") + " " + Class.forName(sql, "java.lang.String"));
        Show.of("in the unnamed one", () -> Class.forName(mine, "ForNames$I") + " " + Class.forName(mine, "java.lang.String") + " " + Class.forName(mine, "nothing"));
        Show.of("in a module, array", () -> Class.forName(base, "[I"));
        Show.of("in a module, null", () -> Class.forName((Module) null, "x"));
        for (Class<?> c : new Class<?>[] {$Dollar$.class, $Dollar$.$.class, $Dollar$.$.$1.class, Class.forName("ForNames$\u00dcberklasse_\u20ac"), new Object() { }.getClass()}) System.out.println(c.getName() + " " + c.getSimpleName() + " " + c.getCanonicalName() + " " + c.getEnclosingClass());
        Show.of("getMethod covariant", () -> Impl.class.getMethod("get"));
        Show.of("getMethods", () -> { List<String> all = new ArrayList<>(); for (Method m : Sub.class.getMethods()) if (m.getDeclaringClass() != Object.class) all.add(m.toString() + (m.isBridge() ? " bridge" : "")); Collections.sort(all); return String.join("\n  ", all); });
        Show.of("getMethods of an interface", () -> { List<String> all = new ArrayList<>(); for (Method m : Get.class.getMethods()) all.add(m.toString()); Collections.sort(all); return all; });
        Show.of("static of an interface through a class", () -> Impl.class.getMethod("st"));
        Show.of("static of a superclass", () -> Sub.class.getMethod("sm").getDeclaringClass());
        Show.of("private of an interface", () -> Get.class.getMethod("p"));
        Show.of("declared private of an interface", () -> Get.class.getDeclaredMethod("p") + " " + Get.class.getDeclaredMethod("p").isDefault());
        Show.of("absent", () -> Impl.class.getMethod("take", Integer.class, int[].class, String[][].class));
        Show.of("absent declared", () -> Impl.class.getDeclaredMethod("nothing"));
        Show.of("null parameter", () -> Impl.class.getMethod("take", (Class<?>) null));
        Show.of("null types", () -> Impl.class.getMethod("get", (Class<?>[]) null).getReturnType());
        Show.of("null name", () -> Impl.class.getMethod(null));
        Show.of("<init>", () -> Impl.class.getMethod("<init>"));
        Show.of("<clinit>", () -> A.class.getDeclaredMethod("<clinit>") + " " + A.class.getDeclaredMethods().length);
        Show.of("constructor absent", () -> Impl.class.getConstructor(int.class));
        Show.of("constructor hidden", () -> Math.class.getConstructor());
        Show.of("interface constant", () -> K.class.getField("X").getDeclaringClass() + " " + Modifier.toString(I.class.getField("X").getModifiers()));
        Show.of("array methods", () -> int[].class.getMethod("clone"));
        Show.of("array getClass", () -> int[].class.getMethod("getClass") + " " + int[].class.getMethods().length + " " + int[].class.getDeclaredMethods().length + " " + Arrays.toString(int[][].class.getInterfaces()) + int[].class.getSuperclass() + Integer.toHexString(int[].class.getModifiers()) + Modifier.toString(A[].class.getModifiers()));
        Show.of("arrays", () -> A.class.arrayType() + " " + A[].class.componentType() + " " + int.class.arrayType() + " " + int.class.componentType() + " " + A.class.descriptorString() + A[][].class.descriptorString() + int.class.descriptorString() + " " + A[].class.getTypeName() + A[].class.getSimpleName() + A[].class.getCanonicalName() + A[].class.toGenericString());
        Show.of("void array", () -> void.class.arrayType());
        Show.of("array of 256", () -> { Class<?> c = int.class; for (int i = 0; i < 256; i++) c = c.arrayType(); return c; });
        Show.of("cast", () -> Integer.class.cast("x"));
        Show.of("cast primitive", () -> int.class.cast(5));
        Show.of("cast null", () -> int.class.cast(null));
        Show.of("asSubclass", () -> String.class.asSubclass(Number.class));
        Show.of("isInstance", () -> int.class.isInstance(5) + " " + Object.class.isInstance(new int[0]) + " " + Cloneable.class.isInstance(new int[0]) + " " + Object[].class.isInstance(new int[0][]) + " " + Object[].class.isAssignableFrom(Comparable[][].class) + " " + int.class.isAssignableFrom(short.class) + " " + long[].class.isAssignableFrom(int[].class));
        Show.of("enum constants", () -> Arrays.toString(Thread.State.class.getEnumConstants()) + String.class.getEnumConstants());
        Show.of("enum valueOf", () -> Thread.State.valueOf("none"));
        Show.of("enum valueOf null", () -> Enum.valueOf(Thread.State.class, null));
    }
}
