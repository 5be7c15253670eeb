import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;

/** Proxies: default methods, Object's methods, primitive results, checked exceptions, packages and loaders, inherited clashes, refusals. */
public class ProxyCorners {
    public interface A { int one(int x); default String hello(String n) { return "A.hello " + n + one(1); } }
    public interface B extends A { default String hello(String n) { return "B over " + A.super.hello(n); } }
    public interface C { default String hello(String n) { return "C.hello " + n; } }
    interface Hidden { void h(); default int d() { return 5; } }
    public interface Prims { boolean z(); byte b(); short s(); char c(); int i(); long j(); float f(); double d(); void v(); Object o(); int[] a(); }
    public interface Ex { void io() throws java.io.IOException; void none(); Object both() throws java.io.IOException, InterruptedException; }
    public interface Ex2 { void io() throws java.io.FileNotFoundException; }
    public interface Clash { Object both(); }
    public interface Clash2 { String both(); }
    public interface Clash3 { Integer both(); }
    public interface Clash4 { int both(); }
    interface Own { boolean equals(Object o); int hashCode(); String toString(); Object finalizeMe(); }
    public sealed interface Sealed permits Perm { }
    public static final class Perm implements Sealed { }
    @FunctionalInterface public interface Wide { String all(boolean z, byte b, short s, char c, int i, long j, float f, double d, Object o, int... v); }
    static Object make(InvocationHandler h, Class<?>... is) { return Proxy.newProxyInstance(ProxyCorners.class.getClassLoader(), is, h); }

    public static void main(String[] args) throws Throwable {
        InvocationHandler dflt = (p, m, a) -> m.isDefault() ? InvocationHandler.invokeDefault(p, m, a) : m.getName().equals("one") ? (Object) 41 : m.getName();
        Show.of("default", () -> ((A) make(dflt, A.class)).hello("x"));
        Show.of("default of a subinterface", () -> ((B) make(dflt, B.class)).hello("x"));
        Show.of("first of two", () -> ((C) make(dflt, C.class, B.class)).hello("x") + " / " + ((B) make(dflt, B.class, C.class)).hello("y"));
        Show.of("hidden default", () -> ((Hidden) make(dflt, Hidden.class)).d());
        Show.of("invokeDefault abstract", () -> InvocationHandler.invokeDefault(make(dflt, A.class), A.class.getMethod("one", int.class), 1));
        Show.of("invokeDefault overridden", () -> InvocationHandler.invokeDefault(make(dflt, B.class), A.class.getMethod("hello", String.class), "x"));
        Show.of("invokeDefault other interface", () -> InvocationHandler.invokeDefault(make(dflt, A.class), C.class.getMethod("hello", String.class), "x"));
        Show.of("invokeDefault no proxy", () -> InvocationHandler.invokeDefault("x", A.class.getMethod("hello", String.class), "x"));
        Show.of("invokeDefault wrong arguments", () -> InvocationHandler.invokeDefault(make(dflt, A.class), A.class.getMethod("hello", String.class), 5));
        Show.of("invokeDefault few", () -> InvocationHandler.invokeDefault(make(dflt, A.class), A.class.getMethod("hello", String.class)));
        Prims right = (Prims) make((p, m, a) -> { switch (m.getName()) { case "z": return true; case "b": return (byte) -1; case "s": return (short) -2; case "c": return 'c'; case "i": return -4; case "j": return -5L; case "f": return -6f; case "d": return -7.0; case "v": return "ignored"; case "o": return 8; default: return new int[9]; } }, Prims.class);
        System.out.println("" + right.z() + right.b() + right.s() + right.c() + right.i() + right.j() + right.f() + right.d() + right.o() + right.a().length);
        right.v();
        for (Object result : new Object[] {null, "x", 1L})
            for (Method m : new Method[] {Prims.class.getMethod("z"), Prims.class.getMethod("i"), Prims.class.getMethod("j"), Prims.class.getMethod("v"), Prims.class.getMethod("o"), Prims.class.getMethod("a")})
                Show.of("result " + result + " for " + m.getName(), () -> { try { return m.invoke(make((p, mm, a) -> result, Prims.class)); } catch (InvocationTargetException e) { throw e.getCause(); } });
        for (Throwable t : new Throwable[] {new java.io.IOException("io"), new java.io.FileNotFoundException("fnf"), new InterruptedException("int"), new IllegalStateException("ise"), new Error("err"), new Throwable("thr")}) {
            InvocationHandler thrower = (p, m, a) -> { throw t; };
            Show.of("io " + t.getMessage(), () -> { ((Ex) make(thrower, Ex.class)).io(); return 0; });
            Show.of("io of both " + t.getMessage(), () -> { ((Ex2) make(thrower, Ex.class, Ex2.class)).io(); return 0; });
            Show.of("none " + t.getMessage(), () -> { ((Ex) make(thrower, Ex.class)).none(); return 0; });
            Show.of("toString " + t.getMessage(), () -> make(thrower, Ex.class).toString());
        }
        Object o = make((p, m, a) -> m + " " + Arrays.toString(a), Own.class, Runnable.class);
        Show.of("toString", () -> o.toString());
        Show.of("hashCode", () -> o.hashCode());
        Show.of("equals", () -> o.equals("x"));
        Show.of("own", () -> ((Own) o).finalizeMe());
        Show.of("getClass", () -> o.getClass().getSimpleName() + " " + Proxy.isProxyClass(o.getClass()) + " " + Modifier.toString(o.getClass().getModifiers()) + " " + o.getClass().getSuperclass() + " " + Arrays.toString(o.getClass().getInterfaces()) + " '" + o.getClass().getPackageName() + "' " + o.getClass().getModule().isNamed());
        Show.of("public", () -> { Class<?> c = make(dflt, A.class).getClass(); return c.getName() + " " + Modifier.toString(c.getModifiers()) + " " + c.getModule() + " " + (c == make(dflt, A.class).getClass()) + " " + c.getDeclaredMethods().length + " " + c.isSynthetic() + c.isHidden(); });
        Show.of("wide", () -> ((Wide) make((p, m, a) -> Arrays.deepToString(a), Wide.class)).all(true, (byte) 1, (short) 2, 'c', 4, 5, 6, 7, 8, 9, 10));
        Show.of("proxy in handler", () -> ((A) make((p, m, a) -> p.getClass() == make(dflt, A.class).getClass() ? 1 : 0, A.class)).one(1));
        Show.of("Object result", () -> ((Clash) make((p, m, a) -> m.getReturnType().getSimpleName(), Clash.class, Clash2.class)).both());
        Show.of("clash", () -> make(dflt, Clash2.class, Clash3.class));
        Show.of("clash primitive", () -> make(dflt, Clash.class, Clash4.class));
        Show.of("class", () -> make(dflt, String.class));
        Show.of("twice", () -> make(dflt, A.class, A.class));
        Show.of("null interface", () -> make(dflt, A.class, null));
        Show.of("null handler", () -> make(null, A.class));
        Show.of("sealed", () -> make(dflt, Sealed.class));
        Show.of("annotation", () -> make((p, m, a) -> m.getName().equals("annotationType") ? Deprecated.class : "s", Deprecated.class).getClass().getInterfaces().length);
        Show.of("not visible", () -> Proxy.newProxyInstance(null, new Class<?>[] {A.class}, dflt));
        Show.of("boot loader", () -> Proxy.newProxyInstance(null, new Class<?>[] {Runnable.class}, dflt).getClass().getClassLoader());
        Show.of("two packages", () -> make(dflt, Hidden.class, Class.forName("java.util.concurrent.ForkJoinPool$ForkJoinWorkerThreadFactory")).getClass().getPackageName());
        Show.of("not exported", () -> { Object p = make(dflt, Class.forName("jdk.internal.access.JavaIOFileDescriptorAccess")); return p.getClass().getName() + " " + p.getClass().getModule().isNamed(); });
        Show.of("private of another package", () -> make(dflt, Class.forName("java.util.Comparators$NullComparator")));
        Show.of("handler of no proxy", () -> Proxy.getInvocationHandler("x"));
        Show.of("handler", () -> Proxy.getInvocationHandler(make(dflt, A.class)) == dflt);
        Show.of("none at all", () -> make(dflt).toString());
        Show.of("many interfaces", () -> { Class<?>[] many = {Runnable.class, Comparable.class, CharSequence.class, List.class, Map.class}; return make(dflt, many).getClass().getInterfaces().length; });
        Show.of("proxy class constructor", () -> make(dflt, A.class).getClass().getConstructor(InvocationHandler.class).newInstance(dflt) instanceof A);
        Show.of("trace", () -> { try { ((A) make((p, m, a) -> { throw new IllegalStateException(); }, A.class)).one(1); } catch (IllegalStateException e) { StringBuilder b = new StringBuilder(); for (StackTraceElement s : e.getStackTrace()) { b.append(s.getClassName().replaceAll("[0-9]+", "N")).append('.').append(s.getMethodName().replaceAll("[0-9]+", "N")).append(':').append(s.getLineNumber() > 0).append(' '); if (s.getClassName().equals("Show")) break; } return b; } return 0; });
    }
}
