import java.io.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** Generic signatures as reflection shows them: variables, bounds, wildcards, owners, arrays, exceptions, of classes, members, lambdas. */
public class GenericTypes<T extends Comparable<? super T> & Serializable, U extends Map<String, ? extends List<T[]>>, V> implements Supplier<Map.Entry<T, U[]>> {
    Map<? super Integer, ? extends Number[]> wild; T t; T[][] arrays; List<?> unbounded; GenericTypes<T, U, V>.Inner<V>.Deeper<V> deep; Nested<?>.In raw; int prim; List raws; Map.Entry<String, int[]>[] entries; Outer<String>.Plain plain;
    public Map.Entry<T, U[]> get() { return null; }
    <X extends Exception, Y extends X> Y thrower(X x, List<? super Y> l, Class<? extends X>... c) throws X, IOException { return null; }
    <N extends Number> GenericTypes(N n, Comparator<? super N> c) { }
    class Inner<A> { class Deeper<B extends A> { A a; B b; T t; } }
    static class Nested<Q> { class In { Q q; } }
    static class Outer<O> { class Plain { O o; } }
    static abstract class Bridge implements Comparable<Bridge>, Function<String, Integer> { public int compareTo(Bridge b) { return 0; } public Integer apply(String s) { return 1; } }
    enum E implements Supplier<E> { A { }; public E get() { return this; } }
    record R<P extends Runnable>(List<P> list, P p, P[] ps) { }
    interface Self<S extends Self<S>> { S self(); }

    static String type(Type t) {
        if (t instanceof ParameterizedType p) return "P(" + p.getRawType() + ", owner " + p.getOwnerType() + ", " + Arrays.toString(p.getActualTypeArguments()) + ")";
        if (t instanceof GenericArrayType g) return "A(" + type(g.getGenericComponentType()) + ")";
        if (t instanceof WildcardType w) return "W(" + Arrays.toString(w.getUpperBounds()) + Arrays.toString(w.getLowerBounds()) + ")";
        if (t instanceof TypeVariable<?> v) return "V(" + v + " of " + v.getGenericDeclaration() + Arrays.toString(v.getBounds()) + ")";
        return "C(" + t + ")";
    }

    public static void main(String[] args) throws Exception {
        Class<?>[] all = {GenericTypes.class, GenericTypes.Inner.class, GenericTypes.Inner.Deeper.class, Nested.In.class, Bridge.class, E.class, E.A.getClass(), R.class, Self.class, ArrayList.class, Enum.class, Class.class, HashMap.class, int[].class, Runnable.class, new ArrayList<Map<String, int[]>>() { }.getClass()};
        for (Class<?> c : all) {
            System.out.println(c.toGenericString() + " < " + c.getGenericSuperclass() + " " + Arrays.toString(c.getGenericInterfaces()) + " " + Arrays.toString(c.getTypeParameters()));
            for (TypeVariable<?> v : c.getTypeParameters()) System.out.println("  " + type(v));
        }
        for (Field f : GenericTypes.class.getDeclaredFields()) System.out.println(f.toGenericString() + " " + type(f.getGenericType()) + " " + f.getType());
        for (Class<?> c : new Class<?>[] {GenericTypes.class, Bridge.class, R.class, Self.class}) {
            List<String> lines = new ArrayList<>();
            for (Method m : c.getDeclaredMethods()) if (!m.isSynthetic() || m.isBridge()) lines.add(m.toGenericString() + " | " + m + " " + type(m.getGenericReturnType()) + Arrays.toString(m.getGenericParameterTypes()) + Arrays.toString(m.getGenericExceptionTypes()) + m.isBridge());
            for (Constructor<?> m : c.getDeclaredConstructors()) lines.add(m.toGenericString() + " | " + m + Arrays.toString(m.getGenericParameterTypes()));
            Collections.sort(lines);
            lines.forEach(System.out::println);
        }
        for (RecordComponent r : R.class.getRecordComponents()) System.out.println(r + " " + type(r.getGenericType()) + " " + r.getGenericSignature());
        Type a = GenericTypes.class.getDeclaredField("wild").getGenericType(), b = GenericTypes.class.getDeclaredField("wild").getGenericType();
        System.out.println(a.equals(b) + " " + (a.hashCode() == b.hashCode()) + " " + a.getTypeName() + " " + (a == GenericTypes.class.getDeclaredField("wild").getGenericType()));
        TypeVariable<?> t = GenericTypes.class.getTypeParameters()[0];
        System.out.println(t.equals(GenericTypes.class.getTypeParameters()[0]) + " " + t.getName() + " " + type(t.getBounds()[0]) + " " + type(((ParameterizedType) t.getBounds()[0]).getActualTypeArguments()[0]));
        Method sort = Collections.class.getMethod("sort", List.class);
        System.out.println(sort.toGenericString() + " " + Arrays.toString(sort.getTypeParameters()) + type(sort.getTypeParameters()[0].getBounds()[0]));
        System.out.println(Collections.class.getMethod("max", Collection.class).toGenericString() + " " + java.util.stream.Collectors.class.getMethod("toMap", Function.class, Function.class, BinaryOperator.class, Supplier.class).toGenericString());
        Supplier<List<String>> lambda = () -> null;
        System.out.println(Arrays.toString(lambda.getClass().getGenericInterfaces()) + Arrays.toString(lambda.getClass().getTypeParameters()));
    }
}
