import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

/** Annotations with members of every type, defaults, containers, inheritance, text, equality, hash codes; on every kind of declaration. */
public class AnnotationKinds {
    enum Level { LOW, HIGH { } }
    @Retention(RetentionPolicy.RUNTIME) @interface Inner { int value() default 1; String s() default "in"; }
    @Retention(RetentionPolicy.RUNTIME) @interface All {
        boolean z() default true; byte b() default -1; short s() default -2; char c() default '\''; int i() default Integer.MIN_VALUE; long j() default Long.MAX_VALUE; float f() default Float.NaN; double d() default -0.0; String t() default "q\"\\\n\u20ac"; Class<?> k() default int[][].class; Level e() default Level.HIGH; Inner a() default @Inner(7);
        boolean[] zs() default {}; byte[] bs() default {1, 2}; short[] ss() default {3}; char[] cs() default {'x', '\t'}; int[] is() default {}; long[] js() default {1L << 40}; float[] fs() default {1.5f, Float.POSITIVE_INFINITY}; double[] ds() default {1e300}; String[] ts() default {"", "two"}; Class<?>[] ks() default {void.class, Map.Entry.class}; Level[] es() default {Level.LOW, Level.HIGH}; Inner[] as() default {@Inner, @Inner(value = 2, s = "x")};
    }
    @Retention(RetentionPolicy.RUNTIME) @Inherited @interface Passed { String value(); }
    @Retention(RetentionPolicy.RUNTIME) @Inherited @Repeatable(Many.class) @interface One { int value(); }
    @Retention(RetentionPolicy.RUNTIME) @Inherited @interface Many { One[] value(); }
    @Retention(RetentionPolicy.CLASS) @interface NotSeen { }
    @Retention(RetentionPolicy.SOURCE) @interface Never { }
    @Retention(RetentionPolicy.RUNTIME) @interface Recursive { Class<? extends Annotation>[] value() default {Recursive.class}; }

    @All @Passed("base") @One(1) @One(2) @NotSeen @Never static class Base { @Passed("m") void m() { } }
    @One(3) static class Sub extends Base { void m() { } }
    @Passed("sub") @Many({@One(4)}) static class Sub2 extends Base { }
    @Passed("itf") interface Itf { }
    static class Implements implements Itf { }
    @Deprecated(since = "1", forRemoval = true) @SuppressWarnings("x") @FunctionalInterface interface Fun { void f(); }

    @Inner(10) int field; @Inner(11) static final int CONSTANT = 1;
    @Inner(12) AnnotationKinds(@Inner(13) int a, String b, @Inner(14) @Passed("p") long c) { }
    @Inner(15) static <T> void method(@Inner(16) int a, @Passed("q") T... b) { @Inner(17) int local = 1; }
    class In { In(@Inner(18) String s) { } }
    record Rec(@Inner(19) int x) { }
    enum En { @Inner(20) A }

    public static void main(String[] args) throws Exception {
        All all = Base.class.getAnnotation(All.class), same = new Object() { @All Object o; }.getClass().getDeclaredField("o").getAnnotation(All.class);
        for (String part : all.toString().replace("@AnnotationKinds", "\n@AnnotationKinds").split(", ")) System.out.println(part);
        System.out.println(all.equals(same) + " " + (all == same) + " " + (all.hashCode() == same.hashCode()) + " " + all.annotationType() + " " + Proxy.isProxyClass(all.getClass()) + " " + all.a() + " " + all.a().equals(all.as()[0]) + " " + all.as()[1].equals(all.as()[1]));
        System.out.println(all.f() + " " + all.d() + " " + (int) all.t().charAt(4) + " " + all.k() + " " + all.e().getClass() + " " + all.es().length + (all.is() == all.is()));
        Inner in = AnnotationKinds.class.getDeclaredField("field").getAnnotation(Inner.class);
        System.out.println(in.hashCode() + " " + in + " " + in.equals(null) + in.equals("x"));
        Inner byHand = new Inner() { public int value() { return 10; } public String s() { return "in"; } public Class<? extends Annotation> annotationType() { return Inner.class; } };
        System.out.println(in.equals(byHand));
        for (Class<?> c : new Class<?>[] {Base.class, Sub.class, Sub2.class, Itf.class, Implements.class, Fun.class, Recursive.class}) {
            List<String> names = new ArrayList<>();
            for (Annotation x : c.getAnnotations()) names.add(x.annotationType() == All.class ? "All" : x.toString());
            System.out.println(c.getSimpleName() + " " + names + " declared " + c.getDeclaredAnnotations().length + " One " + Arrays.toString(c.getAnnotationsByType(One.class)) + " declared " + Arrays.toString(c.getDeclaredAnnotationsByType(One.class)) + " " + c.getAnnotation(One.class) + " " + c.getAnnotation(Many.class) + " " + c.isAnnotationPresent(Passed.class));
        }
        System.out.println(Sub.class.getDeclaredMethod("m").getAnnotations().length + " " + Base.class.getDeclaredMethod("m").getAnnotation(Passed.class).value());
        Constructor<?> con = AnnotationKinds.class.getDeclaredConstructors()[0];
        Method m = AnnotationKinds.class.getDeclaredMethod("method", int.class, Object[].class);
        System.out.println(Arrays.toString(con.getAnnotations()) + Arrays.deepToString(con.getParameterAnnotations()) + Arrays.toString(con.getParameters()[2].getAnnotations()));
        System.out.println(Arrays.toString(m.getAnnotations()) + Arrays.deepToString(m.getParameterAnnotations()) + Arrays.toString(m.getTypeParameters()[0].getAnnotations()));
        System.out.println(Arrays.deepToString(In.class.getDeclaredConstructors()[0].getParameterAnnotations()) + In.class.getDeclaredConstructors()[0].getParameterCount());
        System.out.println(Rec.class.getRecordComponents()[0].getAnnotation(Inner.class) + " " + Rec.class.getDeclaredField("x").getAnnotation(Inner.class) + " " + Rec.class.getMethod("x").getAnnotation(Inner.class) + " " + Arrays.deepToString(Rec.class.getDeclaredConstructors()[0].getParameterAnnotations()));
        System.out.println(En.class.getField("A").getAnnotation(Inner.class) + " " + AnnotationKinds.class.getDeclaredField("CONSTANT").getAnnotation(Inner.class));
        Show.of("default", () -> Inner.class.getDeclaredMethod("value").getDefaultValue());
        Show.of("no default", () -> Passed.class.getDeclaredMethod("value").getDefaultValue());
        Show.of("default of a class", () -> Object.class.getMethod("hashCode").getDefaultValue());
        Show.of("null", () -> Base.class.getAnnotation(null));
        Show.of("null by type", () -> Base.class.getAnnotationsByType(null));
        Show.of("not repeatable", () -> Base.class.getAnnotationsByType(Passed.class).length + " " + Sub.class.getAnnotationsByType(NotSeen.class).length);
        Show.of("invoke by reflection", () -> Inner.class.getMethod("value").invoke(in));
        Show.of("clone", () -> { int[] x = AnnotationKinds.class.getDeclaredField("field").getAnnotation(Inner.class) == in ? new int[1] : new int[2]; return x.length; });
        System.out.println(Deprecated.class.getAnnotations().length + " " + Thread.class.getMethod("stop").getAnnotation(Deprecated.class) + " " + Modifier.toString(Inner.class.getModifiers()) + " " + Inner.class.isAnnotation() + Arrays.toString(Inner.class.getInterfaces()) + " " + Inner.class.toGenericString());
    }
}
