import java.lang.invoke.*;
import java.lang.invoke.MethodHandles.Lookup;
import static java.lang.invoke.MethodType.methodType;

/** findSpecial: super methods, default methods, private ones, constructors refused; protected access; virtual dispatch of handles. */
public class HandleSpecial {
    interface Named { default String name() { return "Named"; } private String hidden() { return "hidden of " + name(); } static Lookup lookup() { return MethodHandles.lookup(); } }
    interface Other { default String name() { return "Other"; } }
    interface Deeper extends Named { }
    static class Base { String who() { return "Base"; } private String mine() { return "Base.mine"; } protected String prot() { return "Base.prot"; } static Lookup lookup() { return MethodHandles.lookup(); } }
    static class Middle extends Base { }
    static class Derived extends Middle implements Named, Other {
        public String name() { return "Derived"; }
        String who() { return "Derived"; }
        private String mine() { return "Derived.mine"; }
        protected String prot() { return "Derived.prot"; }
        static Lookup lookup() { return MethodHandles.lookup(); }
    }
    static class Further extends Derived { String who() { return "Further"; } static Lookup lookup() { return MethodHandles.lookup(); } }
    abstract static class Abstract { abstract String none(); static Lookup lookup() { return MethodHandles.lookup(); } }
    static class Concrete extends Abstract { String none() { return "some"; } static Lookup lookup() { return MethodHandles.lookup(); } }

    public static void main(String[] args) throws Throwable {
        MethodType string = methodType(String.class);
        Derived d = new Derived(), f = new Further();
        Lookup ld = Derived.lookup(), l = MethodHandles.lookup();
        Show.of("super", () -> ld.findSpecial(Base.class, "who", string, Derived.class).invoke(d) + " " + ld.findSpecial(Middle.class, "who", string, Derived.class).invoke(d) + " " + ld.findSpecial(Derived.class, "who", string, Derived.class).invoke(f) + " " + ld.findSpecial(Object.class, "hashCode", methodType(int.class), Derived.class).type());
        Show.of("further", () -> Further.lookup().findSpecial(Base.class, "who", string, Further.class).invoke((Further) f));
        Show.of("receiver of a superclass", () -> ld.findSpecial(Base.class, "who", string, Derived.class).invoke(new Middle()));
        Show.of("default", () -> ld.findSpecial(Named.class, "name", string, Derived.class).invoke(d) + " " + ld.findSpecial(Other.class, "name", string, Derived.class).invoke(d));
        Show.of("default of an indirect interface", () -> Further.lookup().findSpecial(Named.class, "name", string, Further.class));
        Show.of("default through the subinterface", () -> ld.findSpecial(Deeper.class, "name", string, Derived.class));
        Show.of("private", () -> Base.lookup().findSpecial(Base.class, "mine", string, Base.class).invoke((Base) d) + " " + ld.findSpecial(Derived.class, "mine", string, Derived.class).invoke(d));
        Show.of("private virtual", () -> Base.lookup().findVirtual(Base.class, "mine", string).invoke((Base) d));
        Show.of("private of a nest mate", () -> l.findVirtual(Base.class, "mine", string).invoke((Base) d));
        Show.of("private of the superclass", () -> ld.findSpecial(Base.class, "mine", string, Derived.class));
        Show.of("private of an interface", () -> Named.lookup().findSpecial(Named.class, "hidden", string, Named.class).invoke((Named) d) + " " + Named.lookup().findVirtual(Named.class, "hidden", string).invoke((Named) d));
        Show.of("another caller", () -> l.findSpecial(Base.class, "who", string, Derived.class).invoke(d));
        Show.of("caller not a subclass", () -> l.findSpecial(Base.class, "who", string, HandleSpecial.class));
        Show.of("public lookup", () -> MethodHandles.publicLookup().findSpecial(Base.class, "who", string, Derived.class));
        Show.of("abstract", () -> Concrete.lookup().findSpecial(Abstract.class, "none", string, Concrete.class));
        Show.of("abstract itself", () -> Abstract.lookup().findSpecial(Abstract.class, "none", string, Abstract.class));
        Show.of("abstract virtual", () -> l.findVirtual(Abstract.class, "none", string).invoke((Abstract) new Concrete()));
        Show.of("constructor", () -> ld.findSpecial(Base.class, "<init>", methodType(void.class), Derived.class));
        Show.of("absent", () -> ld.findSpecial(Base.class, "nothing", string, Derived.class));
        Show.of("static", () -> ld.findSpecial(Base.class, "lookup", methodType(Lookup.class), Derived.class));
        Show.of("null caller", () -> ld.findSpecial(Base.class, "who", string, null));
        Show.of("virtual", () -> l.findVirtual(Base.class, "who", string).invoke((Base) f) + " " + l.findVirtual(Named.class, "name", string).invoke((Named) f) + " " + l.findVirtual(Base.class, "prot", string).invoke((Base) f));
        Show.of("interface method on a class", () -> l.findVirtual(Derived.class, "name", string).invoke(f) + " " + l.findVirtual(Deeper.class, "name", string).type() + " " + l.findVirtual(Named.class, "toString", string).type());
        Show.of("Object's method of an interface", () -> ((String) l.findVirtual(Named.class, "toString", string).invoke((Named) d)).startsWith("HandleSpecial$Derived"));
        Show.of("protected of Object", () -> l.findVirtual(Base.class, "clone", methodType(Object.class)));
        Show.of("protected of Object, own class", () -> ld.findVirtual(Derived.class, "clone", methodType(Object.class)).type());
        Show.of("protected of Object, invoke", () -> ld.findVirtual(Derived.class, "clone", methodType(Object.class)).invoke(d));
        Show.of("bind", () -> ld.bind(d, "who", string).invoke() + " " + l.bind(d, "name", string).invoke() + " " + l.bind("abc", "length", methodType(int.class)).invoke());
        Show.of("bind null", () -> l.bind(null, "who", string));
        Show.of("bind absent", () -> l.bind(d, "nothing", string));
        Show.of("null receiver", () -> l.findVirtual(Base.class, "who", string).invoke((Base) null));
        Show.of("null receiver of an interface", () -> l.findVirtual(Named.class, "name", string).invoke((Named) null));
        Show.of("wrong receiver", () -> l.findVirtual(Named.class, "name", string).invoke((Object) "string"));
        Show.of("interface, sneaky receiver", () -> MethodHandles.explicitCastArguments(l.findVirtual(Named.class, "name", string), methodType(String.class, Object.class)).invoke((Object) "string"));
    }
}
