import java.lang.invoke.*;
import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** JVMS 5.4.3.3, 5.4.3.4 and 5.4.6 as a table. A method named like a protected or public method of Object, or like none, is declared
 * in interface Root, in Mid that extends it, in class Impl that implements Mid: absent, abstract, default, private, static, protected.
 * Then it is called by every instruction, method handle, reflection and JNI. A letter says whose method ran (O: Object's). */
public class InterfaceMethods {
    static String ran;
    static final Thread MAIN = Thread.currentThread();
    /** The methods made here call this. The finalizer thread calls some of them too. */
    public static void ran(String who) { if (Thread.currentThread() == MAIN) ran = who; }
    static native void jni(Class<?> k, String name, String descriptor, boolean isStatic, Object receiver);

    static final Map<String, Integer> KINDS = Map.of("abstract", ACC_PUBLIC | ACC_ABSTRACT, "default", ACC_PUBLIC, "public", ACC_PUBLIC, "private", ACC_PRIVATE,
        "static", ACC_PUBLIC | ACC_STATIC, "pstatic", ACC_PRIVATE | ACC_STATIC, "protected", ACC_PROTECTED, "package", 0);

    static ClassWriter begin(String name, int access, String... interfaces) {
        ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cw.visit(V17, ACC_PUBLIC | access, name, null, "java/lang/Object", interfaces);
        if ((access & ACC_INTERFACE) == 0)
            body(cw, ACC_PUBLIC, "<init>", "()V", m -> { m.visitVarInsn(ALOAD, 0); m.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false); });
        return cw;
    }
    static void body(ClassWriter cw, int access, String name, String descriptor, java.util.function.Consumer<MethodVisitor> code) {
        MethodVisitor m = cw.visitMethod(access, name, descriptor, null, null);
        if ((access & ACC_ABSTRACT) == 0) {
            m.visitCode();
            code.accept(m);
            boolean nothing = descriptor.endsWith("V");
            if (!nothing) m.visitInsn(ACONST_NULL);
            m.visitInsn(nothing ? RETURN : ARETURN);
            m.visitMaxs(0, 0);
        }
        m.visitEnd();
    }
    static void declare(ClassWriter cw, String who, String kind, String name, String descriptor) {
        if (KINDS.containsKey(kind))
            body(cw, KINDS.get(kind), name, descriptor, m -> { m.visitLdcInsn(who); m.visitMethodInsn(INVOKESTATIC, "InterfaceMethods", "ran", "(Ljava/lang/String;)V", false); });
    }
    static void call(ClassWriter cw, String name, int op, String owner, String method, String descriptor, boolean itf) {
        body(cw, ACC_PUBLIC | ACC_STATIC, name, "(LImpl;)V", m -> {
            if (op != INVOKESTATIC) m.visitVarInsn(ALOAD, 0);
            m.visitMethodInsn(op, owner, method, descriptor, itf);
            if (!descriptor.endsWith("V")) m.visitInsn(POP);
        });
    }

    interface Body { void run() throws Throwable; }
    static StringBuilder line;
    static String row;
    static final Map<String, String> texts = new LinkedHashMap<>();
    static void probe(String probe, Body body) {
        ran = "O";
        String result;
        try {
            body.run();
            result = ran;
        } catch (Throwable t) {
            if (t instanceof java.lang.reflect.InvocationTargetException e) t = e.getCause();
            String text = Show.neutral(t);
            for (Throwable c = t.getCause(); c != null; c = c.getCause()) text += " <- " + Show.neutral(c);
            if (!row.startsWith("own") || !(t instanceof AbstractMethodError)) texts.putIfAbsent(text, row + " " + probe);
            result = t.getClass().getSimpleName().replaceAll("[a-z]", "");
        }
        line.append(' ').append(result);
    }
    static Class<?> k(ByteLoader l, String name) throws ClassNotFoundException { return l.loadClass(name); }

    static void row(String name, String descriptor, String root, String mid, String impl) throws Throwable {
        row = name + " " + root + " " + mid + " " + impl;
        line = new StringBuilder(row).append(':');
        ClassWriter r = begin("Root", ACC_INTERFACE | ACC_ABSTRACT), m = begin("Mid", ACC_INTERFACE | ACC_ABSTRACT, "Root"), i = begin("Impl", 0, "Mid"), c = begin("Call", 0);
        declare(r, "R", root, name, descriptor);
        declare(m, "M", mid, name, descriptor);
        declare(i, "I", impl, name, descriptor);
        call(i, "special", INVOKESPECIAL, "Mid", name, descriptor, true);
        for (String o : new String[] {"Root", "Mid"}) {
            call(c, "interface" + o, INVOKEINTERFACE, o, name, descriptor, true);
            call(c, "static" + o, INVOKESTATIC, o, name, descriptor, true);
        }
        call(c, "virtualImpl", INVOKEVIRTUAL, "Impl", name, descriptor, false);
        call(c, "staticImpl", INVOKESTATIC, "Impl", name, descriptor, false);
        MethodVisitor v = c.visitMethod(ACC_PUBLIC | ACC_STATIC, "constant", "()Ljava/lang/invoke/MethodHandle;", null, null);
        v.visitCode();
        v.visitLdcInsn(new Handle(H_INVOKEINTERFACE, "Mid", name, descriptor, true));
        v.visitInsn(ARETURN);
        v.visitMaxs(0, 0);
        v.visitEnd();
        ByteLoader l = new ByteLoader("made", InterfaceMethods.class.getClassLoader());
        l.add("Root", r.toByteArray()).add("Mid", m.toByteArray()).add("Impl", i.toByteArray()).add("Call", c.toByteArray());
        Object o = k(l, "Impl").getConstructor().newInstance();
        for (String call : new String[] {"interfaceRoot", "interfaceMid", "virtualImpl", "staticRoot", "staticMid", "staticImpl"})
            probe(call, () -> k(l, "Call").getMethod(call, o.getClass()).invoke(null, o));
        probe("special", () -> o.getClass().getMethod("special", o.getClass()).invoke(null, o));
        line.append(" |");
        MethodType type = MethodType.fromMethodDescriptorString(descriptor, null);
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(k(l, "Call"), MethodHandles.lookup()), inside = MethodHandles.privateLookupIn(k(l, "Impl"), MethodHandles.lookup());
        for (String owner : new String[] {"Root", "Mid", "Impl"})
            probe("findVirtual" + owner, () -> lookup.findVirtual(k(l, owner), name, type).invoke(o));
        for (String owner : new String[] {"Mid", "Impl"})
            probe("findStatic" + owner, () -> lookup.findStatic(k(l, owner), name, type).invoke());
        probe("findSpecial", () -> inside.findSpecial(k(l, "Mid"), name, type, k(l, "Impl")).invoke(o));
        probe("constant", () -> ((MethodHandle) k(l, "Call").getMethod("constant").invoke(null)).invoke(o));
        line.append(" |");
        for (String owner : new String[] {"Root", "Mid", "Impl"})
            probe("reflect" + owner, () -> k(l, owner).getMethod(name).invoke(o));
        line.append(" |");
        for (String owner : new String[] {"Root", "Mid", "Impl"})
            probe("jni" + owner, () -> jni(k(l, owner), name, descriptor, false, o));
        for (String owner : new String[] {"Root", "Mid", "Impl"})
            probe("jniStatic" + owner, () -> jni(k(l, owner), name, descriptor, true, o));
        System.out.println(line);
    }

    public static void main(String[] args) throws Throwable {
        System.loadLibrary("jnitest");
        String[][] names = {{"clone", "()Ljava/lang/Object;"}, {"finalize", "()V"}, {"toString", "()Ljava/lang/String;"}, {"own", "()Ljava/lang/Object;"}};
        System.out.println("name Root Mid Impl: invokeinterface R M, invokevirtual I, invokestatic R M I, invokespecial M | findVirtual R M I, findStatic M I, findSpecial M, constant M | reflection R M I | JNI R M I, static R M I");
        for (String[] name : names)
            for (String root : new String[] {"-", "abstract", "default", "private", "static", "pstatic"})
                for (String mid : new String[] {"-", "abstract", "default"}) {
                    if (name[0].equals("finalize") && !mid.equals("-")) continue;
                    for (String impl : new String[] {"-", "public", "protected", "private", "static"}) {
                        // javac refuses these, and HotSpot's ways to call them differ among themselves
                        boolean hidden = impl.equals("private") || impl.equals("static");
                        if (name[0].equals("toString") && impl.equals("protected") || name[0].equals("own") && hidden && mid.equals("abstract")) continue;
                        row(name[0], name[1], root, mid, impl);
                    }
                }
        System.out.println();
        texts.forEach((text, where) -> System.out.println(where + ": " + text));
    }
}
