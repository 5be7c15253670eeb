import java.io.Serializable;
import java.lang.annotation.*;
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** Which classes the VM asks a loader for, in which order, with which lock: a loader that writes down every call of loadClass. */
public class LoadRequests {
    static final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    static class Recorder extends ByteLoader {
        boolean quiet = true;
        Recorder(String name) {
            super(name, LoadRequests.class.getClassLoader());
            for (Class<?> k : LoadRequests.class.getDeclaredClasses())
                if (Own.class.isAssignableFrom(k) || k.isAnnotation()) copy(k.getName());
        }
        @Override public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!quiet) asked.add((Thread.holdsLock(this) ? "locked " : "") + name.replace("LoadRequests$", ""));
            if (name.endsWith("$Gone")) throw new ClassNotFoundException("gone");
            if (name.endsWith("$Nothing")) return null;
            if (name.endsWith("$Other")) return String.class;
            return super.loadClass(name);
        }
        boolean knows(String name) { return findLoadedClass(name) != null; }
    }
    static class Parallel extends Recorder {
        static { registerAsParallelCapable(); }
        Parallel() { super("parallel"); }
    }

    /** What is defined anew by each Recorder. */
    interface Own { }
    static class A implements Own { public int a; public A self() { return this; } static A make() { return new A(); } }
    static class B extends A implements Face { public Object face(C c) { return c; } }
    interface Face extends Own { Object face(C c); default D more(D d) { return d; } }
    static class C implements Own { }
    static class D extends C { static int count; D() { count++; } }
    static class E extends RuntimeException implements Own { }
    static class F extends E { }
    static class G extends Exception implements Own { }
    static class Gone implements Own { }
    static class Nothing implements Own { }
    static class Other implements Own { }
    @Retention(RetentionPolicy.RUNTIME) @interface Mark { Class<?>[] value(); }
    @Retention(RetentionPolicy.RUNTIME) @interface Late { Kind kind(); Mark inner(); }
    enum Kind implements Own { ONE, TWO }
    record Pair(C c, String s, D[] ds, int i) implements Own { }
    sealed interface Closed extends Own permits Closed1, Closed2 { }
    static final class Closed1 implements Closed { }
    static final class Closed2 implements Closed { }
    static class Outer implements Own { class Inner { class Deep { } } static class Nested { } Object local() { class Local { } return new Local(); } Object anonymous() { return new Object() { }; } }
    static class Members implements Own {
        C field; static D[][] fields; int[] numbers; Gone gone;
        Members(C c, B[] bs) throws G, E { }
        Members() { }
        public A one(B b, C[] c, int i, long[] l, String s) throws G, F { return b; }
        private static <T extends A & Face> D two(T t, List<? extends C> list) { return null; }
        @Mark({D.class, B[].class, int.class}) void marked(@Late(kind = Kind.TWO, inner = @Mark(A.class)) String s) { }
    }

    static class Use implements Own {
        static Object verify() { return new Verified().run(null, new B(), new D()); }
        static Object arrays() { return new A[1].length + new B[2][3].length + new int[2].length + ((Object) new C[0]).getClass().getName().length(); }
        static Object nulls() { Object o = null; return (o instanceof A) + " " + ((B) o) + ((Face[]) o); }
        static Object casts(Object o) { return (o instanceof A) + " " + (o instanceof C[]) + " " + (o instanceof Serializable); }
        static Object caught(boolean fail) { try { if (fail) throw new IllegalStateException(); return "none"; } catch (F f) { return f; } catch (E e) { return e; } catch (IllegalStateException e) { return "ise"; } }
        static Object concat() { String s = "a" + new Object().hashCode() + 'c'; return s.isEmpty() + "x"; }
        static Object concatOwn() { A a = null; C[] c = null; return "v" + a + c; }
        static Object lambda() { Supplier<A> s = () -> new A(); return s.get() != null; }
        static Object lambdaOwn() { Function<D, C> f = d -> d; BiFunction<A, int[], String> g = (a, i) -> "x"; return f.apply(new D()) != null; }
        static Object reference() { Function<A, A> f = A::self; return f.apply(new A()) != null; }
        static Object exact() throws Throwable { MethodHandle m = MethodHandles.lookup().findStatic(A.class, "make", MethodType.methodType(A.class)); A a = (A) m.invokeExact(); return a != null; }
        static Object exactLibrary() throws Throwable { MethodHandle m = MethodHandles.lookup().findVirtual(String.class, "concat", MethodType.methodType(String.class, String.class)); return (String) m.invokeExact("a", "b"); }
        static Object exactMixed() throws Throwable { MethodHandle m = MethodHandles.empty(MethodType.methodType(String.class, C.class, String.class, List.class, Object.class)); return (String) m.invokeExact((C) null, "b", List.of(), new Object()); }
        static Object exactLists() throws Throwable { MethodHandle m = MethodHandles.empty(MethodType.methodType(List.class, Object[].class, String.class)); return (List) m.invokeExact(new Object[0], "s"); }
        static Object varHandle() throws Throwable { VarHandle v = MethodHandles.lookup().findVarHandle(A.class, "a", int.class); A a = new A(); v.setVolatile(a, 5); return (int) v.getAndAdd(a, 1); }
        static Object literal() { return A.class.getName().length() + D[].class.getName().length(); }
        static Object statics() { return D.count; }
        static Object gone() { return new Gone(); }
        static Object nothing() { return new Nothing(); }
        static Object other() { return new Other(); }
        static Object switches(Kind k) { switch (k) { case ONE: return 1; default: return 2; } }
        static Object pairs() { return new Pair(new C(), "s", new D[0], 1).equals(null); }
        static Object patterns(Object o) { return o instanceof Pair p && p.i() == 3; }
        static Object again(Object o) { return new A().self() != null && o instanceof C; }
    }
    static class Verified implements Own {
        C c; A a; Face f; E e;
        Object run(C c, A a, D d) { this.c = d; this.a = a instanceof B b ? b : a; this.f = a instanceof B b ? b : null; if (d == null) throw fail(d); return take(a instanceof B b ? b : a); }
        E fail(D d) { return d == null ? new E() : new F(); }
        A take(A a) { return a; }
    }

    static void show(String what, Recorder loader, Show.Body body) {
        asked.clear();
        loader.quiet = false;
        String result;
        try {
            result = Show.neutral(body.run()).replace("LoadRequests$", "");
        } catch (Throwable t) {
            while (t instanceof InvocationTargetException) t = t.getCause();
            result = Show.neutral(t).replace("LoadRequests$", "");
        }
        loader.quiet = true;
        if (what.matches("annotations|proxy")) Collections.sort(asked); // methods are verified in an order that is the VM's
        System.out.println(what + ": " + result + " " + asked);
    }

    static void use(Recorder loader, String method, Object... arguments) throws Exception {
        Class<?> k = loader.loadClass("LoadRequests$Use");
        for (Method m : k.getDeclaredMethods()) {
            if (!m.getName().equals(method)) continue;
            m.setAccessible(true);
            for (int i = 1; i <= 2; i++) show(method + " " + i, loader, () -> m.invoke(null, arguments));
        }
    }

    static void uses(Supplier<Recorder> make) throws Exception {
        Recorder one = make.get();
        show("define", one, () -> one.loadClass("LoadRequests$Use"));
        show("link", one, () -> { MethodHandles.lookup().ensureInitialized(Use.class); return Class.forName("LoadRequests$Use", true, one) == one.loadClass("LoadRequests$Use"); });
        for (String m : new String[] {"verify", "arrays", "nulls", "concat", "concatOwn", "lambda", "lambdaOwn", "reference", "exact", "exactLibrary", "exactMixed", "exactLists",
                                      "varHandle", "literal", "statics", "gone", "nothing", "other", "pairs"}) {
            use(make.get(), m);
            use(one, m);
        }
        for (Object o : new Object[] {null, "text", new int[0]}) {
            use(make.get(), "casts", o);
            use(make.get(), "patterns", o);
            use(make.get(), "again", o);
        }
        use(make.get(), "caught", false);
        use(make.get(), "caught", true);
        Recorder kinds = make.get();
        use(kinds, "switches", Class.forName("LoadRequests$Kind", true, kinds).getEnumConstants()[1]);
    }

    static Class<?> members(Recorder l) throws Exception { return l.loadClass("LoadRequests$Members"); }

    static void reflection(Supplier<Recorder> make) throws Exception {
        for (String n : new String[] {"A", "B", "D", "F", "Kind", "Pair", "Closed", "Closed1", "Outer", "Members", "Verified", "Gone", "Nothing", "Other", "Face"}) {
            Recorder l = make.get();
            show("load " + n, l, () -> Class.forName("LoadRequests$" + n, false, l));
            show("load " + n + " again", l, () -> Class.forName("LoadRequests$" + n, false, l));
            show("initialize " + n, l, () -> Class.forName("LoadRequests$" + n, true, l));
        }
        for (String n : new String[] {"[LLoadRequests$A;", "[[LLoadRequests$D;", "[I", "[Ljava.lang.String;", "java.lang.String", "java.util.List", "LoadRequests$A[]", "LLoadRequests$A;", "[LLoadRequests$Gone;", "[LLoadRequests$Nothing;", "[LLoadRequests$Other;", "int", "", "[", "[L;", "a/b"}) {
            Recorder l = make.get();
            show("name " + n, l, () -> Class.forName(n, false, l));
            show("name " + n + " again", l, () -> Class.forName(n, false, l));
            show("known", l, () -> l.knows("LoadRequests$A") + " " + l.knows("java.lang.String") + " " + l.knows("java.util.List"));
        }
        for (String n : new String[] {"Members", "Outer", "Pair", "Closed", "Kind", "B"}) {
            Recorder l = make.get();
            Class<?> k = l.loadClass("LoadRequests$" + n);
            show(n + " methods", l, () -> k.getDeclaredMethods().length);
            show(n + " methods again", l, () -> k.getMethods().length);
            show(n + " constructors", l, () -> k.getDeclaredConstructors().length);
            show(n + " fields", l, () -> k.getDeclaredFields().length);
            show(n + " classes", l, () -> k.getDeclaredClasses().length);
            show(n + " declaring", l, () -> k.getDeclaringClass());
            show(n + " enclosing", l, () -> k.getEnclosingClass());
            show(n + " nest host", l, () -> k.getNestHost());
            show(n + " nest members", l, () -> k.getNestMembers().length);
            show(n + " permitted", l, () -> k.isSealed() ? k.getPermittedSubclasses().length : -1);
            show(n + " components", l, () -> k.isRecord() ? k.getRecordComponents().length : -1);
            show(n + " interfaces", l, () -> Arrays.toString(k.getGenericInterfaces()));
            show(n + " simple name", l, () -> k.getSimpleName() + " " + k.isMemberClass() + " " + k.isAnonymousClass());
            show(n + " modifiers", l, () -> k.getModifiers());
        }
        for (String n : new String[] {"Outer$Inner", "Outer$Inner$Deep", "Outer$Nested", "Outer$1Local", "Outer$1"}) {
            Recorder l = make.get();
            l.copy("LoadRequests$Outer", "LoadRequests$Outer$Inner", "LoadRequests$Outer$Inner$Deep", "LoadRequests$Outer$Nested", "LoadRequests$Outer$1Local", "LoadRequests$Outer$1");
            show(n, l, () -> Class.forName("LoadRequests$" + n, false, l));
            Class<?> k = l.loadClass("LoadRequests$" + n);
            show(n + " simple name", l, () -> k.getSimpleName());
            show(n + " declaring", l, () -> k.getDeclaringClass());
            show(n + " enclosing", l, () -> k.getEnclosingClass() + " " + k.getEnclosingMethod());
            show(n + " host", l, () -> k.getNestHost());
            show(n + " mate", l, () -> k.isNestmateOf(k.getNestHost()));
            show(n + " members", l, () -> k.getNestHost().getNestMembers().length);
        }
        Recorder l = make.get();
        Class<?> k = members(l);
        show("one method", l, () -> k.getDeclaredMethod("marked", String.class));
        show("annotations", l, () -> k.getDeclaredMethod("marked", String.class).getAnnotations().length);
        show("parameter annotations", l, () -> k.getDeclaredMethod("marked", String.class).getParameterAnnotations().length);
        show("generic", l, () -> { for (Method m : k.getDeclaredMethods()) m.toGenericString(); return 0; });
        Recorder calls = make.get();
        Method m = Class.forName("LoadRequests$A", true, calls).getDeclaredMethod("make");
        m.setAccessible(true);
        Constructor<?> c = Class.forName("LoadRequests$A", true, calls).getDeclaredConstructor();
        c.setAccessible(true);
        show("invoke", calls, () -> { for (int i = 0; i < 40; i++) m.invoke(null); return 40; });
        show("construct", calls, () -> { for (int i = 0; i < 40; i++) c.newInstance(); return 40; });
        Recorder handles = make.get();
        Class<?> b = handles.loadClass("LoadRequests$B"), ck = handles.loadClass("LoadRequests$C");
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(b, MethodHandles.lookup());
        show("find", handles, () -> lookup.findVirtual(b, "face", MethodType.methodType(Object.class, ck)));
        show("descriptor", handles, () -> MethodType.fromMethodDescriptorString("(LLoadRequests$D;[LLoadRequests$Face;Ljava/lang/String;)V", handles));
        show("unreflect", handles, () -> lookup.unreflect(b.getMethod("self")));
        show("find class", handles, () -> lookup.findClass("LoadRequests$D"));
        show("hidden", handles, () -> lookup.defineHiddenClass(ByteLoader.bytes("LoadRequests$Verified"), true).lookupClass().isHidden());
        show("define by lookup", handles, () -> { byte[] x = ByteLoader.bytes("LoadRequests$Verified"); return lookup.defineClass(x); });
        show("proxy", handles, () -> Proxy.newProxyInstance(handles, new Class<?>[] {handles.loadClass("LoadRequests$Own")}, (p, x, a) -> "proxy").toString());
        show("duplicate", handles, () -> handles.define("LoadRequests$B", ByteLoader.bytes("LoadRequests$B")));
    }

    /** Classes that another loader defines: each loader that was asked by the VM knows them from then on. */
    static void initiating(Supplier<Recorder> make) throws Exception {
        Recorder far = make.get(), near = make.get();
        near.from(far, "LoadRequests$A", "LoadRequests$C", "LoadRequests$D");
        show("asked by Java", near, () -> near.loadClass("LoadRequests$A").getClassLoader() == far);
        show("known", near, () -> near.knows("LoadRequests$A") + " " + far.knows("LoadRequests$A") + " " + near.knows("LoadRequests$C"));
        show("asked by the VM", near, () -> Class.forName("LoadRequests$A", false, near).getClassLoader() == far);
        show("known", near, () -> near.knows("LoadRequests$A") + " " + far.knows("LoadRequests$A") + " " + near.knows("LoadRequests$C"));
        show("asked again", near, () -> Class.forName("LoadRequests$A", false, near).getClassLoader() == far);
        show("an array", near, () -> Class.forName("[LLoadRequests$A;", false, near).getClassLoader() == far);
        show("of another", near, () -> Class.forName("[LLoadRequests$C;", false, near).getClassLoader() == far);
        show("known", near, () -> near.knows("LoadRequests$C") + " " + far.knows("LoadRequests$C"));
        show("far", far, () -> Class.forName("LoadRequests$C", false, far).getClassLoader() == far);
        show("define what is known", near, () -> near.define("LoadRequests$A", ByteLoader.bytes("LoadRequests$A")));
        show("define what is not", near, () -> near.define("LoadRequests$D", ByteLoader.bytes("LoadRequests$D")).getClassLoader() == near);
    }

    public static void main(String[] args) throws Exception {
        for (Supplier<Recorder> make : List.<Supplier<Recorder>>of(() -> new Recorder("serial"), Parallel::new)) {
            System.out.println("-- " + make.get().getName());
            uses(make);
            reflection(make);
            initiating(make);
        }
    }
}
