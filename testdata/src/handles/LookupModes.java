import java.lang.invoke.*;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.*;
import static java.lang.invoke.MethodType.methodType;

/** Lookups: modes through in, dropLookupMode, privateLookupIn; what each may find; findClass, accessClass, ensureInitialized. */
public class LookupModes {
    private int secret = 1;
    private static String hush() { return "hush"; }
    int packaged() { return 2; }
    protected int guarded() { return 3; }
    public int open() { return 4; }
    static class Nested { private static int inner = 5; private Nested() { } private int own() { return inner; } static { System.out.println("  Nested initialized"); } }
    static class Lazy { static final int constant = new Random(1).nextInt(1) + 7; static { System.out.println("  Lazy initialized"); } }

    public static void main(String[] args) throws Throwable {
        Lookup l = MethodHandles.lookup(), p = MethodHandles.publicLookup();
        System.out.println(l + " " + p + " " + l.in(String.class) + " " + l.in(Nested.class) + " " + l.in(Show.class) + " " + p.in(String.class) + " " + l.in(int.class) + " " + l.in(int[].class));
        for (int mode : new int[] {Lookup.ORIGINAL, Lookup.PRIVATE, Lookup.PROTECTED, Lookup.PACKAGE, Lookup.MODULE, Lookup.PUBLIC, Lookup.UNCONDITIONAL})
            Show.of("drop " + mode, () -> { Lookup d = l.dropLookupMode(mode); return d + " " + Integer.toHexString(d.lookupModes()) + " " + d.hasPrivateAccess() + d.hasFullPrivilegeAccess() + d.previousLookupClass(); });
        Show.of("drop 3", () -> l.dropLookupMode(3));
        Show.of("previous", () -> l.in(String.class).previousLookupClass() + " " + l.in(java.util.logging.Level.class) + " " + l.in(String.class).in(java.util.logging.Level.class));
        Lookup[] all = {l, l.in(Nested.class), l.in(Show.class), l.in(String.class), l.dropLookupMode(Lookup.PRIVATE), l.dropLookupMode(Lookup.PACKAGE), p};
        for (Lookup x : all) {
            System.out.println("with " + x);
            Show.of("  private field", () -> x.findGetter(LookupModes.class, "secret", int.class));
            Show.of("  private static", () -> x.findStatic(LookupModes.class, "hush", methodType(String.class)));
            Show.of("  package method", () -> x.findVirtual(LookupModes.class, "packaged", methodType(int.class)));
            Show.of("  protected method", () -> x.findVirtual(LookupModes.class, "guarded", methodType(int.class)));
            Show.of("  public method", () -> x.findVirtual(LookupModes.class, "open", methodType(int.class)));
            Show.of("  nest mate", () -> x.findVirtual(Nested.class, "own", methodType(int.class)));
            Show.of("  nest mate's constructor", () -> x.findConstructor(Nested.class, methodType(void.class)));
            Show.of("  public of another module", () -> x.findVirtual(String.class, "length", methodType(int.class)));
            Show.of("  not exported", () -> x.findStatic(Class.forName("jdk.internal.misc.Unsafe"), "getUnsafe", methodType(Class.forName("jdk.internal.misc.Unsafe"))));
            Show.of("  protected of Object", () -> x.findVirtual(LookupModes.class, "clone", methodType(Object.class)));
            Show.of("  findClass", () -> x.findClass("LookupModes$Nested"));
            Show.of("  accessClass", () -> x.accessClass(Nested.class));
        }
        Show.of("private of String", () -> l.findGetter(String.class, "value", byte[].class));
        Show.of("private lookup in String", () -> MethodHandles.privateLookupIn(String.class, l));
        Show.of("private lookup in Nested", () -> MethodHandles.privateLookupIn(Nested.class, l));
        Show.of("private lookup in Show", () -> MethodHandles.privateLookupIn(Show.class, l));
        Show.of("private lookup in int", () -> MethodHandles.privateLookupIn(int.class, l));
        Show.of("private lookup from public", () -> MethodHandles.privateLookupIn(Nested.class, p));
        Show.of("findClass absent", () -> l.findClass("NoSuch"));
        Show.of("findClass initializes not", () -> l.findClass("LookupModes$Lazy"));
        Show.of("ensureInitialized", () -> l.ensureInitialized(Lazy.class));
        Show.of("ensureInitialized again", () -> l.ensureInitialized(Lazy.class));
        Show.of("ensureInitialized String", () -> l.ensureInitialized(String.class));
        Show.of("ensureInitialized hidden package", () -> l.ensureInitialized(Class.forName("sun.net.www.MessageHeader")));
        Show.of("accessClass int", () -> l.accessClass(int.class));
        Show.of("accessClass not exported", () -> l.accessClass(Class.forName("sun.net.www.MessageHeader")));
        Show.of("unreflect private", () -> l.unreflect(LookupModes.class.getDeclaredMethod("hush")).invoke());
        Show.of("unreflect private, public lookup", () -> p.unreflect(LookupModes.class.getDeclaredMethod("hush")));
        Show.of("unreflect accessible", () -> { var m = LookupModes.class.getDeclaredMethod("hush"); m.setAccessible(true); return p.unreflect(m).invoke(); });
        Show.of("unreflectGetter accessible", () -> { var f = LookupModes.class.getDeclaredField("secret"); f.setAccessible(true); return p.unreflectGetter(f).invoke(new LookupModes()); });
        Show.of("unreflectConstructor", () -> l.unreflectConstructor(Nested.class.getDeclaredConstructor()).invoke().getClass());
        Show.of("unreflectVarHandle", () -> (int) l.unreflectVarHandle(LookupModes.class.getDeclaredField("secret")).get(new LookupModes()));
        Show.of("unreflectSpecial", () -> l.unreflectSpecial(Object.class.getMethod("toString"), LookupModes.class).type());
        Show.of("unreflectSpecial of another", () -> l.unreflectSpecial(Object.class.getMethod("toString"), Nested.class));
        Show.of("caller sensitive, public", () -> p.findStatic(Class.class, "forName", methodType(Class.class, String.class)));
        Show.of("caller sensitive", () -> l.findStatic(Class.class, "forName", methodType(Class.class, String.class)).invoke("LookupModes"));
        Show.of("null", () -> l.findStatic(null, "x", methodType(void.class)));
        Show.of("null name", () -> l.findStatic(String.class, null, methodType(void.class)));
        Show.of("name <init>", () -> l.findVirtual(String.class, "<init>", methodType(void.class)));
        Show.of("name <clinit>", () -> l.findStatic(LookupModes.class, "<clinit>", methodType(void.class)));
        Show.of("constructor type", () -> l.findConstructor(String.class, methodType(String.class)));
        Show.of("static as virtual", () -> l.findVirtual(LookupModes.class, "hush", methodType(String.class)));
        Show.of("virtual as static", () -> l.findStatic(LookupModes.class, "open", methodType(int.class)));
        Show.of("static field as instance", () -> l.findGetter(Nested.class, "inner", int.class));
        Show.of("instance field as static", () -> l.findStaticGetter(LookupModes.class, "secret", int.class));
        Show.of("wrong field type", () -> l.findGetter(LookupModes.class, "secret", long.class));
        Show.of("wrong method type", () -> l.findVirtual(LookupModes.class, "open", methodType(long.class)));
        Show.of("final setter", () -> l.findStaticSetter(Lazy.class, "constant", int.class));
        Show.of("final getter", () -> l.findStaticGetter(Lazy.class, "constant", int.class).invoke());
        Show.of("final var handle set", () -> { l.findStaticVarHandle(Lazy.class, "constant", int.class).set(1); return 0; });
    }
}
