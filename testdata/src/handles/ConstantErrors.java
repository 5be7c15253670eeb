import java.lang.invoke.*;
import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** What linking a constant or a call site throws when something below it fails: passed on, wrapped, or replaced; at the first
 * attempt, the second, and one of another thread. */
public class ConstantErrors {
    static int calls;
    static class Failing { static { fail("x"); } static void fail(String s) { throw new IllegalStateException("initializer " + s); } static void touch() { } }
    static class Own extends LinkageError { Own() { super("own text"); } }
    static class OwnError extends Error { OwnError(String s, Throwable t) { super(s, t); } }

    static final Map<String, java.util.function.Supplier<Throwable>> THROWN = new LinkedHashMap<>();
    static {
        THROWN.put("checked", () -> new java.io.IOException("text"));
        THROWN.put("runtime", () -> new IllegalStateException("text", new RuntimeException("inner")));
        THROWN.put("throwable", () -> new Throwable("text"));
        THROWN.put("assertion", () -> new AssertionError("text", new RuntimeException("inner")));
        THROWN.put("ownError", () -> new OwnError("text", new RuntimeException("inner")));
        THROWN.put("death", () -> new ThreadDeath());
        THROWN.put("memory", () -> new OutOfMemoryError("text"));
        THROWN.put("stack", () -> new StackOverflowError());
        THROWN.put("internal", () -> new InternalError("text", new java.io.IOException("inner")));
        THROWN.put("linkage", () -> new LinkageError());
        THROWN.put("linkageText", () -> new LinkageError("text"));
        THROWN.put("linkageCause", () -> new LinkageError("text", new java.io.IOException("inner", new RuntimeException("innermost"))));
        THROWN.put("linkageOnlyCause", () -> new LinkageError(null, new java.io.IOException()));
        THROWN.put("linkageNullCause", () -> new LinkageError("text", null));
        THROWN.put("linkageInitCause", () -> new VerifyError("text").initCause(new IllegalStateException("inner")));
        THROWN.put("noClass", () -> new NoClassDefFoundError("text").initCause(new ClassNotFoundException("inner")));
        THROWN.put("noField", () -> new NoSuchFieldError());
        THROWN.put("icce", () -> new IncompatibleClassChangeError("text"));
        THROWN.put("abstract", () -> new AbstractMethodError("text").initCause(new Error("inner")));
        THROWN.put("unsatisfied", () -> new UnsatisfiedLinkError("text"));
        THROWN.put("format", () -> new ClassFormatError("text"));
        THROWN.put("initializer", () -> new ExceptionInInitializerError());
        THROWN.put("initializerText", () -> new ExceptionInInitializerError("text"));
        THROWN.put("initializerCause", () -> new ExceptionInInitializerError(new IllegalStateException("inner")));
        THROWN.put("bootstrap", () -> new BootstrapMethodError("text"));
        THROWN.put("bootstrapCause", () -> new BootstrapMethodError("text", new java.io.IOException("inner")));
        THROWN.put("bootstrapOnlyCause", () -> new BootstrapMethodError(new java.io.IOException("inner")));
        THROWN.put("own", () -> new Own());
        THROWN.put("undeclared", () -> new java.lang.reflect.UndeclaredThrowableException(new RuntimeException("inner")));
        THROWN.put("invocation", () -> new java.lang.reflect.InvocationTargetException(new RuntimeException("inner"), "text"));
    }
    static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }
    static void thrown(String name) {
        calls++;
        if (name.equals("failingClass")) Failing.touch();
        else ConstantErrors.<RuntimeException>sneak(THROWN.get(name).get());
    }
    public static Object condy(MethodHandles.Lookup l, String name, Class<?> type, Object... args) { thrown(name); return null; }
    public static CallSite indy(MethodHandles.Lookup l, String name, MethodType type, Object... args) { thrown(name); return null; }
    /** Bootstrap methods of a class that cannot be initialized. */
    public static class Sick {
        static { if (true) throw new IllegalStateException("sick"); }
        public static Object condy(MethodHandles.Lookup l, String name, Class<?> type, Object... args) { return null; }
        public static CallSite indy(MethodHandles.Lookup l, String name, MethodType type, Object... args) { return null; }
        public static void method() { }
        public static int field;
    }
    public static class Sick2 extends Sick { }
    public static class Sick3 extends Sick { }
    public static Object get(MethodHandles.Lookup l, String name, Class<?> type, Object... args) { calls++; return args.length == 0 ? name : args[0]; }
    public static CallSite site(MethodHandles.Lookup l, String name, MethodType type, Object... args) { calls++; return new ConstantCallSite(MethodHandles.constant(Object.class, name)); }

    static final String ME = "ConstantErrors", O = "Ljava/lang/Object;", CONDY = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;[Ljava/lang/Object;)Ljava/lang/Object;",
        INDY = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;";
    static Handle bsm(String owner, String name) { return new Handle(H_INVOKESTATIC, owner, name, name.equals("indy") || name.equals("site") ? INDY : CONDY, false); }
    static ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    static List<String> names = new ArrayList<>();
    static void method(String name, java.util.function.Consumer<MethodVisitor> code) {
        names.add(name);
        MethodVisitor m = cw.visitMethod(ACC_PUBLIC | ACC_STATIC, name, "()" + O, null, null);
        m.visitCode();
        code.accept(m);
        m.visitInsn(ARETURN);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
    static void constant(String name, Object c) { method(name, m -> m.visitLdcInsn(c)); }
    static void call(String name, Handle bsm, Object... args) { method(name, m -> m.visitInvokeDynamicInsn(name, "()" + O, bsm, args)); }

    static Throwable attempt(Class<?> k, String name) {
        try {
            System.out.println("  gave " + k.getMethod(name).invoke(null));
            return null;
        } catch (java.lang.reflect.InvocationTargetException e) {
            return e.getCause();
        } catch (ReflectiveOperationException e) {
            return e;
        }
    }
    static String text(Throwable t) {
        StringBuilder s = new StringBuilder(t == null ? "nothing" : Show.neutral(t));
        for (Throwable c = t == null ? null : t.getCause(); c != null; c = c.getCause()) s.append(" <- ").append(Show.neutral(c));
        if (t != null && t.getSuppressed().length > 0) s.append(" suppressed ").append(Arrays.toString(t.getSuppressed()));
        return s.toString();
    }
    static void attempts(Class<?> k, String name) throws Exception {
        calls = 0;
        System.out.println(name);
        Throwable first = attempt(k, name), second = attempt(k, name);
        Throwable[] third = new Throwable[1];
        Thread other = new Thread(() -> third[0] = attempt(k, name));
        other.start();
        other.join();
        String a = text(first), b = text(second), c = text(third[0]);
        System.out.println("  " + a);
        if (!b.equals(a)) System.out.println("  then " + b);
        if (!c.equals(b)) System.out.println("  elsewhere " + c);
        System.out.println("  calls " + calls + (first == second && first != null ? ", the same object" : ""));
    }

    public static void main(String[] args) throws Exception {
        cw.visit(V17, ACC_PUBLIC, "Made", null, "java/lang/Object", null);
        for (String n : THROWN.keySet()) {
            constant("condy_" + n, new ConstantDynamic(n, O, bsm(ME, "condy")));
            method("indy_" + n, m -> m.visitInvokeDynamicInsn(n, "()" + O, bsm(ME, "indy")));
            constant("inCondy_" + n, new ConstantDynamic("outer", O, bsm(ME, "get"), new ConstantDynamic(n, "Ljava/lang/String;", bsm(ME, "condy"))));
            call("inIndy_" + n, bsm(ME, "site"), new ConstantDynamic(n, "Ljava/lang/Number;", bsm(ME, "condy")));
        }
        constant("failingClass", new ConstantDynamic("failingClass", O, bsm(ME, "condy")));
        method("failingClassIndy", m -> m.visitInvokeDynamicInsn("failingClass", "()" + O, bsm(ME, "indy")));
        constant("sickCondy", new ConstantDynamic("x", O, bsm(ME + "$Sick", "condy")));
        constant("sickCondyAgain", new ConstantDynamic("y", O, bsm(ME + "$Sick", "condy")));
        call("sickIndy", bsm(ME + "$Sick2", "indy"));
        constant("sickHandle", new Handle(H_INVOKESTATIC, ME + "$Sick3", "method", "()V", false));
        constant("sickGetter", new Handle(H_GETSTATIC, ME + "$Sick", "field", "I", false));
        constant("sickArgument", new ConstantDynamic("x", O, bsm(ME, "get"), new Handle(H_INVOKESTATIC, ME + "$Sick3", "method", "()V", false)));
        Object[] constants = {Type.getMethodType("(LAbsent;)V"), Type.getMethodType("()[[LAbsent;"), Type.getMethodType("(LBroken;)V"), Type.getMethodType("(LHidden;)V"),
            Type.getMethodType("(LAbsentParent;)V"), Type.getMethodType("(Ljava/lang/AbstractStringBuilder;)V"), Type.getObjectType("Absent"), Type.getObjectType("[LAbsent;"), Type.getObjectType("Broken"),
            Type.getObjectType("AbsentParent"), Type.getObjectType("Wrong"), Type.getObjectType("java/lang/AbstractStringBuilder"), new Handle(H_INVOKESTATIC, "Absent", "m", "()V", false), new Handle(H_INVOKESTATIC, "Broken", "m", "()V", false),
            new Handle(H_INVOKESTATIC, ME, "absent", "()V", false), new Handle(H_INVOKESTATIC, ME, "absent", "(LAbsent;)V", false), new Handle(H_INVOKESTATIC, ME, "secret", "()V", false), new Handle(H_INVOKEVIRTUAL, ME, "thrown", "(Ljava/lang/String;)V", false),
            new Handle(H_INVOKEVIRTUAL, "java/util/List", "size", "()I", false), new Handle(H_INVOKEINTERFACE, ME, "size", "()I", true), new Handle(H_GETFIELD, ME, "calls", "I", false), new Handle(H_GETSTATIC, ME, "absent", "I", false),
            new Handle(H_GETSTATIC, ME, "absent", "LAbsent;", false), new Handle(H_PUTSTATIC, "java/lang/Integer", "MAX_VALUE", "I", false), new Handle(H_NEWINVOKESPECIAL, "java/lang/Number", "<init>", "()V", false), new Handle(H_NEWINVOKESPECIAL, ME, "<init>", "(I)V", false)};
        for (int i = 0; i < constants.length; i++) {
            String n = i + "_" + constants[i].toString().replaceAll("[^A-Za-z]+", "_");
            constant("direct" + n, constants[i]);
            constant("asArgument" + n, new ConstantDynamic("x", O, bsm(ME, "get"), constants[i]));
            call("asIndyArgument" + n, bsm(ME, "site"), constants[i]);
        }
        constant("typeAbsent", new ConstantDynamic("x", "LAbsent;", bsm(ME, "get")));
        constant("typeBroken", new ConstantDynamic("x", "LBroken;", bsm(ME, "get")));
        constant("typeHidden", new ConstantDynamic("x", "Ljava/lang/AbstractStringBuilder;", bsm(ME, "get")));
        method("indyTypeAbsent", m -> { m.visitInsn(ACONST_NULL); m.visitInvokeDynamicInsn("x", "(LAbsent;)" + O, bsm(ME, "site")); });
        method("indyTypeBroken", m -> { m.visitInsn(ACONST_NULL); m.visitInvokeDynamicInsn("x", "(LBroken;)" + O, bsm(ME, "site")); });
        method("exactAbsent", m -> { m.visitInsn(ACONST_NULL); m.visitInsn(ACONST_NULL); m.visitMethodInsn(INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", "(LAbsent;)" + O, false); });
        method("exactBroken", m -> { m.visitInsn(ACONST_NULL); m.visitInsn(ACONST_NULL); m.visitMethodInsn(INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invoke", "(LBroken;)" + O, false); });
        for (String n : new String[] {"noClass", "linkage", "linkageCause", "initializerCause", "own", "stack", "runtime"}) {
            constant("loader_" + n, Type.getObjectType("Thrown_" + n));
            constant("loaderType_" + n, Type.getMethodType("(LThrown_" + n + ";)V"));
            method("loaderNew_" + n, m -> { m.visitTypeInsn(NEW, "Thrown_" + n); m.visitInsn(POP); m.visitInsn(ACONST_NULL); });
            method("loaderCall_" + n, m -> { m.visitMethodInsn(INVOKESTATIC, "Thrown_" + n, "m", "()Ljava/lang/Object;", false); });
            call("loaderIndy_" + n, bsm(ME, "site"), Type.getMethodType("(LThrown_" + n + ";)V"));
        }
        cw.visitEnd();
        ClassWriter orphan = new ClassWriter(0), wrong = new ClassWriter(0);
        orphan.visit(V17, ACC_PUBLIC, "AbsentParent", null, "Absent", null);
        wrong.visit(V17, ACC_PUBLIC, "Right", null, "java/lang/Object", null);
        ClassLoader loader = new ByteLoader("made", ConstantErrors.class.getClassLoader()) {
            @Override protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.equals("Hidden")) throw new IllegalArgumentException("loader refuses " + name);
                if (name.startsWith("Thrown_")) thrown(name.substring(7));
                return super.findClass(name);
            }
        }.add("Made", cw.toByteArray()).add("Broken", new byte[] {1, 2, 3, 4, 5}).add("AbsentParent", orphan.toByteArray()).add("Wrong", wrong.toByteArray());
        Class<?> k = loader.loadClass("Made");
        for (String n : names) attempts(k, n);
    }
}
