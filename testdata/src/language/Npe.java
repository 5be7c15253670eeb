/** Helpful NullPointerException messages: every kind of access, every way the null got there. Compiled without -g. */
public class Npe {
    int f; Npe next; int[] ints; Object[][] grid; long l; static Npe st; static int[][] sarr; double d; String name;

    Npe make() { return null; }
    Npe self() { return this; }
    static Npe smake(int a, String s) { return null; }
    static int[] arr(long[] x, Object o) { return null; }
    void call(int x) { }
    private void priv() { }

    static int n;
    static void t(Runnable r) {
        n++;
        try {
            r.run();
            System.out.println(n + " nothing");
        } catch (NullPointerException e) {
            System.out.println(n + " " + e.getMessage());
        }
    }

    interface Itf { void go(); }

    public static void main(String[] args) {
        Npe o = new Npe();
        t(() -> { Npe x = null; x.f = 1; });
        t(() -> { Npe x = null; int y = x.f; });
        t(() -> { o.next.f = 1; });
        t(() -> { o.next.next.next.f = 1; });
        t(() -> { o.next.call(3); });
        t(() -> { o.make().call(3); });
        t(() -> { smake(1, "x").priv(); });
        t(() -> { o.self().make().l = 5L; });
        t(() -> { st.d = 2; });
        t(() -> { st.next.f++; });
        t(() -> { o.ints[2] = 5; });
        t(() -> { int y = o.ints[2]; });
        t(() -> { int y = o.ints.length; });
        t(() -> { o.grid = new Object[2][]; o.grid[1][0] = "x"; });
        t(() -> { int i = 1; int j = 0; Object y = o.grid[i][j]; });
        t(() -> { o.grid[o.f][o.f + 1].hashCode(); });
        t(() -> { sarr = new int[3][]; sarr[2][1]++; });
        t(() -> { sarr[n - n][Math.abs(-1)] = 1; });
        t(() -> { arr(null, null)[0] = 1; });
        t(() -> { int y = arr(null, null).length; });
        t(() -> { synchronized (o.next) { } });
        t(() -> { throw null; });
        t(() -> { RuntimeException e = null; throw e; });
        t(() -> { throw (RuntimeException) (Object) o.name; });
        t(() -> { Integer i = null; int y = i; });
        t(() -> { Itf i = null; i.go(); });
        t(() -> { String s = null; s.length(); });
        t(() -> { o.name.length(); });
        t(() -> { String s = o.name; switch (s) { case "a": break; } });
        t(() -> { long[] a = null; a[0] = 1L; });
        t(() -> { byte[] a = null; a[0] = 1; });
        t(() -> { char[] a = null; char c = a[0]; });
        t(() -> { short[] a = null; a[1]++; });
        t(() -> { float[] a = null; a[1] += 2; });
        t(() -> { double[] a = null; double x = a[1]; });
        t(() -> { boolean[] a = null; a[1] = true; });
        t(() -> { Object[] a = null; a[1] = ""; });
        t(() -> { Object[][][] a = new Object[1][1][]; a[0][0][0] = ""; });
        t(() -> { for (String s : (String[]) null) { } });
        t(() -> { for (String s : (Iterable<String>) null) { } });
        t(() -> { Object x = null; x.getClass(); });
        t(() -> { java.util.Objects.requireNonNull(null); });
        t(() -> { java.util.Objects.requireNonNull(null, "mine"); });
        t(() -> { ((String) null).concat(o.name); });
        t(() -> { "x".concat(null); });
        t(() -> { throw new NullPointerException(); });
        t(() -> { throw new NullPointerException("explicit"); });
        t(() -> { Npe y = o.f == 0 ? null : o; y.call(1); });
        t(() -> { Npe y = args.length == 0 ? o.next : st; (args.length > 0 ? o : y.next).call(1); });
        t(() -> { new int[0].clone()[o.next.f] = 1; });
        t(() -> { Object[] a = {null}; a[0].toString(); });
        t(() -> { Npe[] a = new Npe[4]; int i = 2; a[i + 1].f = 1; a[i].f = 1; });
        t(() -> { Npe[] a = new Npe[300]; a[299].f = 1; });
        t(() -> { Npe[] a = new Npe[2]; a[(int) o.l].f = 1; });
        t(() -> { ((Npe) (Object) o.make()).self(); });
        t(Npe::throughStatic);
        t(() -> local(null, 5L, null));
        t(() -> o.instance(null, 1.0, null));
    }

    static void throughStatic() { Npe.st.next = null; }
    static int local(Npe first, long second, int[] third) { try { return third[0]; } finally { n += 0; } }
    int instance(Npe a, double b, Object[] c) { Object x = a; Object y = c[1]; return x.hashCode(); }
}
