/** Default, static and private interface methods, diamond resolution, super calls to interfaces, generics and bridges. */
public class Interfaces {
    interface A { default String m() { return "A.m" + p(); } private String p() { return "(p)"; } static String s() { return "A.s"; } }
    interface B extends A { default String m() { return "B.m>" + A.super.m(); } }
    interface C extends A { }
    static class D implements B, C { }
    static class E implements A, C { public String m() { return "E.m>" + C.super.m(); } }
    static class F extends D { public String m() { return "F.m>" + super.m(); } }

    interface Left { default int v() { return 1; } }
    interface Right { default int v() { return 2; } }
    static class Both implements Left, Right { public int v() { return Left.super.v() * 10 + Right.super.v(); } }

    static abstract class Abs implements A { abstract int n(); }
    static class Conc extends Abs { int n() { return 5; } }

    interface Box<T extends Comparable<T>> { T get(); default boolean less(T o) { return get().compareTo(o) < 0; } }
    static class IntBox implements Box<Integer> {
        public Integer get() { return 7; }
    }
    static class Animal { Animal self() { return this; } String n() { return "animal"; } }
    static class Cat extends Animal { @Override Cat self() { return this; } @Override String n() { return "cat"; } String purr() { return "purr"; } }

    static <T extends Comparable<? super T>> T max(Iterable<? extends T> items) {
        T best = null;
        for (T t : items) if (best == null || t.compareTo(best) > 0) best = t;
        return best;
    }

    @FunctionalInterface interface Fn { int f(int a, int b); }

    interface Constants { int K = compute(); static int compute() { System.out.println("Constants initialized"); return 11; } }
    static class UsesConstants implements Constants { }

    public static void main(String[] args) {
        for (A a : new A[] {new D(), new E(), new F(), new Conc(), new A() { }}) System.out.println(a.m());
        System.out.println(A.s() + " " + new Both().v());
        System.out.println(new IntBox().less(8) + " " + ((Box) new IntBox()).get());
        Animal animal = new Cat();
        System.out.println(animal.self().n() + " " + new Cat().self().purr());
        System.out.println(max(java.util.List.of(3, 9, 4)) + max(java.util.List.of("b", "a")));
        Fn fn = (a, b) -> a * b;
        System.out.println(fn.f(6, 7));
        new UsesConstants();
        System.out.println("no init yet");
        System.out.println(Constants.K);
        Object o = new F();
        System.out.println((o instanceof B) + " " + (o instanceof C) + " " + (o instanceof Left) + " " + (o instanceof Runnable));
        Comparable<String> c = "x";
        try {
            ((Comparable) c).compareTo(1);
        } catch (ClassCastException e) {
            System.out.println("bridge cast failed");
        }
    }
}
