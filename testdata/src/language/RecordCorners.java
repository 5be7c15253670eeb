import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** Records: all component types, equality of NaN and -0.0, overridden members, compact constructors, generics, nesting, recursion, interfaces. */
public class RecordCorners {
    record All(boolean z, byte b, short s, char c, int i, long j, float f, double d, String o, int[] a) { }
    record Empty() { }
    record Checked(int lo, int hi) { Checked { if (lo > hi) throw new IllegalArgumentException(lo + ">" + hi); hi++; } Checked(int x) { this(x, x); } static Checked of(int x) { return new Checked(x); } int span() { return hi - lo; } }
    record Own(int x) { public int x() { return x * 2; } public String toString() { return "own" + x; } public boolean equals(Object o) { return true; } public int hashCode() { return 1; } }
    record Node<T extends Comparable<T>>(T value, Node<T> next) implements Comparable<Node<T>>, Supplier<T> { static int made; Node { made++; } public int compareTo(Node<T> n) { return value.compareTo(n.value); } public T get() { return value; } }
    record Var(int... xs) { }
    record F(float f, double d) { }
    interface Named { String name(); }
    record N(String name) implements Named { }
    public static void main(String[] args) throws Exception {
        All a = new All(true, (byte) 1, (short) 2, 'c', 4, 5, 6.5f, 7.5, "o", null), b = new All(true, (byte) 1, (short) 2, 'c', 4, 5, 6.5f, 7.5, new String("o"), null);
        System.out.println(a + " " + a.equals(b) + " " + (a.hashCode() == b.hashCode()) + " " + a.hashCode() + " " + a.equals(null) + a.equals("x"));
        System.out.println(new Empty() + " " + new Empty().equals(new Empty()) + new Empty().hashCode() + " " + new Checked(1) + Checked.of(2).span() + " " + new Own(3) + new Own(4).x() + new Own(1).equals(null) + " " + new N("n").name());
        System.out.println(new F(Float.NaN, -0.0).equals(new F(Float.NaN, -0.0)) + " " + new F(0f, 0.0).equals(new F(-0f, 0.0)) + " " + new F(1, Double.NaN).hashCode() + " " + new F(-0f, 1) + new Var(1, 2).equals(new Var(1, 2)) + new Var().xs().length);
        Node<String> n = null;
        for (int i = 0; i < 5; i++) n = new Node<>("v" + i, n);
        System.out.println(n + " " + n.compareTo(n.next()) + n.get() + Node.made + " " + n.equals(new Node<>("v4", n.next())));
        for (int i = 0; i < 20000; i++) n = new Node<>("x", n);
        Node<String> deep = n;
        Show.of("checked", () -> new Checked(2, 1));
        for (Class<?> c : new Class<?>[] {All.class, Empty.class, Node.class, Var.class, Record.class, String.class}) System.out.println(c.getSimpleName() + " " + c.isRecord() + " " + Modifier.toString(c.getModifiers()) + " " + c.getSuperclass() + " " + (c.getRecordComponents() == null ? "none" : Arrays.toString(c.getRecordComponents())));
        RecordComponent r = All.class.getRecordComponents()[9];
        System.out.println(r.getName() + r.getType() + r.getDeclaringRecord() + r.getAccessor() + r.getGenericSignature() + " " + r.getAccessor().invoke(a));
        Constructor<?> canonical = All.class.getDeclaredConstructor(Arrays.stream(All.class.getRecordComponents()).map(RecordComponent::getType).toArray(Class[]::new));
        System.out.println(canonical.newInstance(true, (byte) 1, (short) 2, 'c', 4, 5L, 6.5f, 7.5, "o", null).equals(a));
        Show.of("canonical throws", () -> { try { return Checked.class.getDeclaredConstructor(int.class, int.class).newInstance(3, 1); } catch (InvocationTargetException e) { return e.getCause(); } });
        record LocalRec(int q) { int twice() { return q * 2; } }
        System.out.println(new LocalRec(4).twice() + " " + LocalRec.class.isLocalClass() + LocalRec.class.getEnclosingMethod() + Modifier.toString(LocalRec.class.getModifiers()));
    }
}
