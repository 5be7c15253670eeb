/** When classes are initialized, in which order, and what happens when that fails. */
public class StaticInit {
    static { System.out.println("StaticInit"); }

    static class Parent { static { System.out.println("Parent"); } static int p = 1; static final int CONST = 5; static final Integer BOXED = 6; }
    static class Child extends Parent { static { System.out.println("Child"); } static int c = 2; static void m() { } }
    interface I { int X = StaticInit.say("I.X"); default void d() { } }
    interface J { int Y = StaticInit.say("J.Y"); }
    static class Impl implements I, J { static { System.out.println("Impl"); } }
    static class Cyclic1 { static int a = Cyclic2.b + 1; }
    static class Cyclic2 { static int b = Cyclic1.a + 1; }
    static class Bad { static int zero = 0; static int x = 1 / zero; static void use() { } }
    static class BadError { static { if (true) throw new StackOverflowError("own"); } }
    static class Base { Base() { System.out.println("Base()"); show(); } void show() { } }
    static class Derived extends Base { int x = 7; { System.out.println("block"); } Derived() { System.out.println("Derived()"); } void show() { System.out.println("x=" + x); } }
    enum E { A, B; static { System.out.println("E static"); } E() { System.out.println("E()"); } }

    static int say(String s) { System.out.println(s); return 1; }

    public static void main(String[] args) throws Exception {
        System.out.println("main");
        System.out.println(Child.CONST);
        System.out.println(Child.p);
        System.out.println(Child.c);
        Child[] none = new Child[2];
        System.out.println(Impl.class.getName());
        new Impl();
        System.out.println(J.Y);
        System.out.println(Cyclic1.a + " " + Cyclic2.b);
        for (int i = 0; i < 2; i++)
            try {
                Bad.use();
            } catch (ExceptionInInitializerError e) {
                System.out.println(e + " " + e.getCause() + " " + e.getException());
            } catch (NoClassDefFoundError e) {
                System.out.println(e + " / " + e.getCause());
            }
        try {
            new Bad();
        } catch (NoClassDefFoundError e) {
            System.out.println(e.getMessage());
        }
        try {
            new BadError();
        } catch (StackOverflowError e) {
            System.out.println(e.getMessage());
        }
        new Derived();
        System.out.println(E.B);
        Class<?> lazy = Class.forName("StaticInit$Lazy", false, StaticInit.class.getClassLoader());
        System.out.println("not yet");
        lazy.getDeclaredMethod("touch").invoke(null);
        Class.forName("StaticInit$Eager");
        Thread[] ts = new Thread[3];
        for (int i = 0; i < 3; i++) (ts[i] = new Thread(() -> Once.get())).start();
        for (Thread t : ts) t.join();
        System.out.println(Once.count);
    }

    static class Lazy { static { System.out.println("Lazy"); } static void touch() { System.out.println("touched"); } }
    static class Eager { static { System.out.println("Eager"); } }
    static class Once {
        static int count;
        static { try { Thread.sleep(20); } catch (InterruptedException e) { } count++; }
        static int get() { return count; }
    }
}
