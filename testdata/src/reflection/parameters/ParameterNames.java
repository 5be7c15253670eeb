import java.lang.reflect.*;
import java.util.*;

/** Compiled with -parameters: names, modifiers, implicit and synthetic parameters of methods, constructors, lambdas, enums, records. */
public class ParameterNames {
    static <T> void method(final int first, T second, String... rest) { }
    class Inner { Inner(int own) { } }
    enum E { A(1); E(int value) { } }
    record R(int x, List<String> names) { R { } }
    interface I { void abs(int in); default void def(long there) { } }
    static void show(Executable x) {
        StringBuilder b = new StringBuilder(x.getDeclaringClass().getSimpleName() + "." + x.getName().replaceAll(".*\\.", ""));
        for (Parameter p : x.getParameters()) b.append(" | ").append(p).append(' ').append(p.isNamePresent()).append(p.isImplicit()).append(p.isSynthetic()).append(p.isVarArgs()).append(Modifier.toString(p.getModifiers())).append(p.getModifiers());
        System.out.println(b);
    }
    public static void main(String[] args) throws Exception {
        int captured = args.length;
        class Local { Local(String s) { System.out.print(captured); } }
        for (Class<?> c : new Class<?>[] {Inner.class, E.class, R.class, Local.class}) for (Constructor<?> k : c.getDeclaredConstructors()) show(k);
        for (Class<?> c : new Class<?>[] {ParameterNames.class, I.class, E.class}) {
            Method[] all = c.getDeclaredMethods();
            Arrays.sort(all, Comparator.comparing(Method::toString));
            for (Method m : all) if (m.getParameterCount() > 0 && !m.isSynthetic()) show(m);
        }
        show(String.class.getMethod("substring", int.class, int.class));
        System.out.println(Arrays.toString(Inner.class.getDeclaredConstructors()[0].getParameters()[1].getAnnotations()) + Inner.class.getDeclaredConstructors()[0].getParameters()[0].getType() + " " + R.class.getDeclaredConstructors()[0].getParameters()[1].getParameterizedType() + ParameterNames.class.getDeclaredMethod("method", int.class, Object.class, String[].class).getParameters()[1].getParameterizedType());
    }
}
