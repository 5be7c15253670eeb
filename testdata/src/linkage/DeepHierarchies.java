import static jdk.internal.org.objectweb.asm.Opcodes.*;
import jdk.internal.org.objectweb.asm.*;
import java.util.*;

/** Chains of superclasses and of superinterfaces: loading, initialization, instanceof, fields. HotSpot falls at 3000 classes, tests/limits_test.py has more. */
public class DeepHierarchies {
    static byte[] klass(int access, String name, String sup, String... interfaces) {
        ClassWriter w = new ClassWriter(0);
        w.visit(V17, access, name, null, sup, interfaces);
        if ((access & ACC_INTERFACE) == 0) {
            var v = w.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
            v.visitVarInsn(ALOAD, 0); v.visitMethodInsn(INVOKESPECIAL, sup, "<init>", "()V", false); v.visitInsn(RETURN); v.visitMaxs(1, 1);
        }
        var f = w.visitField(ACC_PUBLIC | ACC_STATIC | ACC_FINAL, "f" + name, "Ljava/lang/Object;", null, null);
        var v = w.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        v.visitTypeInsn(NEW, "java/lang/Object"); v.visitInsn(DUP); v.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        v.visitFieldInsn(PUTSTATIC, name, "f" + name, "Ljava/lang/Object;");
        v.visitInsn(RETURN); v.visitMaxs(2, 0);
        if (name.endsWith("x0")) { var d = w.visitMethod(ACC_PUBLIC, "hello", "()I", null, null); d.visitIntInsn(BIPUSH, 42); d.visitInsn(IRETURN); d.visitMaxs(1, 1); }
        return w.toByteArray();
    }
    static ByteLoader loader;
    static void chain(String kind, int n, boolean iface, boolean inOrder) throws Exception {
        ByteLoader l = new ByteLoader("l", DeepHierarchies.class.getClassLoader());
        String p = kind + "x";
        if (iface) l.add(p + 0, klass(ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT, p + 0, "java/lang/Object"));
        else l.add(p + 0, klass(ACC_PUBLIC, p + 0, "java/lang/Object"));
        for (int i = 1; i <= n; i++)
            if (iface) l.add(p + i, klass(ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT, p + i, "java/lang/Object", p + (i - 1)));
            else l.add(p + i, klass(ACC_PUBLIC, p + i, p + (i - 1)));
        Class<?>[] top = new Class<?>[1];
        String what = kind + n + (inOrder ? " in order" : "");
        if (inOrder) Show.of(what + " load", () -> { for (int i = 0; i <= n; i++) top[0] = l.loadClass(p + i); return "done"; });
        else Show.of(what + " load", () -> { top[0] = l.loadClass(p + n); return "done"; });
        if (top[0] == null) return;
        Class<?> k = top[0];
        if (iface) {
            l.add("Impl" + p, klass(ACC_PUBLIC, "Impl" + p, "java/lang/Object", p + n));
            Class<?>[] im = new Class<?>[1];
            Show.of(what + " impl", () -> { im[0] = l.loadClass("Impl" + p); Object o = im[0].getConstructor().newInstance(); return l.loadClass(p + 0).isInstance(o); });
        } else {
            Show.of(what + " new", () -> { Object o = k.getConstructor().newInstance(); return l.loadClass(p + 0).isInstance(o); });
            Show.of(what + " hello", () -> k.getMethod("hello").invoke(k.getConstructor().newInstance()));
        }
        Show.of(what + " field", () -> k.getField("f" + p + 0).get(null) != null);
        Show.of(what + " nofield", () -> k.getField("nothing"));
        Show.of(what + " assign", () -> l.loadClass(p + 0).isAssignableFrom(k) + " " + k.isAssignableFrom(l.loadClass(p + 0)));
        System.gc();
        loader = l;
    }
    /** n interfaces, each of which extends two of the level above: 2^n ways to the first. */
    static void diamonds(int n) throws Exception {
        ByteLoader l = new ByteLoader("l", DeepHierarchies.class.getClassLoader());
        int access = ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT;
        for (String side : new String[] {"a", "b"}) {
            l.add(side + 0, klass(access, side + 0, "java/lang/Object"));
            for (int i = 1; i <= n; i++) l.add(side + i, klass(access, side + i, "java/lang/Object", "a" + (i - 1), "b" + (i - 1)));
        }
        l.add("d", klass(ACC_PUBLIC, "d", "java/lang/Object", "a" + n, "b" + n));
        Class<?> k = l.loadClass("d");
        Show.of("diamonds new", () -> l.loadClass("b0").isInstance(k.getConstructor().newInstance()));
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            chain(args[0], Integer.parseInt(args[1]), args[0].equals("i"), true);
        } else {
            chain("c", 500, false, true);
            chain("i", 500, true, true);
            chain("c", 20000, false, false);
            chain("i", 20000, true, false);
            diamonds(18);
        }
        System.gc();
        loader = null;
        System.gc();
        System.out.println("end");
    }
}
