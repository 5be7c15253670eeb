import java.lang.invoke.*;
import java.util.*;
import java.util.function.Consumer;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** Method selection gone wrong: conflicting defaults, abstract and non-public implementations, final ones overridden, packages across loaders, bad constants. */
public class SelectErrors {
    static ByteLoader l;
    static byte[] make(int access, String name, String parent, String[] interfaces, Consumer<ClassWriter>... members) {
        ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cw.visit(V17, access, name, null, parent, interfaces);
        if ((access & ACC_INTERFACE) == 0)
            method(ACC_PUBLIC, "<init>", "()V", m -> { m.visitVarInsn(ALOAD, 0); m.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "()V", false); m.visitInsn(RETURN); }).accept(cw);
        for (Consumer<ClassWriter> x : members) x.accept(cw);
        cw.visitEnd();
        return cw.toByteArray();
    }
    static Consumer<ClassWriter> method(int access, String name, String desc, Consumer<MethodVisitor> code) {
        return cw -> {
            MethodVisitor m = cw.visitMethod(access, name, desc, null, null);
            if (code != null) {
                m.visitCode();
                code.accept(m);
                m.visitMaxs(0, 0);
            }
            m.visitEnd();
        };
    }
    static Consumer<ClassWriter> says(int access, String name, String text) { return method(access, name, "()Ljava/lang/String;", m -> { m.visitLdcInsn(text); m.visitInsn(ARETURN); }); }
    static Consumer<ClassWriter> none(int access, String name) { return method(access | ACC_ABSTRACT, name, "()Ljava/lang/String;", null); }
    /** static String go() { return new C().name(); } as class User. */
    static Object call(int op, String c, String owner, String name, boolean itf) throws Throwable {
        String user = "User" + l.own.size();
        l.add(user, make(P, user, O, null, method(ACC_PUBLIC | ACC_STATIC, "go", "()Ljava/lang/String;", m -> {
            if (op != INVOKESTATIC) { m.visitTypeInsn(NEW, c); m.visitInsn(DUP); m.visitMethodInsn(INVOKESPECIAL, c, "<init>", "()V", false); }
            m.visitMethodInsn(op, owner, name, "()Ljava/lang/String;", itf);
            m.visitInsn(ARETURN);
        })));
        try {
            return l.loadClass(user).getMethod("go").invoke(null);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }
    static void both(String what, int op, String c, String owner, String name, boolean itf) {
        for (int i = 0; i < 2; i++) Show.of(what + (i == 0 ? "" : " again"), () -> call(op, c, owner, name, itf));
    }
    static final String O = "java/lang/Object";
    static final int P = ACC_PUBLIC | ACC_SUPER, I = ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT;
    static ByteLoader fresh() { return l = new ByteLoader("L", SelectErrors.class.getClassLoader()); }
    static String[] s(String... x) { return x; }

    public static void main(String[] args) throws Throwable {
        fresh().add("I1", make(I, "I1", O, null, says(ACC_PUBLIC, "m", "I1"))).add("I2", make(I, "I2", O, null, says(ACC_PUBLIC, "m", "I2"))).add("I3", make(I, "I3", O, s("I1"), says(ACC_PUBLIC, "m", "I3"))).add("I4", make(I, "I4", O, s("I1"), none(ACC_PUBLIC, "m"))).add("I5", make(I, "I5", O, s("I1", "I2")))
            .add("C12", make(P, "C12", O, s("I1", "I2"))).add("C13", make(P, "C13", O, s("I1", "I3"))).add("C14", make(P, "C14", O, s("I1", "I4"))).add("C5", make(P, "C5", O, s("I5"))).add("D12", make(P, "D12", "C12", null, says(ACC_PUBLIC, "m", "D12")))
            .add("Cpriv", make(P, "Cpriv", O, s("I1"), says(ACC_PRIVATE, "m", "private"))).add("Cprot", make(P, "Cprot", O, s("I1"), says(ACC_PROTECTED, "m", "protected"))).add("Cpack", make(P, "Cpack", O, s("I1"), says(0, "m", "package"))).add("Cstat", make(P, "Cstat", O, s("I1"), says(ACC_PUBLIC | ACC_STATIC, "m", "static"))).add("Cabs", make(P, "Cabs", O, s("I1"), none(ACC_PUBLIC, "m")));
        for (String c : s("C12", "C13", "C14", "C5", "D12", "Cprot", "Cpack", "Cpriv", "Cstat")) {
            both(c + " through I1", INVOKEINTERFACE, c, "I1", "m", true);
            both(c + " virtual", INVOKEVIRTUAL, c, c, "m", false);
        }
        both("not an implementor", INVOKEINTERFACE, "User0", "I1", "m", true);
        both("static of an interface", INVOKESTATIC, "C12", "I1", "m", true);
        both("absent", INVOKEINTERFACE, "C12", "I1", "nothing", true);
        both("Object's through an interface", INVOKEINTERFACE, "C12", "I1", "toString2", true);
        both("interface as class", INVOKEVIRTUAL, "C12", "I1", "m", true);
        both("class as interface", INVOKEINTERFACE, "C12", "C12", "m", true);
        both("abstract new", INVOKEVIRTUAL, "Cabs", "Cabs", "m", false);

        fresh().add("A", make(P, "A", O, null, says(ACC_PUBLIC | ACC_FINAL, "f", "A.f"), says(ACC_PUBLIC, "v", "A.v"), says(ACC_PUBLIC | ACC_STATIC, "s", "A.s"), says(0, "p", "A.p"), says(ACC_PRIVATE, "q", "A.q"), says(ACC_PRIVATE | ACC_FINAL, "r", "A.r")))
            .add("B1", make(P, "B1", "A", null, says(ACC_PUBLIC, "f", "B.f"))).add("B2", make(P, "B2", "A", null, says(ACC_PUBLIC | ACC_STATIC, "v", "B.v"))).add("B3", make(P, "B3", "A", null, says(ACC_PUBLIC, "s", "B.s"))).add("B4", make(P, "B4", "A", null, says(ACC_PUBLIC, "p", "B.p"), says(ACC_PUBLIC, "q", "B.q"), says(ACC_PUBLIC, "r", "B.r"))).add("B5", make(P, "B5", "A", null, says(ACC_PRIVATE, "v", "B.v"))).add("B6", make(P, "B6", "A", null, none(ACC_PUBLIC, "v")));
        both("final overridden", INVOKEVIRTUAL, "B1", "A", "f", false);
        both("virtual hidden by static", INVOKEVIRTUAL, "B2", "A", "v", false);
        both("static called virtual", INVOKEVIRTUAL, "B2", "B2", "v", false);
        both("virtual called static", INVOKESTATIC, "B3", "B3", "s", false);
        both("static hidden by virtual", INVOKESTATIC, "B3", "A", "s", false);
        both("package overridden", INVOKEVIRTUAL, "B4", "A", "p", false);
        both("private not overridden", INVOKEVIRTUAL, "B4", "A", "q", false);
        both("private final", INVOKEVIRTUAL, "B4", "B4", "r", false);
        both("virtual made private", INVOKEVIRTUAL, "B5", "A", "v", false);
        both("virtual made private, direct", INVOKEVIRTUAL, "B5", "B5", "v", false);
        both("special of a virtual", INVOKESPECIAL, "A", "A", "v", false);
        both("constructor by name", INVOKEVIRTUAL, "A", "A", "clone", false);
        ByteLoader one = l;
        fresh().from(one, "A").add("X", make(P, "X", "A", null, says(ACC_PUBLIC, "p", "X.p"), says(0, "v2", "X"))).add("Y", make(P, "Y", "X", null, says(ACC_PUBLIC, "p", "Y.p")));
        both("package in another loader", INVOKEVIRTUAL, "Y", "X", "p", false);
        Show.of("package in its own loader", () -> { Object y = l.loadClass("Y").getConstructor().newInstance(); var m = one.loadClass("A").getDeclaredMethod("p"); m.setAccessible(true); return m.invoke(y); });
        both("package from another loader", INVOKEVIRTUAL, "Y", "A", "p", false);

        Object[][] constants = {{"absent class", Type.getObjectType("Absent")}, {"hidden class", Type.getObjectType("java/util/Collections$EmptyList")}, {"not exported", Type.getObjectType("jdk/internal/misc/Unsafe")}, {"array of absent", Type.getObjectType("[[LAbsent;")}, {"array of hidden", Type.getObjectType("[Ljava/util/Collections$EmptyList;")}, {"type of absent", Type.getMethodType("(LAbsent;)V")}, {"type of hidden", Type.getMethodType("()Ljava/util/Collections$EmptyList;")}, {"type", Type.getMethodType("(I[J)Ljava/lang/String;")},
            {"handle of absent class", new Handle(H_INVOKESTATIC, "Absent", "m", "()V", false)}, {"handle of absent method", new Handle(H_INVOKESTATIC, "A", "absent", "()V", false)}, {"handle static of virtual", new Handle(H_INVOKESTATIC, "A", "v", "()Ljava/lang/String;", false)}, {"handle virtual of static", new Handle(H_INVOKEVIRTUAL, "A", "s", "()Ljava/lang/String;", false)}, {"handle of private", new Handle(H_INVOKEVIRTUAL, "A", "q", "()Ljava/lang/String;", false)}, {"handle of package method elsewhere", new Handle(H_INVOKEVIRTUAL, "A", "p", "()Ljava/lang/String;", false)}, {"handle interface of class", new Handle(H_INVOKEINTERFACE, "A", "v", "()Ljava/lang/String;", true)}, {"handle virtual of interface", new Handle(H_INVOKEVIRTUAL, "java/lang/Runnable", "run", "()V", true)}, {"handle of constructor", new Handle(H_NEWINVOKESPECIAL, "A", "<init>", "()V", false)}, {"handle of absent constructor", new Handle(H_NEWINVOKESPECIAL, "A", "<init>", "(I)V", false)}, {"handle of absent field", new Handle(H_GETFIELD, "A", "x", "I", false)}, {"handle static of field", new Handle(H_GETSTATIC, "java/awt/Point2", "x", "I", false)}, {"handle of final field", new Handle(H_PUTSTATIC, "java/lang/Integer", "MAX_VALUE", "I", false)}, {"handle of static field", new Handle(H_GETSTATIC, "java/lang/Integer", "MAX_VALUE", "I", false)}, {"handle of static field as instance", new Handle(H_GETFIELD, "java/lang/Integer", "MAX_VALUE", "I", false)}, {"handle special of super", new Handle(H_INVOKESPECIAL, "java/lang/Object", "toString", "()Ljava/lang/String;", false)}, {"handle special elsewhere", new Handle(H_INVOKESPECIAL, "A", "v", "()Ljava/lang/String;", false)}, {"handle of abstract", new Handle(H_INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true)}, {"handle with absent type", new Handle(H_INVOKESTATIC, "A", "s", "(LAbsent;)V", false)}};
        for (Object[] c : constants) {
            String user = "Const" + l.own.size();
            l.add(user, make(P, user, O, null, method(ACC_PUBLIC | ACC_STATIC, "go", "()Ljava/lang/Object;", m -> { m.visitLdcInsn(c[1]); m.visitInsn(ARETURN); })));
            for (int i = 0; i < 2; i++) Show.of("ldc " + c[0], () -> { try { return l.loadClass(user).getMethod("go").invoke(null); } catch (java.lang.reflect.InvocationTargetException e) { throw e.getCause(); } });
        }
        Object[][] ops = {{"new absent", NEW, "Absent"}, {"new abstract", NEW, "java/lang/Number"}, {"new interface", NEW, "java/lang/Runnable"}, {"new hidden", NEW, "java/util/Collections$EmptyList"}, {"instanceof absent", INSTANCEOF, "Absent"}, {"checkcast absent", CHECKCAST, "Absent"}, {"checkcast null of absent", -1, "Absent"}, {"anewarray absent", ANEWARRAY, "Absent"}, {"new not exported", NEW, "sun/security/util/Debug"}, {"checkcast not exported", CHECKCAST, "jdk/internal/misc/Unsafe"}, {"multi absent", -2, "[[LAbsent;"}};
        for (Object[] c : ops) {
            String user = "Op" + l.own.size();
            int op = (Integer) c[1];
            l.add(user, make(P, user, O, null, method(ACC_PUBLIC | ACC_STATIC, "go", "()Ljava/lang/Object;", m -> {
                if (op == INSTANCEOF || op == CHECKCAST) m.visitLdcInsn("x");
                if (op == -1) m.visitInsn(ACONST_NULL);
                if (op == ANEWARRAY || op == -2) m.visitInsn(ICONST_1);
                if (op == -2) { m.visitInsn(ICONST_1); m.visitMultiANewArrayInsn((String) c[2], 2); }
                else m.visitTypeInsn(op == -1 ? CHECKCAST : op, (String) c[2]);
                if (op == INSTANCEOF || op == NEW) { m.visitInsn(POP); m.visitInsn(ACONST_NULL); }
                m.visitInsn(ARETURN);
            })));
            for (int i = 0; i < 2; i++) Show.of((String) c[0], () -> { try { return l.loadClass(user).getMethod("go").invoke(null); } catch (java.lang.reflect.InvocationTargetException e) { throw e.getCause(); } });
        }
    }
}
