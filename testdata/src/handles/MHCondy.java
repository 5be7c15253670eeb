import java.lang.invoke.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** Dynamic constants, method-handle and method-type constants, invokedynamic with odd bootstrap methods, recorded errors.
 * Runs with --add-exports java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED. */
public class MHCondy {
    static int calls;
    public static Object make(MethodHandles.Lookup l, String name, Class<?> type, Object... args) {
        calls++;
        return name + " " + type.getSimpleName() + java.util.Arrays.toString(args);
    }
    public static int makeInt(MethodHandles.Lookup l, String name, Class<?> type) { calls++; return name.length(); }
    public static long makeLong(MethodHandles.Lookup l, String name, Class<?> type, long base) { calls++; return base * 2; }
    public static boolean makeBoolean(MethodHandles.Lookup l, String name, Class<?> type) { calls++; return true; }
    public static byte makeByte(MethodHandles.Lookup l, String name, Class<?> type) { calls++; return -5; }
    public static double makeDouble(MethodHandles.Lookup l, String name, Class<?> type) { calls++; return 2.5; }
    public static Object makeNull(MethodHandles.Lookup l, String name, Class<?> type) { calls++; return null; }
    public static Object fail(MethodHandles.Lookup l, String name, Class<?> type) throws Exception { calls++; throw new java.io.IOException("condy failed"); }
    public static Object failError(MethodHandles.Lookup l, String name, Class<?> type) { calls++; throw new NoSuchFieldError("from bsm"); }
    public static Object failOther(MethodHandles.Lookup l, String name, Class<?> type) { calls++; throw new OutOfMemoryError("mine"); }
    public static CallSite link(MethodHandles.Lookup l, String name, MethodType type, Object... args) throws Exception {
        calls++;
        String text = name + type + java.util.Arrays.toString(args);
        return new ConstantCallSite(MethodHandles.dropArguments(MethodHandles.constant(String.class, text), 0, type.parameterList()).asType(type));
    }
    public static CallSite linkOne(MethodHandles.Lookup l, String name, MethodType type, Object arg) {
        calls++;
        return new ConstantCallSite(MethodHandles.constant(String.class, name + "=" + arg));
    }
    public static CallSite linkArray(MethodHandles.Lookup l, String name, MethodType type, int[] arg) {
        calls++;
        return new ConstantCallSite(MethodHandles.constant(String.class, name + "=" + arg.length));
    }
    public static CallSite linkMutable(MethodHandles.Lookup l, String name, MethodType type) {
        calls++;
        return site = new MutableCallSite(MethodHandles.constant(String.class, "first"));
    }
    static MutableCallSite site;
    public static CallSite linkFail(MethodHandles.Lookup l, String name, MethodType type) throws Exception { calls++; throw new Exception("no link"); }
    public static CallSite linkNull(MethodHandles.Lookup l, String name, MethodType type) { calls++; return null; }
    public static CallSite linkWrongType(MethodHandles.Lookup l, String name, MethodType type) { calls++; return new ConstantCallSite(MethodHandles.constant(int.class, 3)); }
    public static Object linkNoSite(MethodHandles.Lookup l, String name, MethodType type) { calls++; return "no site"; }
    public static int[] array() { return new int[4]; }
    public static Object invokeIt(MethodHandles.Lookup l, String name, Class<?> type, MethodHandle h) throws Throwable { calls++; return h.invoke(); }
    public int field = 21;
    public static int sfield = 22;
    public MHCondy() { }
    public String inst(int x) { return "inst" + x; }

    static final String ME = "MHCondy";
    static Handle bsm(String name, String desc) { return new Handle(H_INVOKESTATIC, ME, name, desc, false); }
    static final String CONDY = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;";
    static final String INDY = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
    static ClassWriter cw;
    static void method(String name, String result, java.util.function.Consumer<MethodVisitor> body) {
        MethodVisitor mv = cw.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "()" + result, null, null);
        mv.visitCode();
        body.accept(mv);
        mv.visitInsn(Type.getType(result).getOpcode(IRETURN));
        mv.visitMaxs(6, 6);
        mv.visitEnd();
    }
    static void ldc(String name, String result, Object constant) { method(name, result, mv -> mv.visitLdcInsn(constant)); }
    static void indy(String name, String bsmName, String bsmDesc, Object... args) {
        method(name, "Ljava/lang/String;", mv -> mv.visitInvokeDynamicInsn(name, "()Ljava/lang/String;", bsm(bsmName, bsmDesc), args));
    }
    static Class<?> k;
    static void run(String name) {
        for (int i = 0; i < 2; i++) {
            int before = calls;
            String result;
            try {
                Object o = k.getMethod(name).invoke(null);
                result = o instanceof int[] ? "int[]" : String.valueOf(o);
            } catch (java.lang.reflect.InvocationTargetException e) {
                Throwable t = e.getCause();
                result = "threw " + t + (t.getCause() != null ? " because " + t.getCause() : "");
            } catch (Exception e) {
                result = "failed " + e;
            }
            System.out.println(name + ": " + result.replaceAll("module @[0-9a-f]+", "module") + " (" + (calls - before) + " calls)");
        }
    }
    public static void main(String[] args) throws Throwable {
        cw = new ClassWriter(0);
        cw.visit(V17, ACC_PUBLIC, "Gen", null, "java/lang/Object", null);
        String O = "Ljava/lang/Object;";
        Handle make = bsm("make", CONDY + "[Ljava/lang/Object;)Ljava/lang/Object;");
        ConstantDynamic inner = new ConstantDynamic("inner", "Ljava/lang/String;", make, 1, 2L, 3f, 4d, "five");
        ldc("plain", O, new ConstantDynamic("plain", O, make));
        ldc("withArgs", O, new ConstantDynamic("withArgs", O, make, Type.getType("[I"), inner, Type.getMethodType("(IJ)V"), "x"));
        ldc("typeString", "Ljava/lang/String;", inner);
        ldc("anInt", "I", new ConstantDynamic("anInt", "I", bsm("makeInt", CONDY + ")I")));
        ldc("aLong", "J", new ConstantDynamic("aLong", "J", bsm("makeLong", CONDY + "J)J"), 21L));
        ldc("aBoolean", "Z", new ConstantDynamic("aBoolean", "Z", bsm("makeBoolean", CONDY + ")Z")));
        ldc("aByte", "B", new ConstantDynamic("aByte", "B", bsm("makeByte", CONDY + ")B")));
        ldc("aDouble", "D", new ConstantDynamic("aDouble", "D", bsm("makeDouble", CONDY + ")D")));
        ldc("aNull", O, new ConstantDynamic("aNull", O, bsm("makeNull", CONDY + ")Ljava/lang/Object;")));
        ldc("fails", O, new ConstantDynamic("fails", O, bsm("fail", CONDY + ")Ljava/lang/Object;")));
        ldc("failsError", O, new ConstantDynamic("failsError", O, bsm("failError", CONDY + ")Ljava/lang/Object;")));
        ldc("failsOther", O, new ConstantDynamic("failsOther", O, bsm("failOther", CONDY + ")Ljava/lang/Object;")));
        ldc("wrongType", "Ljava/lang/Integer;", new ConstantDynamic("wrongType", "Ljava/lang/Integer;", make));
        ldc("nullPrimitive", "I", new ConstantDynamic("nullPrimitive", "I", bsm("makeNull", CONDY + ")Ljava/lang/Object;")));
        ldc("enumConstant", "Ljava/lang/annotation/RetentionPolicy;", new ConstantDynamic("RUNTIME", "Ljava/lang/annotation/RetentionPolicy;",
            new Handle(H_INVOKESTATIC, "java/lang/invoke/ConstantBootstraps", "enumConstant", CONDY + ")Ljava/lang/Enum;", false)));
        ldc("noBsm", O, new ConstantDynamic("noBsm", O, bsm("nope", CONDY + ")Ljava/lang/Object;")));
        ldc("type", "Ljava/lang/invoke/MethodType;", Type.getMethodType("(Ljava/lang/String;[[D)Ljava/util/List;"));
        ldc("typeMissing", "Ljava/lang/invoke/MethodType;", Type.getMethodType("(Lno/Such;)V"));
        ldc("typePrivate", "Ljava/lang/invoke/MethodType;", Type.getMethodType("(Ljava/lang/AbstractStringBuilder;)V"));
        int n = 0;
        Handle[] handles = {
            new Handle(H_INVOKESTATIC, "java/lang/Integer", "parseInt", "(Ljava/lang/String;)I", false),
            new Handle(H_INVOKEVIRTUAL, ME, "inst", "(I)Ljava/lang/String;", false),
            new Handle(H_NEWINVOKESPECIAL, ME, "<init>", "()V", false),
            new Handle(H_GETFIELD, ME, "field", "I", false),
            new Handle(H_PUTFIELD, ME, "field", "I", false),
            new Handle(H_GETSTATIC, ME, "sfield", "I", false),
            new Handle(H_PUTSTATIC, ME, "sfield", "I", false),
            new Handle(H_INVOKEINTERFACE, "java/util/List", "size", "()I", true),
            new Handle(H_INVOKESTATIC, "java/util/List", "of", "()Ljava/util/List;", true),
            new Handle(H_INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", "(I)Ljava/lang/String;", false),
            new Handle(H_INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invoke", "(I)J", false),
            new Handle(H_INVOKEVIRTUAL, "java/lang/invoke/VarHandle", "get", "(LMHCondy;)I", false),
            new Handle(H_INVOKESTATIC, "java/lang/Integer", "parseInt", "(I)V", false),
            new Handle(H_INVOKESTATIC, ME, "inst", "(I)Ljava/lang/String;", false),
            new Handle(H_GETSTATIC, ME, "field", "I", false),
            new Handle(H_INVOKESTATIC, "java/lang/String", "indexOf", "([BBI[BII)I", false),
            new Handle(H_INVOKEINTERFACE, "java/util/ArrayList", "size", "()I", true),
            new Handle(H_INVOKESTATIC, "no/Such", "m", "()V", false),
        };
        for (Handle h : handles)
            ldc("handle" + n++, "Ljava/lang/invoke/MethodHandle;", h);
        indy("dyn0", "link", INDY + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;");
        indy("dyn3", "link", INDY + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;", 1, "two", Type.getType("J"), handles[0], inner);
        indy("dynOne", "linkOne", INDY + "Ljava/lang/Object;)Ljava/lang/invoke/CallSite;", "single");
        indy("dynArray", "linkArray", INDY + "[I)Ljava/lang/invoke/CallSite;", new ConstantDynamic("arr", "[I",
            new Handle(H_INVOKESTATIC, "java/lang/invoke/ConstantBootstraps", "invoke", CONDY + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;", false), bsm("array", "()[I")));
        indy("dynNullArg", "linkOne", INDY + "Ljava/lang/Object;)Ljava/lang/invoke/CallSite;", new ConstantDynamic("nul", O, bsm("makeNull", CONDY + ")Ljava/lang/Object;")));
        indy("dynMutable", "linkMutable", INDY + ")Ljava/lang/invoke/CallSite;");
        indy("dynFail", "linkFail", INDY + ")Ljava/lang/invoke/CallSite;");
        indy("dynNull", "linkNull", INDY + ")Ljava/lang/invoke/CallSite;");
        indy("dynWrong", "linkWrongType", INDY + ")Ljava/lang/invoke/CallSite;");
        indy("dynNoSite", "linkNoSite", INDY + ")Ljava/lang/Object;");
        indy("dynNoBsm", "nothing", INDY + ")Ljava/lang/invoke/CallSite;");
        indy("dynBadArg", "linkOne", INDY + "Ljava/lang/Object;)Ljava/lang/invoke/CallSite;", Type.getObjectType("no/Such"));
        indy("dynArity", "linkOne", INDY + "Ljava/lang/Object;)Ljava/lang/invoke/CallSite;", 1, 2);
        method("dynTwoSites", "Ljava/lang/String;", mv -> {
            for (int i = 0; i < 2; i++)
                mv.visitInvokeDynamicInsn("same", "()Ljava/lang/String;", bsm("link", INDY + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;"));
            mv.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "concat", "(Ljava/lang/String;)Ljava/lang/String;", false);
        });
        method("dynArgs", "Ljava/lang/String;", mv -> {
            mv.visitInsn(ICONST_3);
            mv.visitLdcInsn(4L);
            mv.visitLdcInsn("s");
            mv.visitInvokeDynamicInsn("args", "(IJLjava/lang/String;)Ljava/lang/String;", bsm("link", INDY + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;"));
        });
        cw.visitEnd();
        byte[] bytes = cw.toByteArray();
        k = MethodHandles.lookup().defineClass(bytes);
        for (String s : new String[] {"plain", "withArgs", "typeString", "anInt", "aLong", "aBoolean", "aByte", "aDouble", "aNull", "fails", "failsError", "failsOther",
            "wrongType", "nullPrimitive", "enumConstant", "noBsm", "type", "typeMissing", "typePrivate"})
            run(s);
        for (int i = 0; i < n; i++)
            run("handle" + i);
        for (String s : new String[] {"dyn0", "dyn3", "dynOne", "dynArray", "dynNullArg", "dynMutable", "dynFail", "dynNull", "dynWrong", "dynNoSite", "dynNoBsm", "dynBadArg", "dynArity", "dynTwoSites", "dynArgs"})
            run(s);
        site.setTarget(MethodHandles.constant(String.class, "second"));
        run("dynMutable");
    }
}
