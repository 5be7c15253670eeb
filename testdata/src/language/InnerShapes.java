import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** Inner, local and anonymous classes: captured variables, outer instances, shadowing, private access, construction order, bridges. */
public class InnerShapes {
    private int x = 1; private static int s = 2; final String name;
    InnerShapes(String n) { name = n; hook(); }
    void hook() { }
    class In { int x = 10; private int p = 5; class Deep { int x = 100; int sum() { return x + In.this.x + InnerShapes.this.x + s + p; } String who() { return name; } } }
    static class Sub extends InnerShapes { int y = 7; Integer seen; Sub() { super("sub"); } void hook() { seen = y; } class SubIn extends In { SubIn() { super(); x = y; } } }
    class Outsider extends InnerShapes { Outsider() { super("outsider"); } String names() { return name + InnerShapes.this.name; } }
    static abstract class Shape<T> { abstract T get(T t); T twice(T t) { return get(get(t)); } }
    static class Up extends Shape<String> { String get(String s) { return s + "!"; } }
    interface Src { Object make(); }
    static class Cov implements Src { public String make() { return "cov"; } }
    static class Pub extends Hidden { }
    static class Hidden { public String visible() { return "visible"; } }
    private class Priv { private Priv() { } private int v = x + 1; }
    public static void main(String[] args) throws Exception {
        InnerShapes o = new InnerShapes("outer");
        In.Deep d = o.new In().new Deep();
        System.out.println(d.sum() + d.who() + new Sub().seen + new Sub().new SubIn().x + o.new Outsider().names() + o.new Priv().v);
        int a = args.length + 3; String t = "cap";
        class Local extends ArrayList<String> { int b = a * 2; Local(int n) { for (int i = 0; i < n; i++) add(t + i); } class LocalIn { int c = a + b; } enum E { P } interface F { int f(); } record G(int q) { } }
        Local loc = new Local(2);
        System.out.println(loc + " " + loc.b + loc.new LocalIn().c  + Local.E.P + new Local.G(1) + ((Local.F) () -> 6).f());
        Object anon = new Object() { int hidden = a; int more() { return hidden + loc.b; } { hidden++; } public String toString() { return "anon" + more(); } };
        var v = new Object() { int n = 1; int inc() { return ++n; } };
        v.n = 5;
        System.out.println(anon + " " + v.inc() + " " + new Up().twice("a") + ((Shape<String>) new Up()).get("b"));
        Show.of("heap pollution", () -> ((Shape) new Up()).get(1));
        Show.of("null outer", () -> { InnerShapes n = null; return n.new In(); });
        List<String> m = new ArrayList<>();
        for (Class<?> c : new Class<?>[] {Up.class, Cov.class, Pub.class, Priv.class, Local.class, anon.getClass(), In.Deep.class}) for (Member x : concat(c)) m.add(x.toString().replace("InnerShapes", "") + (x.isSynthetic() ? " synthetic" : "") + (x instanceof Method y && y.isBridge() ? " bridge" : ""));
        Collections.sort(m);
        m.forEach(System.out::println);
        System.out.println(Pub.class.getMethod("visible").getDeclaringClass() + " " + Cov.class.getMethod("make").getReturnType() + " " + Up.class.getDeclaredMethod("get", Object.class).invoke(new Up(), "z"));
        Show.of("bridge wrong", () -> { try { return Up.class.getDeclaredMethod("get", Object.class).invoke(new Up(), 1); } catch (InvocationTargetException e) { return e.getCause(); } });
        Supplier<Supplier<Object>> nested = () -> new Object() { Supplier<Object> s() { return () -> new Object() { public String toString() { return "deep" + a + t; } }; } }.s();
        System.out.println(nested.get().get() + " " + nested.get().get().getClass().getEnclosingMethod().getName().startsWith("lambda") + nested.get().get().getClass().getName());
    }
    static List<Member> concat(Class<?> c) { List<Member> l = new ArrayList<>(); Collections.addAll(l, c.getDeclaredMethods()); Collections.addAll(l, c.getDeclaredFields()); Collections.addAll(l, c.getDeclaredConstructors()); return l; }
}
