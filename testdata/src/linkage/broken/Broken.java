/** Compiled against before/Library, run with after/Library: the errors of resolution and linking, twice each. */
public class Broken {
    interface Run { Object run() throws Throwable; }

    static void t(String what, Run r) {
        for (int i = 0; i < 2; i++)
            try {
                System.out.println(what + ": " + r.run());
            } catch (Throwable e) {
                System.out.println(what + ": " + e + (e.getCause() != null ? " <- " + e.getCause() : ""));
            }
    }

    static class Implements extends HasAbstract { int existing() { return 1; } }
    static class Grown implements Grows { public int one() { return 1; } }
    static class Conflict implements Left, Right { }
    static class ExtendsFinal extends BecomesFinal { }
    static class Overrides extends OverridesFinal { int m() { return 2; } }
    static class ExtendsInterface extends BecomesInterface { }
    static class ImplementsClass implements BecomesClass { public int m() { return 1; } }
    static class Sub extends Super { }
    static class UsesVanished { static Object make() { return new Vanishes(); } static Object cast(Object o) { return (Vanishes) o; } static Object array() { return new Vanishes[1]; } static Object literal() { return Vanishes.class; } static boolean is(Object o) { return o instanceof Vanishes; } }

    public static void main(String[] args) {
        Library l = new Library();
        t("static method gone", () -> Library.gone());
        t("method gone", () -> l.goneInstance("x"));
        t("field gone", () -> Library.goneField);
        t("field gone put", () -> Library.goneField = 5);
        t("static field now instance", () -> Library.staticField);
        t("method now instance", () -> Library.becomesInstance());
        t("method now static", () -> l.becomesStatic());
        t("method now private", () -> Library.becomesPrivate());
        t("field now private", () -> Library.privateField);
        t("field of another type", () -> l.changedType);
        t("return type changed", () -> l.changedReturn());
        t("constructor now private", () -> new Library(1));
        t("final field written", () -> l.becomesFinal = 3);
        t("class now interface", () -> BecomesInterface.s());
        t("class now interface, new", () -> new BecomesInterface());
        t("now abstract", () -> new BecomesAbstract().m());
        t("abstract method", () -> new Implements().later());
        t("abstract interface method", () -> ((Grows) new Grown()).two());
        t("two defaults", () -> new Conflict().both());
        t("superclass final", () -> new ExtendsFinal());
        t("overrides final", () -> new Overrides().m());
        t("superclass is interface", () -> new ExtendsInterface());
        t("superinterface is class", () -> new ImplementsClass().m());
        t("interface is class", () -> { Object o = new BecomesClassImpl(); return ((BecomesClass) o).m(); });
        t("inherited gone", () -> new Sub().inherited());
        t("inherited field gone", () -> Sub.inheritedField);
        t("class gone", () -> Vanishes.x);
        t("class gone, new", () -> UsesVanished.make());
        t("class gone, cast of null", () -> UsesVanished.cast(null));
        t("class gone, cast", () -> UsesVanished.cast("x"));
        t("class gone, array", () -> UsesVanished.array());
        t("class gone, literal", () -> UsesVanished.literal());
        t("class gone, instanceof null", () -> UsesVanished.is(null));
        t("class gone, instanceof", () -> UsesVanished.is(1));
        t("method reference", () -> { java.util.function.IntSupplier s = Library::gone; return s.getAsInt(); });
        t("constructor reference", () -> { java.util.function.Function<Integer, Library> s = Library::new; return s.apply(1); });
        t("reflection", () -> Broken.class.getDeclaredMethods().length > 5);
    }
}
