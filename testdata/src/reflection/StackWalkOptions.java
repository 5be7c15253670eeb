import java.lang.StackWalker.*;
import java.lang.invoke.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** StackWalker with every option set, over lambda, method handle, reflection, proxy, constructor, initializer and native frames. */
public class StackWalkOptions {
    static final StackWalker[] WALKERS = {StackWalker.getInstance(), StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE), StackWalker.getInstance(Option.SHOW_REFLECT_FRAMES), StackWalker.getInstance(Set.of(Option.SHOW_HIDDEN_FRAMES, Option.RETAIN_CLASS_REFERENCE)), StackWalker.getInstance(Set.of(Option.values())), StackWalker.getInstance(Set.of(), 1), StackWalker.getInstance(EnumSet.allOf(Option.class), 200)};
    static List<List<String>> seen;
    static Object look() {
        for (StackWalker w : WALKERS)
            seen.add(w.walk(s -> s.map(f -> f.getClassName().replaceAll("0x[0-9a-f]+", "0xN").replaceAll("\\$\\$Lambda\\$[0-9]+", "\\$\\$Lambda").replaceAll("(LambdaForm\\$(MH|DMH|BMH|VH)).*", "$1").replaceAll("\\$Proxy[0-9]+", "\\$Proxy").replaceAll("GeneratedMethodAccessor[0-9]+", "GeneratedMethodAccessor") + "." + f.getMethodName().replaceAll("[0-9]+$", "N")).takeWhile(n -> !n.endsWith(".show")).collect(Collectors.toList())));
        return seen;
    }
    interface Body { void run() throws Throwable; }
    static void show(String what, Body b) throws Throwable {
        seen = new ArrayList<>();
        b.run();
        System.out.println(what + ":");
        for (int i = 0; i < seen.size(); i++) {
            int same = seen.indexOf(seen.get(i));
            System.out.println("  " + i + (same < i ? " as " + same : " " + String.join(" ", seen.get(i))));
        }
    }
    static class InConstructor { Object o = look(); InConstructor() { } }
    static class InInitializer { static Object o = look(); static void touch() { } }
    public interface Face { Object go(Object x); default Object dflt() { return look(); } }
    record Rec(Object o) { Rec { look(); } }
    static Object viaVarHandle(Object x) { return look(); }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle look = l.findStatic(StackWalkOptions.class, "look", MethodType.methodType(Object.class));
        show("direct", () -> look());
        show("lambda", () -> { Supplier<Object> s = () -> look(); s.get(); });
        show("method reference", () -> { Supplier<Object> s = StackWalkOptions::look; s.get(); });
        show("handle", () -> { Object o = look.invokeExact(); });
        show("adapted handle", () -> { Object o = MethodHandles.dropArguments(look, 0, int.class, String.class).invoke(1, "x"); });
        show("caught handle", () -> { MethodHandle h = MethodHandles.tryFinally(look, MethodHandles.dropArguments(MethodHandles.identity(Object.class), 0, Throwable.class)); Object o = h.invoke(); });
        show("with arguments", () -> look.invokeWithArguments());
        show("reflection", () -> StackWalkOptions.class.getDeclaredMethod("look").invoke(null));
        show("reflection on a handle", () -> MethodHandle.class.getMethod("invokeWithArguments", Object[].class).invoke(look, (Object) new Object[0]));
        var m = StackWalkOptions.class.getDeclaredMethod("nothing", boolean.class);
        show("reflection, generated accessor", () -> { for (int i = 0; i < 20; i++) m.invoke(null, i == 19); });
        show("constructor", () -> new InConstructor());
        show("constructor by reflection", () -> InConstructor.class.getDeclaredConstructor().newInstance());
        show("constructor handle", () -> l.findConstructor(InConstructor.class, MethodType.methodType(void.class)).invoke());
        show("initializer", () -> InInitializer.touch());
        show("record", () -> new Rec(1).toString());
        show("proxy", () -> ((Face) java.lang.reflect.Proxy.newProxyInstance(StackWalkOptions.class.getClassLoader(), new Class<?>[] {Face.class}, (p, mm, a) -> look())).go(1));
        show("default method", () -> { Face f = x -> x; f.dflt(); });
        show("privileged", () -> java.security.AccessController.doPrivileged((java.security.PrivilegedAction<Object>) () -> look()));
        show("privileged method reference", () -> java.security.AccessController.doPrivileged((java.security.PrivilegedExceptionAction<Object>) StackWalkOptions::look));
        show("stream", () -> Stream.of(1).map(x -> look()).forEach(x -> { }));
        show("comparator", () -> { Integer[] a = {2, 1}; Arrays.sort(a, (x, y) -> { look(); return 0; }); });
        show("toString in concatenation", () -> { Object o = new Object() { public String toString() { look(); return ""; } }; String s = "x" + o + 1; });
        show("computeIfAbsent", () -> new HashMap<Object, Object>().computeIfAbsent(1, k -> look()));
        for (StackWalker w : new StackWalker[] {WALKERS[1], WALKERS[4]})
            show2(w);
        Show.of("no reference", () -> WALKERS[0].getCallerClass());
        Show.of("walk null", () -> WALKERS[0].walk(null));
        Show.of("forEach null", () -> { WALKERS[0].forEach(null); return 0; });
        Show.of("estimate 0", () -> StackWalker.getInstance(Set.of(), 0));
        Show.of("null option", () -> StackWalker.getInstance((Option) null));
        Show.of("frames of a method type without classes", () -> WALKERS[0].walk(s -> s.findFirst().get().getMethodType()));
        Show.of("descriptor", () -> WALKERS[0].walk(s -> s.findFirst().get().getDescriptor()));
    }
    static Object nothing(boolean now) { return now ? look() : null; }
    static void show2(StackWalker w) {
        Supplier<Class<?>> caller = () -> w.getCallerClass(), own = StackWalkOptions.class.desiredAssertionStatus() ? null : () -> who(w);
        System.out.println(who(w) + " " + caller.get() + " " + own.get());
        w.walk(s -> s.limit(2).map(f -> f.getDeclaringClass().getSimpleName() + " " + f.getMethodType() + " " + f.getByteCodeIndex() + " " + f.getLineNumber()).collect(Collectors.toList())).forEach(System.out::println);
    }
    static Class<?> who(StackWalker w) { return w.getCallerClass(); }
}
