import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;
import static java.lang.invoke.MethodType.methodType;

/** Whom caller-sensitive methods take for their caller: through lambdas, handles, reflection, both accessors, proxies, other loaders. */
public class CallerClasses {
    private int secret = 7;
    static class Other { private static int hidden = 8; static Object lookup() { return MethodHandles.lookup().lookupClass(); } }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle lookup = l.findStatic(MethodHandles.class, "lookup", methodType(MethodHandles.Lookup.class));
        Show.of("lookup", () -> MethodHandles.lookup());
        Show.of("lookup by lambda", () -> ((Supplier<MethodHandles.Lookup>) () -> MethodHandles.lookup()).get());
        Show.of("lookup by method reference", () -> ((Supplier<MethodHandles.Lookup>) MethodHandles::lookup).get());
        Show.of("lookup by handle", () -> (MethodHandles.Lookup) lookup.invokeExact());
        Show.of("lookup by handle, generic", () -> lookup.invokeWithArguments());
        Show.of("lookup by handle of another", () -> MethodHandles.privateLookupIn(Other.class, l).findStatic(MethodHandles.class, "lookup", methodType(MethodHandles.Lookup.class)).invoke());
        Show.of("lookup by reflection", () -> MethodHandles.class.getMethod("lookup").invoke(null));
        Show.of("lookup by unreflected", () -> l.unreflect(MethodHandles.class.getMethod("lookup")).invoke());
        Show.of("lookup in another", () -> Other.lookup());
        Method forName = Class.class.getMethod("forName", String.class);
        ByteLoader own = new ByteLoader("own", CallerClasses.class.getClassLoader()).copy("CallerClasses$Other", "CallerClasses$InOther");
        Class<?> in = own.loadClass("CallerClasses$InOther");
        Function<String, Object> inOther = (Function<String, Object>) in.getDeclaredConstructor().newInstance();
        for (int i = 0; i < 18; i++) {
            int n = i;
            if (i < 2 || i > 16) {
                Show.of("forName by reflection " + i, () -> forName.invoke(null, "CallerClasses$Other").equals(Other.class));
                Show.of("forName elsewhere " + i, () -> ((Class<?>) inOther.apply("forName")).getClassLoader().getName());
                Show.of("forName elsewhere by reflection " + i, () -> ((Class<?>) inOther.apply("reflected")).getClassLoader().getName());
                Show.of("forName elsewhere by handle " + i, () -> ((Class<?>) inOther.apply("handle")).getClassLoader().getName());
                Show.of("forName elsewhere by lambda " + i, () -> ((Class<?>) inOther.apply("lambda")).getClassLoader().getName());
                Show.of("forName elsewhere by function " + i, () -> ((Class<?>) inOther.apply("function")).getClassLoader().getName());
                Show.of("own field " + i, () -> CallerClasses.class.getDeclaredField("secret").get(new CallerClasses()));
                Show.of("other's field elsewhere " + i, () -> inOther.apply("field"));
                Show.of("other's field elsewhere by reflection " + i, () -> inOther.apply("fieldReflected"));
            } else {
                forName.invoke(null, "CallerClasses$Other");
                inOther.apply("reflected");
                inOther.apply("fieldReflected");
            }
        }
        Show.of("getCallerClass by reflection", () -> StackWalker.class.getMethod("getCallerClass").invoke(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)));
        Show.of("getCallerClass by handle", () -> (Class<?>) l.findVirtual(StackWalker.class, "getCallerClass", methodType(Class.class)).invokeExact(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)));
        Show.of("getCallerClass by reference", () -> ((Function<StackWalker, Class<?>>) StackWalker::getCallerClass).apply(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)));
        Show.of("forName by method reference", () -> { interface F { Class<?> f(String s) throws Exception; } F f = Class::forName; return f.f("CallerClasses"); });
        Show.of("forName from a library thread", () -> { ExecutorService e = Executors.newSingleThreadExecutor(); try { return e.submit((Callable<Class<?>>) () -> Class.forName("CallerClasses")).get(); } finally { e.shutdown(); } });
        Show.of("forName by stream", () -> java.util.stream.Stream.of("CallerClasses").map(s -> { try { return Class.forName(s); } catch (Exception e) { return e; } }).findFirst().get());
        Show.of("loadLibrary", () -> { System.loadLibrary("nosuch"); return 0; });
        Show.of("load", () -> { System.load("relative"); return 0; });
        Show.of("bundle by reflection", () -> ResourceBundle.class.getMethod("getBundle", String.class).invoke(null, "nosuch"));
        Show.of("resource by handle", () -> l.findVirtual(Class.class, "getResource", methodType(java.net.URL.class, String.class)).invoke(CallerClasses.class, "CallerClasses.class") != null);
        Show.of("logger", () -> java.util.logging.Logger.class.getMethod("getLogger", String.class).invoke(null, "x").getClass());
        Show.of("getPackage", () -> Package.class.getMethod("getPackage", String.class).invoke(null, "java.lang"));
        Show.of("getLoader", () -> Thread.class.getMethod("getContextClassLoader").invoke(Thread.currentThread()) == ClassLoader.getSystemClassLoader());
        Show.of("module opens", () -> Module.class.getMethod("addOpens", String.class, Module.class).invoke(Object.class.getModule(), "java.lang", CallerClasses.class.getModule()));
        Show.of("module reads", () -> Module.class.getMethod("addReads", Module.class).invoke(Object.class.getModule(), CallerClasses.class.getModule()));
        Show.of("setAccessible by reflection", () -> { Field f = Other.class.getDeclaredField("hidden"); AccessibleObject.class.getMethod("setAccessible", boolean.class).invoke(f, true); return f.get(null); });
        Show.of("setAccessible by handle", () -> { Field f = String.class.getDeclaredField("value"); l.findVirtual(AccessibleObject.class, "trySetAccessible", methodType(boolean.class)).bindTo(f); return l.findVirtual(Field.class, "trySetAccessible", methodType(boolean.class)).invoke(f); });
        Show.of("Reflection.getCallerClass", () -> Class.forName("jdk.internal.reflect.Reflection").getMethod("getCallerClass").invoke(null));
        Show.of("newInstance", () -> Class.class.getMethod("newInstance").invoke(Other.class).getClass());
        Show.of("atomic updater", () -> java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater(CallerClasses.class, "secret"));
        Show.of("atomic updater of another", () -> java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater(Thread.class, "threadStatus"));
    }
    public static class InOther implements Function<String, Object> {
        static int calls;
        public Object apply(String how) {
            try {
                switch (how) {
                    case "forName": return Class.forName("CallerClasses$Other");
                    case "reflected": return Class.class.getMethod("forName", String.class).invoke(null, "CallerClasses$Other");
                    case "handle": return MethodHandles.lookup().findStatic(Class.class, "forName", methodType(Class.class, String.class)).invoke("CallerClasses$Other");
                    case "lambda": return ((Callable<Class<?>>) () -> Class.forName("CallerClasses$Other")).call();
                    case "function": { Callable<Class<?>>[] c = new Callable[1]; c[0] = () -> Class.forName("CallerClasses$Other"); return Optional.of(1).map(x -> { try { return c[0].call(); } catch (Exception e) { throw new RuntimeException(e); } }).get(); }
                    case "field": return Class.forName("CallerClasses$Other").getDeclaredField("hidden").get(null);
                    case "fieldReflected": return Field.class.getMethod("get", Object.class).invoke(Class.forName("CallerClasses$Other").getDeclaredField("hidden"), (Object) null);
                    default: return null;
                }
            } catch (Throwable t) {
                return t + " " + t.getCause();
            }
        }
    }
}
