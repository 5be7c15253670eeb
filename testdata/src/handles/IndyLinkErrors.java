import java.lang.invoke.*;
import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** invokedynamic whose bootstrap method is absent, private, of a strange type, or has strange arguments; each site runs twice. */
public class IndyLinkErrors {
    static int calls;
    public static CallSite good(MethodHandles.Lookup l, String n, MethodType t) { calls++; return new ConstantCallSite(MethodHandles.constant(String.class, n + " in " + l.lookupClass().getName() + " " + t)); }
    private static CallSite secret(MethodHandles.Lookup l, String n, MethodType t) { return good(l, n, t); }
    public CallSite instance(MethodHandles.Lookup l, String n, MethodType t) { return good(l, n, t); }
    public static Object loose(Object... a) { calls++; return new ConstantCallSite(MethodHandles.constant(String.class, "loose " + a.length + " " + a[1])); }
    public static CallSite noLookup(String n, MethodType t) { return null; }
    public static CallSite few(MethodHandles.Lookup l) { return null; }
    public static CallSite number(MethodHandles.Lookup l, String n, MethodType t, long a, float b, double c, int d) { return good(l, n + a + b + c + d, t); }
    public static CallSite smallNumber(MethodHandles.Lookup l, String n, MethodType t, short a) { return good(l, n + a, t); }
    public static CallSite string(MethodHandles.Lookup l, String n, MethodType t, String a) { return good(l, n + a, t); }
    public static CallSite strings(MethodHandles.Lookup l, String n, MethodType t, String... a) { return good(l, n + Arrays.toString(a), t); }
    public static CallSite classes(MethodHandles.Lookup l, String n, MethodType t, Class<?> a, MethodType b, MethodHandle c) throws Throwable { return good(l, n + a + b + c.invoke(), t); }
    public static int primitive(MethodHandles.Lookup l, String n, MethodType t) { return 1; }
    public static void none(MethodHandles.Lookup l, String n, MethodType t) { }
    public static CallSite overflow(MethodHandles.Lookup l, String n, MethodType t) { calls++; throw new StackOverflowError("by hand"); }
    public static CallSite death(MethodHandles.Lookup l, String n, MethodType t) { calls++; throw new ThreadDeath(); }
    public static CallSite linkage(MethodHandles.Lookup l, String n, MethodType t) { calls++; throw new NoClassDefFoundError("by hand " + calls); }
    public static CallSite runtime(MethodHandles.Lookup l, String n, MethodType t) { calls++; throw new IllegalStateException("by hand " + calls); }
    public static CallSite bootstrapError(MethodHandles.Lookup l, String n, MethodType t) { calls++; throw new BootstrapMethodError("own " + calls, new RuntimeException("cause")); }
    public static CallSite other(MethodHandles.Lookup l, String n, MethodType t) { return new ConstantCallSite(MethodHandles.constant(Integer.class, 4)); }
    public static String forty() { return "forty"; }

    static final String ME = "IndyLinkErrors", BSM = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;", SITE = ")Ljava/lang/invoke/CallSite;";
    static ClassWriter cw;
    static List<String> names = new ArrayList<>();
    static void site(String name, int tag, String owner, String bsm, String type, Object... args) {
        names.add(name);
        MethodVisitor m = cw.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "()Ljava/lang/String;", null, null);
        m.visitCode();
        m.visitInvokeDynamicInsn(name, "()Ljava/lang/String;", new Handle(tag, owner, bsm, type, false), args);
        m.visitInsn(ARETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    public static void main(String[] args) throws Throwable {
        cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cw.visit(V17, ACC_PUBLIC, "Made", null, "java/lang/Object", null);
        site("good", H_INVOKESTATIC, ME, "good", BSM + SITE);
        site("secret", H_INVOKESTATIC, ME, "secret", BSM + SITE);
        site("instance", H_INVOKEVIRTUAL, ME, "instance", BSM + SITE);
        site("absent", H_INVOKESTATIC, ME, "absent", BSM + SITE);
        site("absentClass", H_INVOKESTATIC, "NoSuchClass", "absent", BSM + SITE);
        site("otherType", H_INVOKESTATIC, ME, "good", BSM + ")Ljava/lang/Object;");
        site("staticAsVirtual", H_INVOKEVIRTUAL, ME, "good", BSM + SITE);
        site("loose", H_INVOKESTATIC, ME, "loose", "([Ljava/lang/Object;)Ljava/lang/Object;", 1, "x", 2.5);
        site("noLookup", H_INVOKESTATIC, ME, "noLookup", "(Ljava/lang/String;Ljava/lang/invoke/MethodType;" + SITE);
        site("few", H_INVOKESTATIC, ME, "few", "(Ljava/lang/invoke/MethodHandles$Lookup;" + SITE);
        site("number", H_INVOKESTATIC, ME, "number", BSM + "JFDI" + SITE, 1L << 40, 1.5f, 2.5, -7);
        site("numberWidened", H_INVOKESTATIC, ME, "number", BSM + "JFDI" + SITE, 1, 2, 2.5f, 3);
        site("numberWrong", H_INVOKESTATIC, ME, "number", BSM + "JFDI" + SITE, 1.5, 2, 2.5f, 3);
        site("smallNumber", H_INVOKESTATIC, ME, "smallNumber", BSM + "S" + SITE, 70000);
        site("string", H_INVOKESTATIC, ME, "string", BSM + "Ljava/lang/String;" + SITE, "text\u20ac\0");
        site("stringMissing", H_INVOKESTATIC, ME, "string", BSM + "Ljava/lang/String;" + SITE);
        site("stringTooMany", H_INVOKESTATIC, ME, "string", BSM + "Ljava/lang/String;" + SITE, "a", "b");
        site("stringWrong", H_INVOKESTATIC, ME, "string", BSM + "Ljava/lang/String;" + SITE, 5);
        site("strings", H_INVOKESTATIC, ME, "strings", BSM + "[Ljava/lang/String;" + SITE, "a", "b", "c");
        site("stringsNone", H_INVOKESTATIC, ME, "strings", BSM + "[Ljava/lang/String;" + SITE);
        site("stringsWrong", H_INVOKESTATIC, ME, "strings", BSM + "[Ljava/lang/String;" + SITE, "a", 5);
        site("classes", H_INVOKESTATIC, ME, "classes", BSM + "Ljava/lang/Class;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;" + SITE, Type.getObjectType("[[I"), Type.getMethodType("(J)V"), new Handle(H_INVOKESTATIC, ME, "forty", "()Ljava/lang/String;", false));
        site("classAbsent", H_INVOKESTATIC, ME, "classes", BSM + "Ljava/lang/Class;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;" + SITE, Type.getObjectType("Absent1"), Type.getMethodType("(J)V"), new Handle(H_INVOKESTATIC, ME, "forty", "()Ljava/lang/String;", false));
        site("typeAbsent", H_INVOKESTATIC, ME, "classes", BSM + "Ljava/lang/Class;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;" + SITE, Type.getObjectType("[[I"), Type.getMethodType("(LAbsent2;)V"), new Handle(H_INVOKESTATIC, ME, "forty", "()Ljava/lang/String;", false));
        site("handleAbsent", H_INVOKESTATIC, ME, "classes", BSM + "Ljava/lang/Class;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;" + SITE, Type.getObjectType("[[I"), Type.getMethodType("(J)V"), new Handle(H_INVOKESTATIC, ME, "fifty", "()Ljava/lang/String;", false));
        site("primitive", H_INVOKESTATIC, ME, "primitive", BSM + ")I");
        site("none", H_INVOKESTATIC, ME, "none", BSM + ")V");
        site("overflow", H_INVOKESTATIC, ME, "overflow", BSM + SITE);
        site("death", H_INVOKESTATIC, ME, "death", BSM + SITE);
        site("linkage", H_INVOKESTATIC, ME, "linkage", BSM + SITE);
        site("runtime", H_INVOKESTATIC, ME, "runtime", BSM + SITE);
        site("bootstrapError", H_INVOKESTATIC, ME, "bootstrapError", BSM + SITE);
        site("other", H_INVOKESTATIC, ME, "other", BSM + SITE);
        site("constructorSite", H_NEWINVOKESPECIAL, "java/lang/invoke/ConstantCallSite", "<init>", "(Ljava/lang/invoke/MethodHandle;)V");
        Class<?> made = new ByteLoader("made", IndyLinkErrors.class.getClassLoader()).define("Made", cw.toByteArray());
        for (String name : names)
            for (int i = 0; i < 2; i++) {
                calls = i * 100;
                Show.of(name, () -> { try { return made.getMethod(name).invoke(null); } catch (java.lang.reflect.InvocationTargetException e) { throw e.getCause(); } });
                System.out.println("  calls " + (calls - i * 100));
            }
    }
}
