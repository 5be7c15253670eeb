import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.concurrent.*;

/** How exceptions come out of reflection, handles, proxies, initializers, newInstance, executors and streams: wrapped once, twice or not at all. */
public class TargetExceptions {
    public static void checked() throws Exception { throw new Exception("checked"); }
    public static void runtime() { throw new IllegalStateException("runtime"); }
    public static void error() { throw new AssertionError("error"); }
    public static void overflow() { overflow(); }
    public static void nested() throws Exception { TargetExceptions.class.getMethod("checked").invoke(null); }
    public static void nested3() throws Exception { TargetExceptions.class.getMethod("nested").invoke(null); }
    public static void bad() { BadInit.touch(); }
    public static void linkage() { throw new NoClassDefFoundError("by hand"); }
    static class BadInit { static { if (true) throw new IllegalArgumentException("init"); } static void touch() { } }
    static class BadErr { static { if (true) throw new UnknownError("init error"); } static int x; }
    public static class Sneaky { public Sneaky() throws Exception { throw new java.io.IOException("from constructor"); } }
    static String chain(Throwable t) { StringBuilder b = new StringBuilder(); for (int i = 0; t != null && i < 6; t = t.getCause(), i++) b.append(i == 0 ? "" : " <- ").append(t.getClass().getSimpleName()).append(t.getMessage() == null ? "" : ": " + t.getMessage()); return b.toString(); }
    static void each(String how, String what, Show.Body b) { try { System.out.println(how + " " + what + " gave " + b.run()); } catch (Throwable t) { System.out.println(how + " " + what + ": " + chain(t)); } }
    public static void main(String[] args) throws Throwable {
        for (String n : new String[] {"checked", "runtime", "error", "overflow", "nested", "nested3", "bad", "bad", "linkage"}) {
            Method m = TargetExceptions.class.getMethod(n);
            MethodHandle h = MethodHandles.lookup().unreflect(m);
            each("reflection", n, () -> m.invoke(null));
            each("handle", n, () -> { h.invokeExact(); return 0; });
            each("arguments", n, () -> h.invokeWithArguments());
            each("reflected handle", n, () -> MethodHandle.class.getMethod("invokeWithArguments", List.class).invoke(h, List.of()));
            each("proxy", n, () -> { ((Runnable) Proxy.newProxyInstance(TargetExceptions.class.getClassLoader(), new Class<?>[] {Runnable.class}, (p, mm, a) -> m.invoke(null))).run(); return 0; });
            each("handle proxy", n, () -> { MethodHandleProxies.asInterfaceInstance(Runnable.class, h).run(); return 0; });
            each("future", n, () -> CompletableFuture.runAsync(() -> { try { h.invokeExact(); } catch (RuntimeException | Error e) { throw e; } catch (Throwable e) { throw new CompletionException(e); } }).get());
            each("finally handle", n, () -> { MethodHandles.tryFinally(h, MethodHandles.empty(MethodType.methodType(void.class, Throwable.class))).invokeExact(); return 0; });
        }
        each("initializer", "error", () -> BadErr.x);
        each("initializer", "error again", () -> BadErr.x);
        each("reflection", "field of failed", () -> BadErr.class.getDeclaredField("x").get(null));
        each("handle", "field of failed", () -> MethodHandles.lookup().findStaticGetter(BadErr.class, "x", int.class).invoke());
        each("newInstance", "checked", () -> Sneaky.class.newInstance());
        each("constructor", "checked", () -> Sneaky.class.getConstructor().newInstance());
        each("constructor handle", "checked", () -> MethodHandles.lookup().findConstructor(Sneaky.class, MethodType.methodType(void.class)).invoke());
        each("iterator", "modified", () -> { List<Integer> l = new ArrayList<>(List.of(1, 2)); for (int x : l) l.add(x); return l; });
        each("null exception", "thrown", () -> { Exception e = null; throw e; });
        each("close", "suppressed", () -> { try (AutoCloseable c = () -> { throw new Exception("close"); }) { throw new Exception("body"); } catch (Exception e) { return chain(e) + Arrays.toString(e.getSuppressed()); } });
    }
}
