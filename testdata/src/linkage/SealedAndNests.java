import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** Made classes that break the rules of sealed classes and nests; what reflection says of their attributes. */
public class SealedAndNests {
    interface Fill { void fill(ClassWriter cw); }
    static byte[] make(int access, String name, String parent, String[] interfaces, Fill f) {
        ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cw.visit(V17, access, name, null, parent, interfaces);
        f.fill(cw);
        cw.visitEnd();
        return cw.toByteArray();
    }
    static void peek(ClassWriter cw, String owner) {
        MethodVisitor m = cw.visitMethod(ACC_PUBLIC | ACC_STATIC, "peek", "()I", null, null);
        m.visitCode();
        m.visitFieldInsn(GETSTATIC, owner, "secret", "I");
        m.visitInsn(IRETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
        cw.visitField(ACC_PRIVATE | ACC_STATIC, "secret", "I", null, null).visitEnd();
    }
    static final String O = "java/lang/Object";
    static final int P = ACC_PUBLIC | ACC_SUPER, I = ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT;
    static Object run(ClassLoader l, String n) throws Throwable { try { return l.loadClass(n).getMethod("peek").invoke(null); } catch (java.lang.reflect.InvocationTargetException e) { throw e.getCause(); } }
    public static void main(String[] args) throws Exception {
        ClassLoader app = SealedAndNests.class.getClassLoader();
        ByteLoader l = new ByteLoader("L", app);
        l.add("S", make(P | ACC_ABSTRACT, "S", O, null, c -> { c.visitPermittedSubclassExperimental("Yes"); c.visitPermittedSubclassExperimental("Nowhere"); c.visitPermittedSubclassExperimental("java/lang/String"); })).add("T", make(I, "T", O, null, c -> c.visitPermittedSubclassExperimental("Yes2")));
        l.add("Yes", make(P | ACC_FINAL, "Yes", "S", null, c -> { })).add("No", make(P, "No", "S", null, c -> { })).add("No2", make(P, "No2", O, new String[] {"T"}, c -> { })).add("No3", make(I, "No3", O, new String[] {"T"}, c -> { })).add("Yes2", make(P, "Yes2", O, new String[] {"T"}, c -> { }));
        for (String n : new String[] {"Yes", "No", "No2", "No3", "Yes2"}) Show.of(n, () -> Class.forName(n, true, l));
        Show.of("permitted", () -> Arrays.toString(l.loadClass("S").getPermittedSubclasses()) + l.loadClass("S").isSealed() + l.loadClass("Yes").isSealed() + Arrays.toString(l.loadClass("T").getPermittedSubclasses()));
        ByteLoader other = new ByteLoader("other", app).from(l, "S").add("Yes", make(P, "Yes", "S", null, c -> { }));
        Show.of("another loader's", () -> other.loadClass("Yes"));
        Show.of("primitive", () -> Arrays.toString(int.class.getPermittedSubclasses()) + int[].class.isSealed());
        l.add("Host", make(P, "Host", O, null, c -> { c.visitNestMember("Good"); c.visitNestMember("Missing"); c.visitNestMember("Liar"); c.visitNestMember("p/Far"); peek(c, "Good"); }));
        l.add("Good", make(P, "Good", O, null, c -> { c.visitNestHost("Host"); peek(c, "Host"); })).add("Stranger", make(P, "Stranger", O, null, c -> { c.visitNestHost("Host"); peek(c, "Host"); })).add("Liar", make(P, "Liar", O, null, c -> peek(c, "Host"))).add("p.Far", make(P, "p/Far", O, null, c -> { c.visitNestHost("Host"); peek(c, "Host"); })).add("Orphan", make(P, "Orphan", O, null, c -> { c.visitNestHost("NoHost"); peek(c, "Host"); })).add("Self", make(P, "Self", O, null, c -> { c.visitNestHost("Self"); peek(c, "Host"); }));
        for (String n : new String[] {"Good", "Host", "Stranger", "Liar", "p.Far", "Orphan", "Self"}) {
            for (int i = 0; i < 2; i++) Show.of("peek " + n, () -> run(l, n));
            Show.of("  host", () -> l.loadClass(n).getNestHost());
            Show.of("  mate of Host", () -> l.loadClass(n).isNestmateOf(l.loadClass("Host")));
            Show.of("  members", () -> { List<String> m = new ArrayList<>(); for (Class<?> k : l.loadClass(n).getNestMembers()) m.add(k.getName()); return m; });
            Show.of("  reflect", () -> { var f = l.loadClass("Host").getDeclaredField("secret"); return f.get(null); });
        }
        l.add("Out", make(P, "Out", O, null, c -> c.visitInnerClass("Out$In", "Out", "In", ACC_PUBLIC | ACC_STATIC))).add("Out$In", make(P, "Out$In", O, null, c -> { })).add("Deny", make(P, "Deny", O, null, c -> c.visitInnerClass("Deny", "Out", "Deny", ACC_PRIVATE))).add("Enc", make(P, "Enc", O, null, c -> { c.visitInnerClass("Enc", null, "Local", 0); c.visitOuterClass("Out", "nothing", "()V"); })).add("Enc2", make(P, "Enc2", O, null, c -> { c.visitInnerClass("Enc2", null, null, 0); c.visitOuterClass("Gone", null, null); }));
        for (String n : new String[] {"Out", "Out$In", "Deny", "Enc", "Enc2"}) {
            Class<?> k = l.loadClass(n);
            Show.of(n + " declaring", () -> k.getDeclaringClass());
            Show.of("  enclosing", () -> k.getEnclosingClass());
            Show.of("  method", () -> k.getEnclosingMethod());
            Show.of("  declared", () -> Arrays.toString(k.getDeclaredClasses()));
            Show.of("  names", () -> k.getSimpleName() + " " + k.getCanonicalName());
            Show.of("  kind", () -> k.isAnonymousClass() + " " + k.isLocalClass() + " " + k.isMemberClass() + " " + java.lang.reflect.Modifier.toString(k.getModifiers()));
        }
    }
}
