import java.io.*;
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** Lambdas and method references in streams: SerializedLambda's parts, captured values, intersection types, what is not serializable. */
public class SerialLambdas {
    interface SerFn<A, B> extends Function<A, B>, Serializable {}
    interface SerSup<A> extends Supplier<A>, Serializable {}
    interface Base {
        default String hello() { return "hello from " + name(); }
        String name();
    }
    static class Person implements Serializable {
        final String name;
        Person(String n) { name = n; }
        String greet(String other) { return name + " greets " + other; }
        SerFn<String, String> greeter() { return this::greet; }
        SerFn<String, String> viaThis() { return o -> name + " and " + o; }
        public String toString() { return "Person " + name; }
    }
    static class Unserial {
        String get() { return "unserial"; }
    }

    static Object turn(Object x) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        new ObjectOutputStream(b).writeObject(x);
        return new ObjectInputStream(new ByteArrayInputStream(b.toByteArray())).readObject();
    }
    static SerializedLambda form(Object x) throws Exception {
        Method m = x.getClass().getDeclaredMethod("writeReplace");
        m.setAccessible(true);
        return (SerializedLambda) m.invoke(x);
    }
    static void parts(Object x) throws Exception {
        SerializedLambda l = form(x);
        System.out.println(l.getCapturingClass() + " " + l.getFunctionalInterfaceClass() + "." + l.getFunctionalInterfaceMethodName()
            + l.getFunctionalInterfaceMethodSignature() + " = " + MethodHandleInfo.referenceKindToString(l.getImplMethodKind()) + " "
            + l.getImplClass() + "." + l.getImplMethodName() + l.getImplMethodSignature() + " as " + l.getInstantiatedMethodType()
            + " with " + l.getCapturedArgCount());
        for (int i = 0; i < l.getCapturedArgCount(); i++) System.out.println("  " + l.getCapturedArg(i));
    }
    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        int n = 42;
        long j = 1L << 40;
        String s = "captured";
        double d = 0.5;
        char c = 'c';
        boolean z = true;
        byte b = 1;
        short h = 2;
        float f = 1.5f;
        SerFn<Integer, Integer> plus = x -> x + n;
        System.out.println(((Function<Integer, Integer>) turn(plus)).apply(1));
        SerSup<String> all = () -> n + " " + j + " " + s + " " + d + " " + c + " " + z + " " + b + " " + h + " " + f;
        System.out.println(((Supplier<String>) turn(all)).get());
        parts(plus);
        parts(all);
        SerFn<String, Integer> length = String::length;
        parts(length);
        SerFn<String, Integer> parse = Integer::parseInt;
        parts(parse);
        SerFn<String, Person> make = Person::new;
        parts(make);
        SerFn<Integer, int[]> array = int[] ::new;
        System.out.println(((Function<String, Integer>) turn(length)).apply("four") + " "
            + ((Function<String, Integer>) turn(parse)).apply("17") + " " + turn(((Function<String, Person>) turn(make)).apply("new")) + " "
            + ((Function<Integer, int[]>) turn(array)).apply(3).length);
        Person p = new Person("Ann");
        System.out.println(((Function<String, String>) turn(p.greeter())).apply("Bob") + "; "
            + ((Function<String, String>) turn(p.viaThis())).apply("Bob"));
        parts(p.greeter());
        parts(p.viaThis());
        Comparator<String> cmp = (Comparator<String> & Serializable) (x, y) -> y.compareTo(x);
        TreeSet<String> set = new TreeSet<>(cmp);
        set.addAll(List.of("a", "c", "b"));
        System.out.println(turn(set));
        Object both = (Base & Serializable) () -> "intersection";
        System.out.println(((Base) turn(both)).hello() + " " + (both instanceof Serializable));
        System.out.println(turn((Serializable) Comparator.naturalOrder()) == Comparator.naturalOrder());
        Comparator<String> chain =
            Comparator.comparing((Function<String, Integer> & Serializable) String::length).thenComparing(Comparator.reverseOrder());
        List<String> words = new ArrayList<>(List.of("bb", "a", "aa", "ccc", "b"));
        words.sort((Comparator<String>) turn(chain));
        System.out.println(words);
        SerFn<Integer, SerFn<Integer, Integer>> curry = x -> y -> x * y;
        SerFn<Integer, Integer> by6 = (SerFn<Integer, Integer>) turn(((SerFn<Integer, SerFn<Integer, Integer>>) turn(curry)).apply(6));
        System.out.println(by6.apply(7));
        Function<String, String> plain = String::trim;
        try {
            turn(plain);
        } catch (NotSerializableException e) { System.out.println(e.getMessage().replaceAll("\\$\\$Lambda.*", "")); }
        Unserial u = new Unserial();
        SerSup<String> bad = u::get;
        try {
            turn(bad);
        } catch (NotSerializableException e) { System.out.println(e); }
        SerSup<Object> returnsMore = () -> new Unserial();
        System.out.println(((Supplier<Object>) turn(returnsMore)).get().getClass());
        // a twin that the class does not know
        SerializedLambda l = form(plus);
        SerializedLambda forged = new SerializedLambda(SerialLambdas.class, l.getFunctionalInterfaceClass(),
            l.getFunctionalInterfaceMethodName(), l.getFunctionalInterfaceMethodSignature(), l.getImplMethodKind(), l.getImplClass(),
            "main", l.getImplMethodSignature(), l.getInstantiatedMethodType(), new Object[] {1});
        try {
            turn(forged);
        } catch (Exception e) { System.out.println(e + " / " + e.getCause()); }
        SerializedLambda other = new SerializedLambda(Person.class, "x/Y", "m", "()V", 6, "A", "b", "()V", "()V", new Object[0]);
        System.out.println(other);
        try {
            turn(other);
        } catch (Exception e) { System.out.println(e + " / " + e.getCause()); }
        Class<?> k = turn(plus).getClass();
        System.out.println(
            k.isHidden() + " " + k.isSynthetic() + " " + k.getNestHost() + " " + (turn(plus).getClass() == turn(plus).getClass()));
    }
}
