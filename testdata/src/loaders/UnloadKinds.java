import java.lang.invoke.*;
import java.lang.ref.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** Classes that go when nothing refers to them: loaders after use in every way, hidden classes; and those that must stay. */
public class UnloadKinds {
    public static class Used implements Supplier<String>, Runnable {
        static Object keep = new Object();
        int field;
        public Used() { }
        public String get() { Supplier<String> s = () -> "lambda " + field; return s.get() + new Object() { public String toString() { return " anonymous"; } }; }
        public void run() { throw new IllegalStateException("run"); }
        record R(int a, String b) { }
        enum E { A, B }
        static String more() { E e = E.B; switch (e) { case A: return "a"; default: return new R(1, "x") + " " + e; } }
    }
    static boolean gone(Reference<?> r, boolean expected) throws InterruptedException {
        for (int i = 0; (expected || i < 3) && r.get() != null; i++) {
            System.gc();
            Thread.sleep(5);
        }
        return r.get() == null;
    }
    static ByteLoader loader() { return new ByteLoader("temporary", UnloadKinds.class.getClassLoader()).copy("UnloadKinds$Used", "UnloadKinds$Used$1", "UnloadKinds$Used$R", "UnloadKinds$Used$E", "UnloadKinds$1", "UnloadKinds$2"); }
    interface Use { Object use(Class<?> k) throws Throwable; }
    static void after(String what, boolean expected, Use u) throws Throwable {
        WeakReference<Class<?>> k = use(u);
        boolean gone = gone(k, expected);
        System.out.println(what + ": " + (gone == expected ? "as it should be, " : "WRONG, ") + (gone ? "gone" : "there"));
    }
    static Object kept;
    static WeakReference<Class<?>> use(Use u) throws Throwable {
        WeakReference<Class<?>>[] w = new WeakReference[1];
        Throwable[] failure = new Throwable[1];
        Thread t = new Thread(() -> { // whatever its stack still holds goes with it
            try {
                Class<?> k = loader().loadClass("UnloadKinds$Used");
                kept = u.use(k);
                w[0] = new WeakReference<>(k);
            } catch (Throwable e) {
                failure[0] = e;
            }
        });
        t.start();
        t.join();
        if (failure[0] != null) throw failure[0];
        return w[0];
    }
    static Object make(Class<?> k) throws Exception { return k.getConstructor().newInstance(); }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        after("loaded", true, k -> null);
        after("initialized", true, k -> { make(k); return null; });
        after("run", true, k -> ((Supplier<?>) make(k)).get());
        after("nested, enum, record", true, k -> { Method m = k.getDeclaredMethod("more"); m.setAccessible(true); return m.invoke(null); });
        after("reflection often", true, k -> { Method m = k.getMethod("get"); Object o = make(k); for (int i = 0; i < 30; i++) m.invoke(o); return null; });
        after("method handle", true, k -> { MethodHandle h = l.findVirtual(k, "get", MethodType.methodType(String.class)); return (String) h.invoke(make(k)); });
        after("adapted handles", true, k -> { MethodHandle h = l.findConstructor(k, MethodType.methodType(void.class)); h = MethodHandles.filterReturnValue(h, l.findVirtual(Object.class, "hashCode", MethodType.methodType(int.class)).asType(MethodType.methodType(int.class, k))); return h.invoke(); });
        after("var handle", true, k -> { Field f = k.getDeclaredField("field"); f.setAccessible(true); f.setInt(make(k), 3); return MethodHandles.privateLookupIn(k, l).findVarHandle(k, "field", int.class).get(make(k)); });
        after("thrown", true, k -> { try { ((Runnable) make(k)).run(); } catch (IllegalStateException e) { return e.getStackTrace()[0].getClassName(); } return null; });
        after("arrays", true, k -> Array.newInstance(k, 2, 3).getClass().getName());
        after("proxy of a loader's own", true, k -> Proxy.newProxyInstance(k.getClassLoader(), new Class<?>[] {Runnable.class}, (p, m, a) -> null).toString());
        after("thread ended", true, k -> { Thread t = new Thread((Runnable) () -> { try { make(k); } catch (Exception e) { } }); t.start(); t.join(); return null; });
        after("thread local", true, k -> { ThreadLocal<Object> t = new ThreadLocal<>(); t.set(make(k)); t.remove(); return null; });
        after("disagreeing nesting", true, k -> { try { return k.getSimpleName(); } catch (IncompatibleClassChangeError e) { return e.getMessage(); } });
        after("generic", true, k -> Arrays.toString(k.getGenericInterfaces()) + k.getAnnotations().length);
        after("casts and checks", true, k -> k.isInstance("x") + " " + k.isAssignableFrom(Object.class) + Supplier.class.isAssignableFrom(k));
        after("class value", true, k -> { ClassValue<Integer> v = new ClassValue<>() { protected Integer computeValue(Class<?> c) { return c.getName().length(); } }; return v.get(k); });
        after("method type", true, k -> MethodType.methodType(k, k).toMethodDescriptorString());
        after("object kept", false, k -> make(k));
        after("array kept", false, k -> Array.newInstance(k, 0));
        after("class kept", false, k -> k);
        after("loader kept", false, k -> k.getClassLoader());
        after("handle kept", false, k -> l.findVirtual(k, "get", MethodType.methodType(String.class)));
        after("method kept", false, k -> k.getMethod("get"));
        after("lambda's object kept", false, k -> { Object o = make(k); return (Supplier<Object>) () -> o; });
        after("static's object kept only", true, k -> { Field f = k.getDeclaredField("keep"); f.setAccessible(true); return f.get(null); });
        after("trace kept only", false, k -> { try { ((Runnable) make(k)).run(); } catch (IllegalStateException e) { return e; } return null; });
        kept = null;
        Object o = l.defineHiddenClass(ByteLoader.bytes("Up01Empty"), true).lookupClass().getDeclaredConstructor().newInstance();
        System.gc();
        System.out.println("hidden with an object " + o.getClass().isHidden());
    }
}
