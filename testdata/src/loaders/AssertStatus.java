import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** Assertion status by loader, package, class; nested classes; after initialization; cleared; what javac's $assertionsDisabled sees. */
public class AssertStatus {
    static byte[] make(String name) {
        ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cw.visit(V17, ACC_PUBLIC, name, null, "java/lang/Object", null);
        cw.visitField(ACC_PUBLIC | ACC_STATIC, "status", "Z", null, null).visitEnd();
        MethodVisitor m = cw.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        m.visitCode();
        m.visitLdcInsn(Type.getObjectType(name));
        m.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Class", "desiredAssertionStatus", "()Z", false);
        m.visitFieldInsn(PUTSTATIC, name, "status", "Z");
        m.visitInsn(RETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
        cw.visitEnd();
        return cw.toByteArray();
    }
    static final String[] NAMES = {"a.b.C", "a.b.C$In", "a.b.D", "a.b.c.E", "a.F", "G", "G$H"};
    static ByteLoader fresh() {
        ByteLoader l = new ByteLoader("asserting", AssertStatus.class.getClassLoader());
        for (String n : NAMES) l.add(n, make(n.replace('.', '/')));
        return l;
    }
    static void show(String what, ByteLoader l) throws Exception {
        StringBuilder b = new StringBuilder(what + ":");
        for (String n : NAMES) {
            Class<?> k = Class.forName(n, true, l);
            b.append(' ').append(n).append('=').append(k.getField("status").getBoolean(null) ? "on" : "off").append(k.desiredAssertionStatus() ? "/on" : "/off");
        }
        System.out.println(b);
    }
    public static void main(String[] args) throws Exception {
        show("as started", fresh());
        ByteLoader l = fresh();
        l.setDefaultAssertionStatus(true);
        show("default on", l);
        l.setDefaultAssertionStatus(false);
        show("default off again", l);
        l = fresh();
        l.setPackageAssertionStatus("a.b", true);
        show("package a.b", l);
        l = fresh();
        l.setPackageAssertionStatus("a", true);
        l.setPackageAssertionStatus("a.b.c", false);
        show("package a without a.b.c", l);
        l = fresh();
        l.setPackageAssertionStatus(null, true);
        show("unnamed package", l);
        l = fresh();
        l.setClassAssertionStatus("a.b.C", true);
        l.setClassAssertionStatus("G$H", false);
        l.setDefaultAssertionStatus(true);
        l.setPackageAssertionStatus("a.b", false);
        show("class against package", l);
        l.clearAssertionStatus();
        show("cleared", l);
        l = fresh();
        l.clearAssertionStatus();
        l.setClassAssertionStatus("a.F", true);
        show("cleared first", l);
        System.out.println(String.class.desiredAssertionStatus() + " " + int.class.desiredAssertionStatus() + " " + AssertStatus[].class.desiredAssertionStatus() + " " + AssertStatus.class.desiredAssertionStatus() + " " + Runnable.class.desiredAssertionStatus() + " " + java.sql.Driver.class.desiredAssertionStatus());
        ClassLoader.getSystemClassLoader().setClassAssertionStatus("Asserts", true);
        System.out.println(Class.forName("Asserts", false, ClassLoader.getSystemClassLoader()).desiredAssertionStatus() + " " + AssertStatus.class.desiredAssertionStatus());
    }
}
