import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** JVMS 5.3.4: one name, two classes. Methods and fields between loaders that don't agree on a type are refused at linkage. */
public class LoaderConstraints {
    static byte[] make(String name, String parent, String[] interfaces, int access, Object... members) {
        ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cw.visit(V17, ACC_PUBLIC | access, name, null, parent, interfaces);
        if ((access & ACC_INTERFACE) == 0) {
            MethodVisitor m = cw.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
            m.visitCode();
            m.visitVarInsn(ALOAD, 0);
            m.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "()V", false);
            m.visitInsn(RETURN);
            m.visitMaxs(0, 0);
            m.visitEnd();
        }
        for (Object x : members) ((java.util.function.Consumer<ClassWriter>) x).accept(cw);
        cw.visitEnd();
        return cw.toByteArray();
    }
    static Object method(int access, String name, String desc, Object... calls) {
        return (java.util.function.Consumer<ClassWriter>) cw -> {
            MethodVisitor m = cw.visitMethod(access, name, desc, null, null);
            if ((access & ACC_ABSTRACT) == 0) {
                m.visitCode();
                for (Object c : calls) ((java.util.function.Consumer<MethodVisitor>) c).accept(m);
                String r = desc.substring(desc.indexOf(')') + 1);
                if (r.equals("V")) m.visitInsn(RETURN);
                else { m.visitInsn(ACONST_NULL); m.visitInsn(ARETURN); }
                m.visitMaxs(0, 0);
            }
            m.visitEnd();
        };
    }
    static Object field(int access, String name, String desc) { return (java.util.function.Consumer<ClassWriter>) cw -> cw.visitField(access, name, desc, null, null).visitEnd(); }
    static Object call(int op, String owner, String name, String desc, boolean itf) {
        return (java.util.function.Consumer<MethodVisitor>) m -> {
            if (op != INVOKESTATIC) { m.visitTypeInsn(NEW, P + "Target"); m.visitInsn(DUP); m.visitMethodInsn(INVOKESPECIAL, P + "Target", "<init>", "()V", false); }
            for (Type t : Type.getArgumentTypes(desc)) m.visitInsn(t.getSort() == Type.INT ? ICONST_0 : ACONST_NULL);
            m.visitMethodInsn(op, owner, name, desc, itf);
            if (!desc.endsWith("V")) m.visitInsn(POP);
        };
    }
    static Object get(String owner, String name, String desc) { return (java.util.function.Consumer<MethodVisitor>) m -> { m.visitFieldInsn(GETSTATIC, owner, name, desc); m.visitInsn(POP); }; }
    static Object touch(String owner) { return (java.util.function.Consumer<MethodVisitor>) m -> { m.visitLdcInsn(Type.getObjectType(owner)); m.visitInsn(POP); }; }

    /** The package of the classes, with slashes and with dots, and the descriptor of Thing. */
    static String P, N, T;
    static ByteLoader one, two;
    /** `one` has Thing and Target; `two` has its own Thing and User, and gets Target from `one`. */
    static void loaders(byte[] target, byte[] user, String... shared) {
        byte[] thing = make(P + "Thing", "java/lang/Object", null, 0);
        one = new ByteLoader("one", null).add(N + "Thing", thing).add(N + "Target", target);
        two = new ByteLoader("two", null).add(N + "Thing", thing).add(N + "User", user).from(one, N + "Target").from(one, shared);
    }
    static Object run(String name) throws Throwable {
        try {
            Class<?> k = two.loadClass(N + "User");
            return k.getMethod(name).invoke(null);
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
        }
    }
    static final int PS = ACC_PUBLIC | ACC_STATIC;

    public static void main(String[] args) throws Throwable {
        for (String p : new String[] {"", "test/", "some/where/"}) {
            P = p;
            N = p.replace('/', '.');
            T = "L" + p + "Thing;";
            all();
        }
    }
    static void all() throws Throwable {
        Object[] methods = {method(PS, "result", "()" + T), method(PS, "takes", "(I[[" + T + ")V"), method(ACC_PUBLIC, "virtual", "(" + T + ")" + T), field(PS, "thing", T), field(PS, "array", "[" + T)};
        byte[] target = make(P + "Target", "java/lang/Object", null, 0, methods);
        String t = "()V";
        Object[] uses = {method(PS, "result", t, touch(P + "Thing"), call(INVOKESTATIC, P + "Target", "result", "()" + T, false)), method(PS, "takes", t, touch(P + "Thing"), call(INVOKESTATIC, P + "Target", "takes", "(I[[" + T + ")V", false)), method(PS, "virtual", t, touch(P + "Thing"), call(INVOKEVIRTUAL, P + "Target", "virtual", "(" + T + ")" + T, false)), method(PS, "getThing", t, touch(P + "Thing"), get(P + "Target", "thing", T)), method(PS, "getArray", t, touch(P + "Thing"), get(P + "Target", "array", "[" + T))};
        byte[] user = make(P + "User", "java/lang/Object", null, 0, uses);
        for (String name : new String[] {"result", "takes", "virtual", "getThing", "getArray"}) {
            loaders(target, user);
            one.loadClass(N + "Thing");
            Show.of(name, () -> run(name));
            Show.of(name + " again", () -> run(name));
        }
        // the constraint comes first, then the second class of the name is refused
        byte[] lazy = make(P + "User", "java/lang/Object", null, 0, method(PS, "go", t, call(INVOKESTATIC, P + "Target", "result", "()" + T, false)), method(PS, "go2", t, touch(P + "Thing")));
        loaders(target, lazy);
        Show.of("constraint first", () -> run("go"));
        Show.of("one's Thing", () -> one.loadClass(N + "Thing").getClassLoader().getName());
        Show.of("two's Thing", () -> two.loadClass(N + "Thing"));
        Show.of("two's Thing again", () -> run("go2"));
        loaders(target, lazy);
        Show.of("constraint first, other order", () -> run("go"));
        Show.of("two's Thing first", () -> two.loadClass(N + "Thing").getClassLoader().getName());
        Show.of("one's Thing second", () -> one.loadClass(N + "Thing"));
        loaders(target, lazy, N + "Thing");
        Show.of("agreeing", () -> run("go") + " " + (two.loadClass(N + "Thing") == one.loadClass(N + "Thing")));
        // overriding and implementing
        loaders(target, make(P + "User", P + "Target", null, 0, method(ACC_PUBLIC, "virtual", "(" + T + ")" + T), method(PS, "go", t)));
        one.loadClass(N + "Thing"); two.loadClass(N + "Thing");
        Show.of("overriding", () -> run("go"));
        byte[] itf = make(P + "Target", "java/lang/Object", null, ACC_INTERFACE | ACC_ABSTRACT, method(ACC_PUBLIC | ACC_ABSTRACT, "m", "(" + T + ")V"));
        loaders(itf, make(P + "User", "java/lang/Object", new String[] {P + "Target"}, 0, method(ACC_PUBLIC, "m", "(" + T + ")V"), method(PS, "go", t)));
        one.loadClass(N + "Thing"); two.loadClass(N + "Thing");
        Show.of("implementing", () -> run("go"));
        loaders(itf, make(P + "User", "java/lang/Object", new String[] {P + "Target"}, 0, method(ACC_PUBLIC, "m", "(" + T + ")V"), method(PS, "go", t)));
        Show.of("implementing first", () -> run("go"));
        Show.of("then one's Thing", () -> one.loadClass(N + "Thing").getClassLoader().getName());
        Show.of("then two's Thing", () -> two.loadClass(N + "Thing"));
        loaders(itf, make(P + "User", "java/lang/Object", null, 0, method(PS, "go", t, (java.util.function.Consumer<MethodVisitor>) m -> { m.visitInsn(ACONST_NULL); m.visitInsn(ACONST_NULL); m.visitMethodInsn(INVOKEINTERFACE, P + "Target", "m", "(" + T + ")V", true); })));
        one.loadClass(N + "Thing"); two.loadClass(N + "Thing");
        Show.of("interface call", () -> run("go"));
        Show.of("types of a handle", () -> { loaders(target, user); one.loadClass(N + "Thing"); Class<?> u = two.loadClass(N + "User"); return java.lang.invoke.MethodHandles.lookup().findStatic(one.loadClass(N + "Target"), "result", java.lang.invoke.MethodType.methodType(two.loadClass(N + "Thing"))); });
    }
}
