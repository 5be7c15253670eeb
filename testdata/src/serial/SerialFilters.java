import java.io.*;
import java.util.*;
import java.util.function.*;

/** ObjectInputFilter: patterns, limits, what a filter is asked, rejections, combinators, the JVM-wide filter and its factory. */
public class SerialFilters {
    static class A implements Serializable {
        int[] data = new int[10];
        B b = new B();
    }
    static class B implements Serializable {
        String s = "s";
        Object more;
    }
    static class C extends B {}

    static byte[] bytes(Object x) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        new ObjectOutputStream(b).writeObject(x);
        return b.toByteArray();
    }
    static void run(String what, Object x, ObjectInputFilter f) {
        try {
            ObjectInputStream i = new ObjectInputStream(new ByteArrayInputStream(bytes(x)));
            i.setObjectInputFilter(f);
            Object r = i.readObject();
            System.out.println(what + ": " + r.getClass().getName());
        } catch (Exception e) { System.out.println(what + ": " + e); }
    }
    static void pattern(String p, Object x) {
        try {
            run(p, x, ObjectInputFilter.Config.createFilter(p));
        } catch (Exception e) { System.out.println(p + ": " + e); }
    }

    public static void main(String[] args) throws Exception {
        run("trace", new A(), info -> {
            System.out.println("  " + (info.serialClass() == null ? null : info.serialClass().getTypeName()) + " length "
                + info.arrayLength() + " depth " + info.depth() + " refs " + info.references() + " bytes " + info.streamBytes());
            return ObjectInputFilter.Status.UNDECIDED;
        });
        B deep = new B();
        for (int i = 0; i < 5; i++) {
            B o = new B();
            o.more = deep;
            deep = o;
        }
        List<Object> list = new ArrayList<>(List.of(1, "two", 3.0, new int[] {4}, new String[][] {{"x"}}));
        for (String p : new String[] {"SerialFilters$*", "!SerialFilters$B", "!*", "*", "maxdepth=3", "maxdepth=10", "maxarray=5",
                 "maxarray=10", "maxrefs=2", "maxbytes=20", "java.base/*;!*", "SerialFilters$A;!*", "maxdepth=x", "maxdepth=-1", "=3",
                 "nosuch=3", "", ";;", "a.**", "a.*;!b.**", "java.util.*;!java.lang.Number;java.lang.*"})
            pattern(p, new A());
        pattern("maxdepth=4", deep);
        pattern("maxdepth=6;maxrefs=100", deep);
        pattern("java.util.*;java.lang.*;!*", list);
        pattern("java.util.ArrayList;!java.lang.String", list);
        pattern("java.**;!*", list);
        pattern("!SerialFilters$B;*", new C());
        pattern("SerialFilters$C;SerialFilters$B;!*", new C());
        run("null status", "x", i -> null);
        run("throws", "x", i -> { throw new IllegalStateException("in filter"); });
        run("strings are not asked", "x", i -> ObjectInputFilter.Status.REJECTED);
        run("integers are", 5, i -> ObjectInputFilter.Status.REJECTED);
        run("enum", Thread.State.NEW, i -> {
            System.out.println("  " + i.serialClass());
            return ObjectInputFilter.Status.ALLOWED;
        });
        run("class object", String.class, i -> {
            System.out.println("  " + i.serialClass());
            return ObjectInputFilter.Status.ALLOWED;
        });
        run("collections give their capacity", new HashMap<>(Map.of(1, 2)), i -> {
            if (i.arrayLength() >= 0) System.out.println("  " + i.serialClass() + " " + i.arrayLength());
            return ObjectInputFilter.Status.UNDECIDED;
        });
        ObjectInputFilter allowB = ObjectInputFilter.allowFilter(k -> k == B.class, ObjectInputFilter.Status.UNDECIDED);
        ObjectInputFilter rejectA = ObjectInputFilter.rejectFilter(k -> k == A.class, ObjectInputFilter.Status.UNDECIDED);
        run("allow B", new B(), allowB);
        run("reject A", new A(), rejectA);
        run("merge", new A(), ObjectInputFilter.merge(allowB, rejectA));
        run("undecided is rejected", new A(), ObjectInputFilter.rejectUndecidedClass(allowB));
        run("undecided is rejected, B alone", new B(), ObjectInputFilter.rejectUndecidedClass(allowB));
        System.out.println(ObjectInputFilter.Config.createFilter("maxdepth=3;a.b.*") + " " + ObjectInputFilter.Config.getSerialFilter());
        ObjectInputStream twice = new ObjectInputStream(new ByteArrayInputStream(bytes("x")));
        twice.setObjectInputFilter(allowB);
        try {
            twice.setObjectInputFilter(rejectA);
        } catch (IllegalStateException e) { System.out.println(e); }
        ObjectInputStream late = new ObjectInputStream(new ByteArrayInputStream(bytes("x")));
        late.readObject();
        try {
            late.setObjectInputFilter(rejectA);
        } catch (IllegalStateException e) { System.out.println(e); }
        ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter("!SerialFilters$B"));
        try {
            ObjectInputFilter.Config.setSerialFilter(allowB);
        } catch (IllegalStateException e) { System.out.println(e); }
        try {
            new ObjectInputStream(new ByteArrayInputStream(bytes(new A()))).readObject();
        } catch (Exception e) { System.out.println(e); }
        BinaryOperator<ObjectInputFilter> factory = ObjectInputFilter.Config.getSerialFilterFactory();
        System.out.println(factory.apply(null, allowB) == allowB);
        try {
            ObjectInputFilter.Config.setSerialFilterFactory((x, y) -> y);
        } catch (IllegalStateException e) { System.out.println(e); }
        try {
            new ObjectInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3, 4}));
        } catch (Exception e) { System.out.println(e); }
    }
}
