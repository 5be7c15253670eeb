/** Nested, inner, local and anonymous classes; captured variables; access to outer state; shadowing; super calls. */
public class Classes1 {
    private int value = 1;
    private static int counter;

    class Inner {
        int value = 2;
        class Deeper {
            int value = 3;
            String show() { return value + " " + Inner.this.value + " " + Classes1.this.value; }
        }
        void bump() { Classes1.this.value += 10; counter++; }
    }

    static class Nested {
        private String secret = "nested secret";
        private static String make(int i) { return "made " + i; }
    }

    interface Greeter { String greet(String who); }

    Greeter local(String prefix) {
        int captured = ++counter;
        class Local implements Greeter {
            public String greet(String who) { return prefix + who + captured + value; }
        }
        return new Local();
    }

    Greeter anonymous(final long l, double d) {
        return new Greeter() {
            String state = "s";
            { state += l; }
            public String greet(String who) { return who + state + d + getClass().getName() + value; }
        };
    }

    static class A {
        String name = "A.name";
        A() { init(); }
        void init() { System.out.println("A.init"); }
        static String st() { return "A.st"; }
        String who() { return "A"; }
    }

    static class B extends A {
        String name = "B.name";
        int x = 5;
        B() { super(); System.out.println("x=" + x); }
        @Override void init() { System.out.println("B.init x=" + x); }
        static String st() { return "B.st"; }
        @Override String who() { return "B>" + super.who(); }
    }

    static class C extends B {
        @Override String who() { return "C>" + super.who() + ">" + ((A) this).name + ">" + super.name; }
    }

    static abstract class Shape {
        abstract double area();
        public String toString() { return getClass().getSimpleName() + "[" + area() + "]"; }
    }

    public static void main(String[] args) {
        Classes1 outer = new Classes1();
        Inner inner = outer.new Inner();
        inner.bump();
        System.out.println(inner.new Deeper().show());
        System.out.println(new Nested().secret + Nested.make(4));
        System.out.println(outer.local("hi ").greet("you"));
        System.out.println(outer.anonymous(7L, 1.5).greet("me"));
        A a = new C();
        System.out.println(a.who() + " " + a.name + " " + ((B) a).name + " " + a.st() + " " + ((B) a).st());
        System.out.println(new Shape() { double area() { return 2.5; } });
        Object o = new Object() { int hidden = 42; @Override public int hashCode() { return hidden; } };
        System.out.println(o.hashCode() + " " + o.getClass().getName() + " " + o.getClass().isAnonymousClass() + " "
            + inner.getClass().getName() + " " + inner.getClass().getEnclosingClass().getName() + " " + Inner.Deeper.class.getDeclaringClass().getName());
        var x = new Object() { int n = 1; int inc() { return ++n; } };
        x.inc();
        System.out.println(x.n);
        outer.value = 0;
        outer.value += outer.value++ + ++outer.value;
        System.out.println(outer.value + " " + counter);
    }
}
