import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

/** What Class says about itself: modifiers, names, nesting, nests, records, sealed classes, annotations of all kinds, parameters. */
public class ClassFacts {
    @Retention(RetentionPolicy.RUNTIME) @Target(ElementType.TYPE_USE) @interface Use { String value() default "u"; }
    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value() default 0; long big() default 1L << 40; double d() default 2.5; float f() default 1.5f; char c() default 'c'; String[] names() default {}; }
    public interface Shape { }
    sealed interface Closed permits One, Two, Three { }
    record One(@Mark(5) int a, @Use("list") List<@Use("element") String> names) implements Closed { }
    static final class Two implements Closed { }
    static non-sealed class Three implements Closed { }
    enum Color { RED { void paint() { } }, BLUE; void paint() { } }
    private static class Private { private class Deep { } }
    protected abstract static class Prot { @Use Object field; @Use("result") String method(@Use("parameter") String p) throws @Use("exception") RuntimeException { return p; } }
    class Inner<T extends @Use("bound") Number> extends @Use("super") ArrayList<T> { }
    strictfp static class Strict { synchronized void sync() { } native void nat(); }

    static String flags(Class<?> c) {
        return (c.isInterface() ? "interface " : "") + (c.isArray() ? "array " : "") + (c.isPrimitive() ? "primitive " : "") + (c.isEnum() ? "enum " : "") + (c.isRecord() ? "record " : "") + (c.isSealed() ? "sealed " : "")
            + (c.isAnnotation() ? "annotation " : "") + (c.isSynthetic() ? "synthetic " : "") + (c.isAnonymousClass() ? "anonymous " : "") + (c.isLocalClass() ? "local " : "") + (c.isMemberClass() ? "member " : "") + (c.isHidden() ? "hidden " : "");
    }

    static void show(Class<?> c) {
        System.out.println(c.getName() + " | " + c.getSimpleName() + " | " + c.getCanonicalName() + " | " + c.getTypeName() + " | " + c.descriptorString());
        System.out.println("  " + Integer.toHexString(c.getModifiers()) + " " + Modifier.toString(c.getModifiers()) + " " + flags(c) + c.getSuperclass() + " " + Arrays.toString(c.getInterfaces()) + " " + c.getComponentType());
        System.out.println("  in " + c.getDeclaringClass() + ", " + c.getEnclosingClass() + ", " + c.getEnclosingMethod() + ", " + c.getEnclosingConstructor() + " host " + c.getNestHost() + " package '" + c.getPackageName() + "' module " + c.getModule().getName() + " loader " + (c.getClassLoader() == null));
    }

    public static void main(String[] args) throws Exception {
        Runnable anonymous = new Runnable() { public void run() { class InRun { } show(InRun.class); } };
        class Local { Object o = new Object() { }; }
        for (Class<?> c : new Class<?>[] {int.class, void.class, int[].class, String[][].class, Shape.class, Shape[].class, Closed.class, One.class, Two.class, Color.class, Color.RED.getClass(), Private.class, Private.Deep.class, Prot.class, Inner.class, Inner[].class, Strict.class, Mark.class, Map.Entry.class, Local.class, new Local().o.getClass(), anonymous.getClass(), Thread.State.class})
            show(c);
        anonymous.run();
        Set<String> members = new TreeSet<>();
        for (Class<?> c : ClassFacts.class.getNestMembers()) members.add(c.getName());
        System.out.println(members + " first " + ClassFacts.class.getNestMembers()[0] + " mates " + Private.class.isNestmateOf(Private.Deep.class) + String.class.isNestmateOf(Integer.class));
        System.out.println(Arrays.toString(Closed.class.getPermittedSubclasses()) + " " + Two.class.getPermittedSubclasses());
        for (RecordComponent r : One.class.getRecordComponents())
            System.out.println(r + " | " + r.getGenericType() + " | " + r.getGenericSignature() + " | " + r.getAccessor() + " | " + Arrays.toString(r.getAnnotations()) + " | " + r.getAnnotatedType());
        System.out.println(One.class.getDeclaredConstructors()[0].getParameters()[0] + " " + One.class.getDeclaredConstructors()[0].getParameters()[0].isNamePresent());
        System.out.println(Arrays.toString(Inner.class.getAnnotatedSuperclass().getAnnotations()) + " " + Arrays.toString(Inner.class.getTypeParameters()[0].getAnnotatedBounds()));
        System.out.println(Prot.class.getDeclaredField("field").getAnnotatedType());
        Method m = Prot.class.getDeclaredMethod("method", String.class);
        System.out.println(m.getAnnotatedReturnType() + " " + Arrays.toString(m.getAnnotatedParameterTypes()) + " " + Arrays.toString(m.getAnnotatedExceptionTypes()) + " " + Arrays.toString(m.getParameters()));
        for (String name : new String[] {"value", "big", "d", "f", "c", "names"}) {
            Object v = Mark.class.getDeclaredMethod(name).getDefaultValue();
            System.out.println(name + " " + (v instanceof Object[] ? Arrays.toString((Object[]) v) : v) + " " + v.getClass());
        }
        for (Class<?> c : new Class<?>[] {One.class, Color.class, Strict.class, Prot.class}) {
            List<String> all = new ArrayList<>();
            for (Method x : c.getDeclaredMethods()) all.add(x.toGenericString() + " " + Integer.toHexString(x.getModifiers()) + (x.isSynthetic() ? " synthetic" : "") + (x.isBridge() ? " bridge" : ""));
            for (Field x : c.getDeclaredFields()) all.add(x.toGenericString() + " " + Integer.toHexString(x.getModifiers()) + (x.isSynthetic() ? " synthetic" : "") + (x.isEnumConstant() ? " constant" : ""));
            for (Constructor<?> x : c.getDeclaredConstructors()) all.add(x.toGenericString() + " " + Integer.toHexString(x.getModifiers()) + Arrays.toString(x.getParameterTypes()));
            Collections.sort(all);
            all.forEach(System.out::println);
        }
        Field a = One.class.getDeclaredField("a");
        a.setAccessible(true);
        try {
            a.set(new One(1, List.of()), 2);
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage());
        }
        Set<String> declared = new TreeSet<>();
        for (Class<?> c : ClassFacts.class.getDeclaredClasses()) declared.add(c.getSimpleName());
        System.out.println(declared + " " + ClassFacts.class.getClasses().length + " " + int.class.getDeclaredMethods().length + int[].class.getDeclaredFields().length + int[].class.getMethods().length + " " + Arrays.toString(int[].class.getInterfaces()));
        System.out.println(String.class.getProtectionDomain() != null ? String.class.getProtectionDomain().getCodeSource() : "none");
        System.out.println(ClassFacts.class.getProtectionDomain().getCodeSource().getLocation().getPath().endsWith("/"));
        System.out.println(ClassFacts.class.getSigners() + " " + ClassFacts.class.desiredAssertionStatus() + " " + Object.class.getSuperclass() + Shape.class.getSuperclass());
    }
}
