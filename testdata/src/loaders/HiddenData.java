import java.lang.invoke.*;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.*;
import static java.lang.invoke.MethodType.methodType;

/** Hidden classes: class data once and in parts, nest mates, several from one template, packages, lookups that may not, initialization. */
public class HiddenData {
    private static String secret() { return "outer secret"; }
    static class T {
        static int made; final int id = ++made;
        static Object data() throws Throwable { return MethodHandles.classData(MethodHandles.lookup(), "_", Object.class); }
        static Object at(int i) throws Throwable { return MethodHandles.classDataAt(MethodHandles.lookup(), "_", Object.class, i); }
        static int number() throws Throwable { return MethodHandles.classDataAt(MethodHandles.lookup(), "_", int.class, 1); }
        static String typed() throws Throwable { return MethodHandles.classData(MethodHandles.lookup(), "_", String.class); }
        static String peek() { return secret(); }
        private static String own() { return "hidden own"; }
        static Object lambda() { java.util.function.Supplier<String> s = () -> own() + " in lambda"; return s.get(); }
        static Class<?>[] types() { return new Class<?>[] {T.class, T[].class, new T[0].getClass(), new Object() { }.getClass()}; }
        public String toString() { return "T" + id; }
        public boolean equals(Object o) { return o instanceof T t && t.id == id; }
        public int hashCode() { return id; }
    }
    static Object call(Lookup l, String name, Class<?> type) throws Throwable { return l.findStatic(l.lookupClass(), name, methodType(type)).invoke(); }
    public static void main(String[] args) throws Throwable {
        Lookup l = MethodHandles.lookup();
        byte[] b = ByteLoader.bytes("HiddenData$T");
        Lookup one = l.defineHiddenClassWithClassData(b, List.of("zero", 1, Map.of("k", "v")), true, Lookup.ClassOption.NESTMATE), two = l.defineHiddenClassWithClassData(b, "text", false, Lookup.ClassOption.NESTMATE), bare = l.defineHiddenClass(b, false), strong = l.defineHiddenClass(b, true, Lookup.ClassOption.STRONG, Lookup.ClassOption.NESTMATE);
        for (Lookup x : new Lookup[] {one, two, bare, strong}) {
            System.out.println(Show.neutral(x.lookupClass()) + " " + x.hasFullPrivilegeAccess() + x.lookupClass().getNestHost().equals(HiddenData.class) + " " + x.lookupClass().getPackageName().isEmpty() + x.lookupClass().getModule().isNamed() + x.lookupClass().isSynthetic());
            for (String n : new String[] {"data", "lambda"}) Show.of("  " + n, () -> call(x, n, Object.class));
            Show.of("  at 0", () -> x.findStatic(x.lookupClass(), "at", methodType(Object.class, int.class)).invoke(0));
            Show.of("  at 5", () -> x.findStatic(x.lookupClass(), "at", methodType(Object.class, int.class)).invoke(5));
            Show.of("  number", () -> call(x, "number", int.class));
            Show.of("  typed", () -> call(x, "typed", String.class));
            Show.of("  peek", () -> call(x, "peek", String.class));
            Show.of("  types", () -> { StringBuilder s = new StringBuilder(); for (Class<?> c : (Class<?>[]) call(x, "types", Class[].class)) s.append(c.getSimpleName().replaceAll("0x[0-9a-f]+", "0xN")).append(c.isHidden()).append(' '); return s; });
            Show.of("  objects", () -> { Object o = x.findConstructor(x.lookupClass(), methodType(void.class)).invoke(), p = x.findConstructor(x.lookupClass(), methodType(void.class)).invoke(); return o + " " + p + o.equals(p) + o.equals(o) + " " + new HashSet<>(List.of(o, p)).size() + x.lookupClass().isInstance(o) + (o instanceof T); });
            Show.of("  cast", () -> (T) x.findConstructor(x.lookupClass(), methodType(void.class)).invoke());
            Show.of("  found by name", () -> l.findClass(x.lookupClass().getName()));
            Show.of("  in a descriptor", () -> MethodType.fromMethodDescriptorString(methodType(x.lookupClass()).toMethodDescriptorString(), HiddenData.class.getClassLoader()));
            Show.of("  described", () -> x.lookupClass().describeConstable() + " " + methodType(x.lookupClass()).describeConstable() + " " + x.lookupClass().descriptorString().replaceAll("0x[0-9a-f]+", "0xN"));
            Show.of("  access", () -> l.accessClass(x.lookupClass()));
        }
        Show.of("null data", () -> l.defineHiddenClassWithClassData(b, null, true));
        Show.of("options twice", () -> l.defineHiddenClass(b, true, Lookup.ClassOption.STRONG, Lookup.ClassOption.STRONG).lookupClass().isHidden());
        Show.of("null option", () -> l.defineHiddenClass(b, true, (Lookup.ClassOption) null));
        for (Lookup x : new Lookup[] {MethodHandles.publicLookup(), l.dropLookupMode(Lookup.PRIVATE), l.dropLookupMode(Lookup.PROTECTED), l.in(Show.class), l.in(String.class)}) Show.of("by " + x, () -> x.defineHiddenClass(b, true).lookupClass().isHidden());
        Show.of("nest mate of a hidden one", () -> one.defineHiddenClass(b, true, Lookup.ClassOption.NESTMATE).lookupClass().getNestHost());
        Show.of("another package", () -> l.defineHiddenClass(new String(b, "ISO-8859-1").replace("HiddenData$T", "some/pack/XX").getBytes("ISO-8859-1"), true));
        Show.of("interface", () -> l.defineHiddenClass(ByteLoader.bytes("Show$Body"), true).lookupClass().isInterface());
        Show.of("enum", () -> l.defineHiddenClass(ByteLoader.bytes("InitOrders$D1"), true).lookupClass().getSimpleName().replaceAll("0x.*", "0xN"));
        Show.of("abstract data", () -> MethodHandles.classData(one, "_", List.class));
        Show.of("wrong name", () -> MethodHandles.classData(one, "data", List.class));
        Show.of("wrong type", () -> MethodHandles.classData(one, "_", String.class));
        Show.of("at wrong type", () -> MethodHandles.classDataAt(one, "_", String.class, 1));
        Show.of("at of no list", () -> MethodHandles.classDataAt(two, "_", String.class, 0));
        Show.of("teleported", () -> MethodHandles.classData(one.in(HiddenData.class), "_", List.class));
    }
}
