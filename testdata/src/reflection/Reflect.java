import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

/** Reflection: members, invocation, fields, arrays, generics, annotations, proxies, modifiers, exceptions. */
public class Reflect {
    @Retention(RetentionPolicy.RUNTIME) @java.lang.annotation.Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER}) @interface Info { String value() default "none"; int[] numbers() default {1, 2}; Class<?> type() default Object.class; Level level() default Level.LOW; Sub sub() default @Sub(3); }
    @Retention(RetentionPolicy.RUNTIME) @interface Sub { long value(); }
    @Retention(RetentionPolicy.RUNTIME) @Repeatable(Tags.class) @interface Tag { String value(); }
    @Retention(RetentionPolicy.RUNTIME) @interface Tags { Tag[] value(); }
    @Retention(RetentionPolicy.RUNTIME) @Inherited @interface Inh { }
    enum Level { LOW, HIGH }

    @Inh static class Base<T> { protected T inherited; public void baseMethod() { } }

    @Info(value = "target", numbers = {7}, type = String.class, level = Level.HIGH, sub = @Sub(9)) @Tag("a") @Tag("b")
    static final class Target extends Base<String> implements Comparable<Target>, Runnable {
        public int number = 5; private final String secret; static double rate = 1.5; public transient volatile long wide = 1L << 40; @Info int[] annotated;
        public Target() { secret = "default"; }
        private Target(String s, int... rest) throws java.io.IOException { secret = s + rest.length; }
        public String greet(@Info("param") String who, int times) { return who.repeat(times) + secret; }
        static long sum(byte a, short b, char c, int d, long e, float f, double g, boolean h) { return (long) (a + b + c + d + e + f + g + (h ? 1 : 0)); }
        private void fail() { throw new UnsupportedOperationException("from target"); }
        public int compareTo(Target o) { return 0; }
        public void run() { }
        <K extends Comparable<K> & Runnable, V> Map<K, ? super List<V[]>> generic(Set<? extends K> in) { return null; }
        class Inner { }
    }

    interface Greeter { String greet(String s); default String twice(String s) { return greet(greet(s)); } int num(); }

    public static void main(String[] args) throws Exception {
        Class<?> c = Target.class;
        System.out.println(c.getName() + " " + c.getSimpleName() + " " + c.getCanonicalName() + " " + Modifier.toString(c.getModifiers()) + " " + c.getSuperclass() + " " + c.getGenericSuperclass() + " " + Arrays.toString(c.getInterfaces()) + " " + Arrays.toString(c.getGenericInterfaces()) + " " + c.getPackageName().isEmpty() + " " + c.getTypeName());
        List<String> all = new ArrayList<>();
        for (Field f : c.getDeclaredFields()) all.add(f.toString());
        for (Method m : c.getDeclaredMethods()) all.add(m.toString() + (m.isBridge() ? " bridge" : ""));
        for (Constructor<?> k : c.getDeclaredConstructors()) all.add(k.toString());
        for (Class<?> k : c.getDeclaredClasses()) all.add(k.toString());
        Collections.sort(all);
        all.forEach(System.out::println);
        System.out.println(c.getDeclaredMethod("generic", Set.class).toGenericString());
        Target t = (Target) c.getDeclaredConstructor().newInstance();
        Constructor<?> k = c.getDeclaredConstructor(String.class, int[].class);
        Target u = (Target) k.newInstance("made", new int[] {1, 2});
        Method greet = c.getMethod("greet", String.class, int.class);
        System.out.println(greet.invoke(u, "hi", 2) + " " + greet.getParameterCount() + " " + greet.getReturnType() + " " + k.isVarArgs() + Arrays.toString(k.getExceptionTypes()));
        System.out.println(c.getDeclaredMethod("sum", byte.class, short.class, char.class, int.class, long.class, float.class, double.class, boolean.class).invoke(null, (byte) 1, (short) 2, 'a', 4, 5L, 6f, 7d, true));
        System.out.println(Target.class.getDeclaredMethod("sum", byte.class, short.class, char.class, int.class, long.class, float.class, double.class, boolean.class).invoke(null, (byte) 1, (byte) 2, 'a', 'b', 5, 6L, 7f, false));
        for (int i = 0; i < 40; i++) if (!greet.invoke(t, "x", 1).equals("xdefault")) System.out.println("wrong");
        Field secret = c.getDeclaredField("secret"), rate = c.getDeclaredField("rate"), wide = c.getField("wide");
        rate.setDouble(null, 2.5);
        wide.set(t, 77L);
        secret.setAccessible(true);
        System.out.println(secret.get(u) + " " + rate.get(null) + " " + wide.getLong(t) + " " + c.getField("number").getInt(t) + " " + c.getSuperclass().getDeclaredField("inherited").getGenericType());
        Object[] bad = {
            (Run) () -> greet.invoke(t, 1, 2), (Run) () -> greet.invoke(t, "x"), (Run) () -> greet.invoke(null, "x", 1), (Run) () -> greet.invoke("not a target", "x", 1),
            (Run) () -> c.getDeclaredMethod("fail").invoke(t), (Run) () -> { c.getField("number").set(t, "x"); return 0; }, (Run) () -> { c.getField("number").setInt(null, 1); return 0; }, (Run) () -> { wide.setByte(t, (byte) 1); return 0; },
            (Run) () -> { secret.set(t, 5); return 0; }, (Run) () -> c.getMethod("fail"), (Run) () -> c.getDeclaredConstructor(int.class), (Run) () -> Runnable.class.getMethod("run").invoke(5), (Run) () -> Array.get("x", 0), (Run) () -> { Array.set(new int[1], 0, "s"); return 0; }, (Run) () -> Array.getInt(new long[1], 0)};
        for (Object r : bad)
            try {
                ((Run) r).run();
                System.out.println("fine");
            } catch (InvocationTargetException e) {
                System.out.println("target: " + e.getCause());
            } catch (Exception e) {
                System.out.println(e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@hash"));
            }
        Info info = c.getAnnotation(Info.class);
        System.out.println(info.value() + Arrays.toString(info.numbers()) + info.type() + info.level() + info.sub().value() + " " + c.getAnnotationsByType(Tag.class).length + c.isAnnotationPresent(Inh.class) + c.getAnnotations().length + " " + greet.getParameterAnnotations()[0].length + " " + c.getDeclaredField("annotated").getAnnotation(Info.class).value());
        System.out.println(info.equals(c.getAnnotation(Info.class)) + " " + c.getAnnotation(Inh.class) + " " + c.getAnnotation(Tags.class) + " " + info.annotationType().getSimpleName());
        Greeter g = (Greeter) Proxy.newProxyInstance(Reflect.class.getClassLoader(), new Class<?>[] {Greeter.class}, (p, m, a) -> m.getName().equals("num") ? (Object) 42 : m.isDefault() ? InvocationHandler.invokeDefault(p, m, a) : m.getName() + Arrays.toString(a));
        System.out.println(g.greet("x") + g.num() + " " + Proxy.isProxyClass(g.getClass()) + " " + g.twice("y") + " " + g.toString());
        Object arr = Array.newInstance(int.class, 3);
        Array.setInt(arr, 1, 5);
        System.out.println(Array.getLength(arr) + " " + Array.get(arr, 1) + " " + Array.newInstance(String.class, 2, 3).getClass() + " " + int[].class.arrayType() + " " + int.class.isPrimitive() + void.class + " " + Integer.TYPE);
        TypeVariable<?> tv = Base.class.getTypeParameters()[0];
        System.out.println(tv + " " + Arrays.toString(tv.getBounds()) + " " + ((ParameterizedType) c.getGenericSuperclass()).getActualTypeArguments()[0] + " " + Target.Inner.class.isMemberClass() + " " + c.getNestHost().getSimpleName() + " " + c.isNestmateOf(Base.class) + " " + Level.class.getEnumConstants().length);
        System.out.println(String.class.getModule() + " " + Reflect.class.getModule().isNamed() + " " + String.class.getClassLoader() + " " + Reflect.class.getProtectionDomain().getCodeSource().getLocation().getPath().endsWith("testdata/") + " " + Object.class.getPackage());
    }

    interface Run { Object run2() throws Exception; default void run() throws Exception { run2(); } }
}
