import java.lang.invoke.*;
import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** Dynamic constants of every type, nested in arguments of others, conflicting with their type, in wide forms; each asked twice. */
public class CondyCorners {
    static int calls;
    public static Object any(MethodHandles.Lookup l, String name, Class<?> t, Object... args) { calls++; return t == int.class ? (Object) 7 : t == long.class ? (Object) (1L << 40) : t == double.class ? (Object) 2.5 : t == float.class ? (Object) 1.5f : t == boolean.class ? (Object) true : t == char.class ? (Object) 'c' : t == short.class ? (Object) (short) -3 : t == byte.class ? (Object) (byte) -4 : t == int[].class ? new int[args.length + 1] : t == String.class ? name + Arrays.toString(args) : t == Class.class ? List.class : null; }
    public static Object wrong(MethodHandles.Lookup l, String name, Class<?> t) { calls++; return "a string"; }
    static final String B = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;";
    static ConstantDynamic c(String name, String type, Object... args) { return new ConstantDynamic(name, type, new Handle(H_INVOKESTATIC, "CondyCorners", "any", B + "[Ljava/lang/Object;)Ljava/lang/Object;", false), args); }
    static ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    static List<String> names = new ArrayList<>();
    static void method(String name, String type, Object constant) {
        names.add(name);
        MethodVisitor m = cw.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "()" + type, null, null);
        m.visitCode();
        m.visitLdcInsn(constant);
        m.visitInsn(Type.getType(type).getOpcode(IRETURN));
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
    public static void main(String[] args) throws Exception {
        cw.visit(V17, ACC_PUBLIC, "Made", null, "java/lang/Object", null);
        for (String t : new String[] {"I", "J", "D", "F", "Z", "C", "S", "B", "[I", "Ljava/lang/String;", "Ljava/lang/Class;", "Ljava/lang/Object;", "Ljava/lang/Runnable;"}) method("t" + t.replaceAll("[^A-Za-z]", "_"), t, c("n", t));
        method("nested", "Ljava/lang/String;", c("outer", "Ljava/lang/String;", c("inner", "I"), c("inner2", "Ljava/lang/String;", c("deepest", "J"), "text"), 5, Type.INT_TYPE.getDescriptor()));
        Object chain = c("end", "I");
        for (int i = 0; i < 60; i++) chain = c("n" + i, "Ljava/lang/String;", chain);
        method("chain", "Ljava/lang/String;", chain);
        method("wrong", "Ljava/lang/Integer;", new ConstantDynamic("x", "Ljava/lang/Integer;", new Handle(H_INVOKESTATIC, "CondyCorners", "wrong", B + ")Ljava/lang/Object;", false)));
        method("wrongInt", "I", new ConstantDynamic("x", "I", new Handle(H_INVOKESTATIC, "CondyCorners", "wrong", B + ")Ljava/lang/Object;", false)));
        method("absentType", "Ljava/lang/Object;", c("x", "LAbsent;"));
        method("absentMethod", "Ljava/lang/Object;", new ConstantDynamic("x", "Ljava/lang/Object;", new Handle(H_INVOKESTATIC, "CondyCorners", "nothing", B + ")Ljava/lang/Object;", false)));
        method("absentArgument", "Ljava/lang/Object;", c("x", "Ljava/lang/Object;", Type.getObjectType("Absent")));
        for (int i = 0; i < 300; i++) cw.newConst("filler" + i);
        method("wide", "J", c("late", "J"));
        method("wide2", "Ljava/lang/String;", c("late", "Ljava/lang/String;"));
        cw.visitEnd();
        Class<?> k = new ByteLoader("made", CondyCorners.class.getClassLoader()).define("Made", cw.toByteArray());
        for (String n : names)
            for (int i = 0; i < 2; i++) {
                calls = 0;
                Show.of(n, () -> { try { Object r = k.getMethod(n).invoke(null); String t = r instanceof int[] a ? "int[" + a.length + "]" : r instanceof Character ch ? "c" + (int) ch : String.valueOf(r); return t.length() > 200 ? t.length() : t; } catch (java.lang.reflect.InvocationTargetException e) { throw e.getCause(); } });
                System.out.println("  calls " + calls);
            }
    }
}
