import java.util.ArrayList;
import java.util.List;

/** instanceof and checkcast for classes, interfaces and arrays; messages of failed casts and stores. */
public class Casts {
    interface I { }
    static class A implements I { }
    static class B extends A { }

    static void t(Runnable r) {
        try {
            r.run();
            System.out.println("fine");
        } catch (ClassCastException | ArrayStoreException | NegativeArraySizeException | IndexOutOfBoundsException e) {
            System.out.println(e);
        }
    }

    public static void main(String[] args) {
        Object[] values = {null, new A(), new B(), "s", 1, new int[1], new long[1][1], new A[1], new B[1][1], new I[1], new Object[1]};
        for (Object v : values) {
            StringBuilder b = new StringBuilder();
            b.append(v instanceof Object).append(v instanceof A).append(v instanceof I).append(v instanceof B).append(v instanceof Comparable);
            b.append(v instanceof int[]).append(v instanceof Object[]).append(v instanceof I[]).append(v instanceof A[][]).append(v instanceof Cloneable[]).append(v instanceof java.io.Serializable);
            System.out.println(b.toString().replace("true", "1").replace("false", "0"));
        }
        t(() -> { B b = (B) (A) new A(); });
        t(() -> { Object o = "s"; Integer i = (Integer) o; });
        t(() -> { Object o = 1; String s = (String) o; });
        t(() -> { Object o = new A(); Comparable<?> c = (Comparable<?>) o; });
        t(() -> { Object o = new int[0]; Object[] c = (Object[]) o; });
        t(() -> { Object o = new Object[0]; String[] c = (String[]) o; });
        t(() -> { Object o = new A[0][0]; I[][] c = (I[][]) o; });
        t(() -> { Object o = new A[0]; B[] c = (B[]) o; });
        t(() -> { Object o = new long[0]; int[] c = (int[]) o; });
        t(() -> { Object o = new java.sql.Timestamp(0); I c = (I) o; });
        t(() -> { List raw = new ArrayList<Integer>(); raw.add("x"); int i = ((List<Integer>) raw).get(0); });
        t(() -> { Object o = (Runnable) () -> { }; I i = (I) (o instanceof I ? o : null); });
        t(() -> A.class.cast("x"));
        t(() -> String.class.cast(new int[3]));
        t(() -> { Object[] a = new A[1]; a[0] = new Object(); });
        t(() -> { Object[] a = new A[1][1]; a[0] = new int[1]; });
        t(() -> { Object[] a = new I[1]; a[0] = new B(); a[0] = "x"; });
        t(() -> { Object[] a = new int[1][]; a[0] = new long[1]; });
        t(() -> { int[] a = new int[3]; a[3] = 0; });
        t(() -> { Object s = new String[2][3][1][-1]; });
        t(() -> { Object o = new int[Integer.MIN_VALUE]; });
        t(() -> { Object o = new A[1][2][-3]; });
        t(() -> java.lang.reflect.Array.newInstance(int.class, -7));
        t(() -> new ArrayList<>(List.of(1)).get(1));
        t(() -> "abc".subSequence(1, 9));
        t(() -> java.util.Objects.checkIndex(5, 5));
    }
}
