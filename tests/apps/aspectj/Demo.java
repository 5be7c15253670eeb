/** Around and after-throwing advice, an interface mixed in. */
public class Demo {
    int twice(int n) { return n * 2; }
    void fail() { throw new RuntimeException("failed"); }
    public static void main(String[] args) {
        System.out.println(new Demo().twice(4));
        try { new Demo().fail(); } catch (RuntimeException e) { System.out.println(e.getMessage()); }
        System.out.println(((Named) (Object) new Demo()).name());
    }
}
interface Named { String name(); }
aspect Tracing {
    declare parents: Demo implements Named;
    public String Demo.name() { return "mixed in"; }
    int around(int n): execution(int Demo.twice(int)) && args(n) {
        System.out.println("before " + n);
        return proceed(n + 1) + 100;
    }
    after() throwing(RuntimeException e): execution(* Demo.fail()) { System.out.println("threw " + thisJoinPoint); }
}
