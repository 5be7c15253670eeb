import java.io.*;
import java.util.*;
import java.util.function.*;

/** serialVersionUID as computed from a class: modifiers, interfaces, fields, static initializers, constructors and methods take part. */
public class SerialUid {
    static class Empty implements Serializable {}
    static class OneField implements Serializable { int a; }
    static class Transient implements Serializable {
        transient int a;
        private transient int b;
        private static int c;
        static int d;
        protected volatile Object e;
    }
    static class WithInit implements Serializable {
        static Object o = new Object();
        static { System.setProperty("x", "y"); }
    }
    static class ConstantOnly implements Serializable { static final int K = 5; }
    static class Methods implements Serializable {
        public void b() {}
        public int a(int x) { return x; }
        private void p() {}
        protected synchronized String z(Object[] o, long j) { return null; }
        public static native void n();
        public <T extends Number & Comparable<T>> T g(T t) throws IOException { return t; }
    }
    static class Constructors implements Serializable {
        public Constructors() {}
        protected Constructors(int a) {}
        private Constructors(String s) {}
        Constructors(long j, double d) {}
    }
    static abstract class Abstract implements Serializable { abstract void m(); }
    static final class Final implements Serializable, Comparable<Final>, Runnable {
        public int compareTo(Final f) { return 0; }
        public void run() {}
    }
    public interface Face extends Serializable {
        void m();
    }
    public interface EmptyFace extends Serializable {}
    static class Bridge implements Serializable, Supplier<String> {
        public String get() { return ""; }
    }
    class Inner implements Serializable {
        int x;
    }
    static class Lambdas implements Serializable {
        Runnable r = () -> System.out.println(this);
        Supplier<String> s = String::new;
    }
    static class Asserts implements Serializable {
        void f(int x) { assert x > 0; }
    }
    static class Switcher implements Serializable {
        int f(Thread.State s) {
            switch (s) {
                case NEW:
                    return 1;
                default:
                    return 0;
            }
        }
    }
    enum E {
        A,
        B {
            void x() {}
        }
    }
    record R(int a, String b) implements Serializable {}
    static class Explicit implements Serializable { private static final long serialVersionUID = -5L; }
    static class NotFinal implements Serializable { static long serialVersionUID = 7L; }
    static class IntUid implements Serializable { static final int serialVersionUID = 8; }
    static class InstanceUid implements Serializable { final long serialVersionUID = 9; }
    static class Persistent implements Serializable {
        int a, b;
        private static final ObjectStreamField[] serialPersistentFields = {
            new ObjectStreamField("b", int.class), new ObjectStreamField("virtual", String.class)};
    }
    static class BadPersistent implements Serializable {
        int a;
        private static final ObjectStreamField[] serialPersistentFields = {new ObjectStreamField("a", long.class)};
    }
    static class Twice implements Serializable {
        private static final ObjectStreamField[] serialPersistentFields = {
            new ObjectStreamField("a", int.class), new ObjectStreamField("a", int.class)};
    }
    static class Generic<T extends Comparable<T>> implements Serializable {
        T value;
        List<? super T> list;
        T[] array;
    }
    static class Child extends Empty { String own; }
    static class Unserial { int lost; }
    static class Late extends Unserial implements Serializable { int kept; }

    static void show(Class<?> k) {
        try {
            ObjectStreamClass d = ObjectStreamClass.lookup(k);
            if (d == null) {
                System.out.println(k.getSimpleName() + " -");
                return;
            }
            System.out.println(k.getTypeName() + " " + d.getSerialVersionUID() + " " + Arrays.toString(d.getFields()));
        } catch (Throwable e) { System.out.println(k.getTypeName() + " " + e); }
    }
    public static void main(String[] args) throws Exception {
        for (Class<?> k : new Class<?>[] {Empty.class, OneField.class, Transient.class, WithInit.class, ConstantOnly.class, Methods.class,
                 Constructors.class, Abstract.class, Final.class, Face.class, EmptyFace.class, Bridge.class, Inner.class, Lambdas.class,
                 Asserts.class, Switcher.class, E.class, E.B.getClass(), R.class, Explicit.class, NotFinal.class, IntUid.class,
                 InstanceUid.class, Persistent.class, BadPersistent.class, Twice.class, Generic.class, Child.class, Unserial.class,
                 Late.class})
            show(k);
        Object anonymous = new Serializable() { int z = 3; };
        class Local implements Serializable {
            String t;
        }
        show(anonymous.getClass());
        show(Local.class);
        for (Class<?> k :
            new Class<?>[] {int[].class, Object[].class, String[][].class, Empty[].class, E[].class, Serializable[].class, int.class,
                void.class, Object.class, Class.class, String.class, ObjectStreamClass.class, Integer.class, Number.class, ArrayList.class,
                HashMap.class, Throwable.class, java.net.URI.class, java.math.BigInteger.class, java.math.BigDecimal.class,
                java.util.concurrent.ConcurrentHashMap.class, java.time.LocalDate.class, java.io.File.class, Locale.class, Calendar.class,
                Random.class, TimeZone.class, java.security.cert.Certificate.class, java.util.concurrent.locks.ReentrantLock.class,
                java.net.InetAddress.class, java.net.Inet4Address.class, java.util.logging.Level.class, java.text.DecimalFormat.class,
                java.lang.invoke.SerializedLambda.class, java.lang.invoke.MethodType.class})
            show(k);
        ObjectStreamField f = ObjectStreamClass.lookup(Generic.class).getField("value");
        System.out.println(f + " " + f.getName() + " " + f.getType() + " " + f.getTypeString() + " " + f.getTypeCode() + " "
            + f.isPrimitive() + " " + f.isUnshared());
        System.out.println(ObjectStreamClass.lookup(Generic.class).getField("nothing") + " "
            + new ObjectStreamField("q", int[].class).getTypeString() + " "
            + new ObjectStreamField("q", int.class).compareTo(new ObjectStreamField("a", String.class)));
        System.out.println(ObjectStreamClass.lookup(Inner.class).forClass() + " " + ObjectStreamClass.lookup(E.class));
    }
}
