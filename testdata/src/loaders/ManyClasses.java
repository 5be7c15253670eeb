import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** 1500 classes in one loader, a chain of 60 superclasses, a class of 300 interfaces, 2000 methods, 3000 fields, a huge switch; arrays of 255 dimensions. */
public class ManyClasses {
    static final String O = "java/lang/Object";
    interface Fill { void fill(ClassWriter cw); }
    static byte[] make(int access, String name, String parent, String[] interfaces, Fill f) {
        ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cw.visit(V17, access, name, null, parent, interfaces);
        f.fill(cw);
        cw.visitEnd();
        return cw.toByteArray();
    }
    static void number(ClassWriter cw, int access, String name, int n) {
        MethodVisitor m = cw.visitMethod(access, name, "()I", null, null);
        m.visitCode();
        m.visitLdcInsn(n);
        m.visitInsn(IRETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
    static void init(ClassWriter cw, String parent) {
        MethodVisitor m = cw.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
        m.visitCode(); m.visitVarInsn(ALOAD, 0); m.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "()V", false); m.visitInsn(RETURN); m.visitMaxs(0, 0); m.visitEnd();
    }
    public static void main(String[] args) throws Exception {
        ByteLoader l = new ByteLoader("many", ManyClasses.class.getClassLoader());
        for (int i = 0; i < 1500; i++) { int n = i; l.add("p" + i % 50 + ".K" + i, make(ACC_PUBLIC | ACC_SUPER, "p" + i % 50 + "/K" + i, O, null, cw -> number(cw, ACC_PUBLIC | ACC_STATIC, "n", n))); }
        long sum = 0;
        for (String n : List.copyOf(l.own.keySet())) sum += (Integer) l.loadClass(n).getMethod("n").invoke(null);
        System.out.println(sum + " " + l.getDefinedPackages().length);
        for (int i = 0; i < 60; i++) { int n = i; String parent = i == 0 ? O : "Chain" + (i - 1); l.add("Chain" + i, make(ACC_PUBLIC | ACC_SUPER, "Chain" + i, parent, null, cw -> { init(cw, parent); number(cw, ACC_PUBLIC, "m" + n, n); if (n % 10 == 0) number(cw, ACC_PUBLIC, "same", n); })); }
        Class<?> last = l.loadClass("Chain59");
        Object o = last.getConstructor().newInstance();
        System.out.println(last.getMethod("m0").invoke(o) + " " + last.getMethod("same").invoke(o) + " " + last.getMethods().length + " " + l.loadClass("Chain0").isInstance(o) + l.loadClass("Chain50").isAssignableFrom(last));
        String[] all = new String[300];
        for (int i = 0; i < 300; i++) { int n = i; all[i] = "Itf" + i; l.add("Itf" + i, make(ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT, "Itf" + i, O, i == 0 ? null : new String[] {"Itf" + (i - 1) / 2}, cw -> number(cw, ACC_PUBLIC, "d" + n, n))); }
        l.add("Wide", make(ACC_PUBLIC | ACC_SUPER, "Wide", O, all, cw -> init(cw, O)));
        Object w = l.loadClass("Wide").getConstructor().newInstance();
        int total = 0;
        for (int i = 0; i < 300; i++) total += (Integer) l.loadClass("Itf" + i).getMethod("d" + i).invoke(w);
        System.out.println(total + " " + w.getClass().getInterfaces().length + " " + w.getClass().getMethods().length);
        l.add("Big", make(ACC_PUBLIC | ACC_SUPER, "Big", O, null, cw -> {
            init(cw, O);
            for (int i = 0; i < 2000; i++) number(cw, ACC_PUBLIC | (i % 2 == 0 ? ACC_STATIC : 0), "m" + i, i);
            for (int i = 0; i < 3000; i++) cw.visitField(ACC_PUBLIC | (i % 3 == 0 ? ACC_STATIC : 0), "f" + i, new String[] {"I", "J", "B", "Ljava/lang/String;", "D"}[i % 5], null, null).visitEnd();
            MethodVisitor m = cw.visitMethod(ACC_PUBLIC | ACC_STATIC, "sw", "(I)I", null, null);
            m.visitCode();
            Label[] ls = new Label[3000];
            for (int i = 0; i < ls.length; i++) ls[i] = new Label();
            Label d = new Label();
            m.visitVarInsn(ILOAD, 0);
            m.visitTableSwitchInsn(-5, ls.length - 6, d, ls);
            for (int i = 0; i < ls.length; i++) { m.visitLabel(ls[i]); m.visitFrame(F_SAME, 0, null, 0, null); m.visitLdcInsn(i * 7); m.visitInsn(IRETURN); }
            m.visitLabel(d); m.visitFrame(F_SAME, 0, null, 0, null); m.visitInsn(ICONST_M1); m.visitInsn(IRETURN);
            m.visitMaxs(0, 0);
            m.visitEnd();
        }));
        Class<?> big = l.loadClass("Big");
        Object bo = big.getConstructor().newInstance();
        long t = 0;
        for (int i = 0; i < 2000; i += 37) t += (Integer) big.getMethod("m" + i).invoke(bo);
        for (int i = 0; i < 3000; i += 5) big.getField("f" + i).setInt(bo, i);
        for (int i = 0; i < 3000; i += 5) t += big.getField("f" + i).getInt(bo);
        System.out.println(t + " " + big.getDeclaredMethods().length + " " + big.getDeclaredFields().length + " " + big.getMethod("sw", int.class).invoke(null, 2994) + big.getMethod("sw", int.class).invoke(null, -5) + big.getMethod("sw", int.class).invoke(null, 3000));
        Class<?> deep = Class.forName("[".repeat(255) + "I");
        Show.of("deep", () -> deep.getName().length() + " " + java.lang.reflect.Array.newInstance(deep.componentType(), 2).getClass().getName().length());
    }
}
