import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jdk.internal.org.objectweb.asm.ClassWriter;
import jdk.internal.org.objectweb.asm.Label;
import jdk.internal.org.objectweb.asm.MethodVisitor;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/**
 * The texts of linkage errors: what is wrong with a class's supertypes and names, with the member that an instruction
 * names, and with the method that a call selects. Every instruction against every kind of member, from the same class,
 * package, loader and from others.
 */
public class LinkageTexts {
    static final String O = "java/lang/Object";
    static final int CLASS = ACC_PUBLIC | ACC_SUPER, INTERFACE = ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT;

    static byte[] make(int access, String name, String parent, String[] interfaces, Consumer<ClassWriter> fill) {
        ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cw.visit(V17, access, name, null, parent, interfaces);
        if ((access & ACC_INTERFACE) == 0) {
            MethodVisitor m = cw.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
            m.visitCode();
            m.visitVarInsn(ALOAD, 0);
            m.visitMethodInsn(INVOKESPECIAL, parent, "<init>", "()V", false);
            m.visitInsn(RETURN);
            m.visitMaxs(0, 0);
            m.visitEnd();
        }
        fill.accept(cw);
        cw.visitEnd();
        return cw.toByteArray();
    }

    static byte[] make(int access, String name, String parent, String... interfaces) {
        return make(access, name, parent, interfaces, cw -> { });
    }

    static void method(ClassWriter cw, int access, String name, String descriptor, Consumer<MethodVisitor> code) {
        MethodVisitor m = cw.visitMethod(access, name, descriptor, null, null);
        if ((access & (ACC_ABSTRACT | ACC_NATIVE)) == 0) {
            m.visitCode();
            code.accept(m);
            m.visitInsn(RETURN);
            m.visitMaxs(0, 0);
        }
        m.visitEnd();
    }

    static void method(ClassWriter cw, int access, String name, String descriptor) {
        method(cw, access, name, descriptor, m -> { });
    }

    static ByteLoader loader(String name) { return new ByteLoader(name, LinkageTexts.class.getClassLoader()); }

    static Throwable thrown(Show.Body body) {
        try {
            body.run();
            return null;
        } catch (Throwable t) {
            while (t instanceof InvocationTargetException) t = t.getCause();
            return t;
        }
    }

    static void show(String what, Show.Body body) {
        Throwable t = thrown(body);
        if (t == null) {
            System.out.println(what + ": fine");
            return;
        }
        StringBuilder text = new StringBuilder(what + ": " + Show.neutral(t));
        for (Throwable c = t.getCause(); c != null; c = c.getCause()) text.append("\n    <- ").append(Show.neutral(c));
        System.out.println(text);
    }

    // ---- classes ----

    static void define(String what, ByteLoader l, String name) {
        for (int i = 0; i < 2; i++) show(what + (i == 0 ? "" : ", again"), () -> Class.forName(name, true, l));
    }

    static void supertypes() {
        String[][] cases = {
            // what, access, name, superclass, interfaces...
            {"extends final", "C", "A1", "Final"}, {"extends interface", "C", "A2", "Face"}, {"implements class", "C", "A3", O, "Plain"},
            {"interface extends class", "I", "A4", O, "Plain"}, {"interface with superclass", "I", "A5", "Plain"}, {"extends itself", "C", "A6", "A6"},
            {"implements itself", "I", "A7", O, "A7"}, {"circle", "C", "A8", "A9"}, {"circle 2", "C", "A9", "A8"}, {"extends missing", "C", "A10", "Nowhere"},
            {"implements missing", "C", "A11", O, "q/Nowhere"}, {"extends String", "C", "A12", "java/lang/String"}, {"extends Runnable", "C", "A13", "java/lang/Runnable"},
            {"implements Object", "C", "A14", O, O}, {"extends hidden", "C", "A15", "p/Hidden"}, {"implements hidden", "C", "A16", O, "p/HiddenFace"},
            {"implements twice", "C", "A17", O, "Face", "Face"}, {"extends Record", "C", "A18", "java/lang/Record"}, {"extends array", "C", "A19", "[I"},
            {"extends internal", "C", "A20", "jdk/internal/misc/Unsafe"}, {"extends hidden of a module", "C", "A21", "java/lang/AbstractStringBuilder"},
            {"implements internal", "C", "A22", O, "jdk/internal/access/JavaLangAccess"}, {"extends sealed", "C", "A23", "Sealed"}, {"implements sealed", "C", "A24", O, "SealedFace"},
            {"extends sealed of a module", "C", "A25", "java/lang/invoke/VarHandle"}, {"implements final", "C", "A26", O, "Final"}, {"extends enum", "C", "A27", "java/lang/Enum"},
            {"interface extends interface as superclass", "I", "A28", "Face"}, {"extends a class of the parent", "C", "A29", "LinkageTexts$Package"},
            {"implements an interface of the parent", "C", "A30", O, "LinkageTexts$Within"},
        };
        ByteLoader l = loader("supertypes");
        l.add("Final", make(CLASS | ACC_FINAL, "Final", O)).add("Face", make(INTERFACE, "Face", O)).add("Plain", make(CLASS, "Plain", O));
        l.add("p.Hidden", make(ACC_SUPER, "p/Hidden", O)).add("p.HiddenFace", make(ACC_INTERFACE | ACC_ABSTRACT, "p/HiddenFace", O));
        l.add("Sealed", make(CLASS, "Sealed", O, null, c -> c.visitPermittedSubclassExperimental("Only")));
        l.add("SealedFace", make(INTERFACE, "SealedFace", O, null, c -> c.visitPermittedSubclassExperimental("Only")));
        for (String[] c : cases)
            l.add(c[2], make(c[1].equals("C") ? CLASS : INTERFACE, c[2], c[3], java.util.Arrays.copyOfRange(c, 4, c.length)));
        for (String[] c : cases) define(c[0], l, c[2]);

        ByteLoader far = loader("far").from(l, "Sealed", "SealedFace", "p.Hidden").add("Only", make(CLASS, "Only", "Sealed")).add("p.Near", make(CLASS, "p/Near", "p/Hidden"));
        define("permitted, but of another loader", far, "Only");
        define("same package, but of another loader", far, "p.Near");
    }

    static class Package { }
    interface Within { }

    static void overriding() {
        int[] kinds = {ACC_PUBLIC | ACC_FINAL, ACC_PROTECTED | ACC_FINAL, ACC_FINAL, ACC_PRIVATE | ACC_FINAL, ACC_PUBLIC | ACC_STATIC | ACC_FINAL, ACC_PUBLIC | ACC_STATIC};
        int n = 0;
        for (int kind : kinds) {
            for (String over : new String[] {"Over", "q/Over"}) {
                ByteLoader l = loader("overriding" + n++);
                l.add("Base", make(CLASS, "Base", O, null, c -> method(c, kind, "m", "([ILjava/lang/String;J)V")));
                l.add(over.replace('/', '.'), make(CLASS, over, "Base", null, c -> method(c, ACC_PUBLIC, "m", "([ILjava/lang/String;J)V")));
                define("override " + java.lang.reflect.Modifier.toString(kind) + " in " + over, l, over.replace('/', '.'));
            }
        }
        ByteLoader l = loader("object");
        l.add("GetClass", make(CLASS, "GetClass", O, null, c -> method(c, ACC_PUBLIC, "wait", "()V")));
        define("override Object.wait", l, "GetClass");
        l.add("NotifyFace", make(INTERFACE, "NotifyFace", O, null, c -> method(c, ACC_PUBLIC | ACC_ABSTRACT, "notify", "()V")));
        l.add("NotifyImpl", make(CLASS, "NotifyImpl", O, "NotifyFace"));
        define("interface declares Object.notify", l, "NotifyFace");
        define("implements it", l, "NotifyImpl");
    }

    static void names() {
        ByteLoader l = loader("names");
        byte[] plain = make(CLASS, "Plain", O);
        show("first definition", () -> l.define("Plain", plain));
        show("duplicate", () -> l.define("Plain", plain));
        show("duplicate in a package", () -> { l.define("x.y.Z", make(CLASS, "x/y/Z", O)); return l.define("x.y.Z", make(CLASS, "x/y/Z", O)); });
        show("duplicate of no named loader", () -> { ByteLoader n = loader(null); n.define("Plain", plain); return n.define("Plain", plain); });
        show("duplicate interface", () -> { l.define("DI", make(INTERFACE, "DI", O)); return l.define("DI", make(INTERFACE, "DI", O)); });
        show("wrong name", () -> l.define("Other", plain));
        show("wrong package", () -> l.define("p.Plain2", make(CLASS, "q/Plain2", O)));
        show("wrong case", () -> l.define("plain", plain));
        show("java package", () -> l.define("java.lang.Mine", make(CLASS, "java/lang/Mine", O)));
        show("java subpackage", () -> l.define(null, make(CLASS, "java/mine/Mine", O)));
        show("slashes", () -> l.define("x/y/Plain", make(CLASS, "x/y/Plain", O)));
        for (String name : new String[] {"", "a//b", "/a", "a/", "a.b", "a;b", "[I", "a[", "a/b/c", "<a>", "a\tb", "\u00e9\ud83d\ude00", "LA;"})
            show("name '" + name + "'", () -> l.define(null, make(CLASS, name, O)).getName());
        for (String name : new String[] {"", "a.b", "a/b", "<f>", "f;", "f[", "<init>", "f f"})
            show("field '" + name + "'", () -> l.define(null, make(CLASS, "F" + Math.abs(name.hashCode()), O, null, c -> c.visitField(0, name, "I", null, null).visitEnd())));
        for (String name : new String[] {"", "a.b", "a/b", "<m>", "m;", "m[", "<clinit>", "a b", ">", "m<"})
            show("method '" + name + "'", () -> l.define(null, make(CLASS, "M" + Math.abs(name.hashCode()), O, null, c -> method(c, ACC_STATIC, name, "()V"))));
        for (String d : new String[] {"", "V", "L", "LA", "L;", "[", "[V", "II", "LA.B;", "X", "I;", "[".repeat(256) + "I", "[".repeat(255) + "I"})
            show("field of '" + (d.length() > 20 ? d.length() + " letters" : d) + "'", () -> l.define(null, make(CLASS, "FD" + Math.abs(d.hashCode()), O, null, c -> c.visitField(0, "f", d, null, null).visitEnd())).getName().length() > 0);
        show("two fields", () -> l.define(null, make(CLASS, "TwoFields", O, null, c -> { c.visitField(0, "f", "I", null, null); c.visitField(ACC_STATIC, "f", "I", null, null); })));
        show("two methods", () -> l.define(null, make(CLASS, "TwoMethods", O, null, c -> { method(c, 0, "m", "()V"); method(c, ACC_STATIC, "m", "()V"); })));
        for (int version : new int[] {44, 45, 46, 61, 62, 99, 61 | 65535 << 16, 61 | 1 << 16, 60 | 65535 << 16, 0})
            show("version " + (version & 65535) + "." + (version >>> 16), () -> l.define(null, version(version)).getName().length() > 0);
        show("no bytes", () -> l.define("E", new byte[0]));
        show("magic", () -> l.define("E", new byte[100]));
    }

    static int versions;
    static byte[] version(int version) {
        byte[] b = make(CLASS, "V" + versions++, O);
        b[4] = (byte) (version >>> 24);
        b[5] = (byte) (version >>> 16);
        b[6] = (byte) (version >>> 8);
        b[7] = (byte) version;
        return b;
    }

    // ---- members ----

    static final int[] OPS = {GETSTATIC, PUTSTATIC, GETFIELD, PUTFIELD, INVOKEVIRTUAL, INVOKESPECIAL, INVOKESTATIC, INVOKEINTERFACE};
    static final String[] OP_NAMES = {"getstatic", "putstatic", "getfield", "putfield", "invokevirtual", "invokespecial", "invokestatic", "invokeinterface"};

    static void use(MethodVisitor m, int op, String receiver, String owner, String name, String descriptor, boolean itf) {
        if (op == INVOKESPECIAL) m.visitVarInsn(ALOAD, 0);
        else if (op != GETSTATIC && op != PUTSTATIC && op != INVOKESTATIC) {
            m.visitTypeInsn(NEW, receiver);
            m.visitInsn(DUP);
            m.visitMethodInsn(INVOKESPECIAL, receiver, "<init>", "()V", false);
        }
        if (op == GETSTATIC || op == GETFIELD) {
            m.visitFieldInsn(op, owner, name, "I");
            m.visitInsn(POP);
        } else if (op == PUTSTATIC || op == PUTFIELD) {
            m.visitInsn(ICONST_0);
            m.visitFieldInsn(op, owner, name, "I");
        } else {
            m.visitMethodInsn(op, owner, name, descriptor, itf);
        }
    }

    static int made;
    /** A class `user`, a subclass of Target or of Object, with a method that executes one instruction. */
    static void instruction(String what, ByteLoader l, String user, String parent, int op, String owner, String name, boolean itf) {
        String full = user + made++;
        l.add(full.replace('/', '.'), make(CLASS, full, parent, null, c -> method(c, ACC_PUBLIC, "run", "()V", m -> use(m, op, full, owner, name, "()V", itf))));
        show(what, () -> {
            Class<?> k = l.loadClass(full.replace('/', '.'));
            return k.getMethod("run").invoke(k.getConstructor().newInstance());
        });
    }

    static void members() {
        int[] kinds = {ACC_PUBLIC, ACC_PROTECTED, 0, ACC_PRIVATE, ACC_PUBLIC | ACC_STATIC, ACC_PROTECTED | ACC_STATIC, ACC_STATIC, ACC_PRIVATE | ACC_STATIC, ACC_PUBLIC | ACC_FINAL, ACC_PUBLIC | ACC_STATIC | ACC_FINAL};
        String[] users = {"t/Same", "u/Other"};
        for (String user : users) {
            for (int access : kinds) {
                ByteLoader l = loader("members");
                l.add("t.Target", make(CLASS, "t/Target", O, null, c -> {
                    c.visitField(access, "f", "I", null, null).visitEnd();
                    method(c, access, "m", "()V");
                }));
                for (int i = 0; i < OPS.length; i++) {
                    String name = i < 4 ? "f" : "m";
                    instruction(user + " " + OP_NAMES[i] + " " + java.lang.reflect.Modifier.toString(access), l, user, "t/Target", OPS[i], "t/Target", name, OPS[i] == INVOKEINTERFACE);
                }
            }
        }
        for (String name : new String[] {"none", "m", "f"}) {
            ByteLoader l = loader("absent");
            l.add("t.Target", make(CLASS, "t/Target", O, null, c -> { c.visitField(0, "m", "J", null, null).visitEnd(); method(c, ACC_PUBLIC, "f", "(I)V"); }));
            l.add("t.Face", make(INTERFACE, "t/Face", O, null, c -> { method(c, ACC_PUBLIC | ACC_ABSTRACT, "f", "(I)V"); method(c, ACC_PUBLIC | ACC_STATIC, "m", "()V"); }));
            for (int i = 0; i < OPS.length; i++) {
                instruction("absent " + OP_NAMES[i] + " " + name, l, "t/Same", "t/Target", OPS[i], "t/Target", name, false);
                instruction("absent in an interface " + OP_NAMES[i] + " " + name, l, "t/Same", "t/Target", OPS[i], "t/Face", name, i >= 4);
                instruction("interface for class " + OP_NAMES[i] + " " + name, l, "t/Same", "t/Target", OPS[i], "t/Face", name, false);
            }
        }
    }

    static void modulesAndLoaders() {
        ByteLoader l = loader("user"), other = loader("other"), unnamed = loader(null);
        other.add("t.Target", make(CLASS, "t/Target", O, null, c -> { c.visitField(ACC_STATIC, "f", "I", null, null).visitEnd(); method(c, ACC_STATIC, "m", "()V"); c.visitField(ACC_PROTECTED | ACC_STATIC, "g", "I", null, null).visitEnd(); }));
        other.add("t.Closed", make(0, "t/Closed", O));
        unnamed.add("t.Target2", make(CLASS, "t/Target2", O, null, c -> { c.visitField(ACC_PRIVATE | ACC_STATIC, "f", "I", null, null).visitEnd(); method(c, ACC_PRIVATE | ACC_STATIC, "m", "()V"); }));
        l.from(other, "t.Target", "t.Closed").from(unnamed, "t.Target2");
        for (String owner : new String[] {"t/Target", "t/Target2", "t/Closed", "jdk/internal/misc/Unsafe", "java/lang/StringLatin1", "sun/security/provider/Sun", "java/sql/DriverManager", "LinkageTexts", "LinkageTexts$Hidden", "no/Such"}) {
            instruction("getstatic " + owner, l, "t/User", O, GETSTATIC, owner, owner.equals("t/Target") ? "g" : "f", false);
            instruction("getstatic " + owner, l, "t/User", O, GETSTATIC, owner, "f", false);
            instruction("invokestatic " + owner, l, "t/User", O, INVOKESTATIC, owner, "m", false);
        }
        for (String type : new String[] {"t/Closed", "jdk/internal/misc/Unsafe", "LinkageTexts$Hidden", "no/Such", "[Lt/Closed;", "[Lno/Such;", "java/lang/Number", "java/lang/Runnable", "java/lang/StringLatin1"}) {
            for (int op : new int[] {NEW, CHECKCAST, ANEWARRAY, LDC}) {
                if (op == NEW && type.startsWith("[")) continue;
                String full = "t/Type" + made++;
                l.add(full.replace('/', '.'), make(CLASS, full, O, null, c -> method(c, ACC_PUBLIC, "run", "()V", m -> {
                    if (op == LDC) m.visitLdcInsn(jdk.internal.org.objectweb.asm.Type.getObjectType(type));
                    else {
                        if (op == CHECKCAST) m.visitVarInsn(ALOAD, 0);
                        if (op == ANEWARRAY) m.visitInsn(ICONST_1);
                        m.visitTypeInsn(op, type);
                    }
                    m.visitInsn(POP);
                })));
                show((op == NEW ? "new " : op == CHECKCAST ? "checkcast " : op == LDC ? "ldc " : "anewarray ") + type, () -> {
                    Class<?> k = l.loadClass(full.replace('/', '.'));
                    return k.getMethod("run").invoke(k.getConstructor().newInstance());
                });
            }
        }
    }

    private static class Hidden { }

    static void finals() {
        for (boolean isStatic : new boolean[] {false, true})
            for (String where : new String[] {"run", "<init>", "<clinit>", "lambda$0"}) {
                if (where.equals("<init>") && isStatic || where.equals("<clinit>") && !isStatic) continue;
                ByteLoader l = loader("finals");
                ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
                cw.visit(V17, CLASS, "Own", null, O, null);
                cw.visitField(ACC_PUBLIC | ACC_FINAL | (isStatic ? ACC_STATIC : 0), "f", "I", null, null).visitEnd();
                for (String m : new String[] {"<init>", "run", "<clinit>", "lambda$0"}) {
                    if (m.equals("<clinit>") && !where.equals(m)) continue;
                    method(cw, m.equals("<clinit>") ? ACC_STATIC : ACC_PUBLIC, m, "()V", v -> {
                        if (m.equals("<init>")) {
                            v.visitVarInsn(ALOAD, 0);
                            v.visitMethodInsn(INVOKESPECIAL, O, "<init>", "()V", false);
                        }
                        if (m.equals(where)) {
                            if (!isStatic) v.visitVarInsn(ALOAD, 0);
                            v.visitInsn(ICONST_0);
                            v.visitFieldInsn(isStatic ? PUTSTATIC : PUTFIELD, "Own", "f", "I");
                        }
                    });
                }
                cw.visitEnd();
                l.add("Own", cw.toByteArray());
                show((isStatic ? "static" : "instance") + " final written in " + where, () -> {
                    Class<?> k = l.loadClass("Own");
                    Object o = k.getConstructor().newInstance();
                    return k.getMethod(where.startsWith("<") ? "run" : where).invoke(o);
                });
            }
    }

    // ---- selection ----

    /** The method that a call names lies in Top (class or interface), something lies in Mid, something in Low. */
    static void selection() {
        String[] kinds = {"-", "public abstract", "public", "protected", "package", "private", "static"};
        int[] access = {0, ACC_PUBLIC | ACC_ABSTRACT, ACC_PUBLIC, ACC_PROTECTED, 0, ACC_PRIVATE, ACC_PUBLIC | ACC_STATIC};
        String[] shapes = {"class", "interface", "interface of another package"};
        for (String shape : shapes) {
            boolean face = !shape.equals("class");
            for (int mid = 0; mid < kinds.length; mid++) {
                for (int low = 0; low < kinds.length; low++) {
                    if (mid > 1 && low > 2) continue;
                    int midAccess = access[mid], lowAccess = access[low];
                    boolean midHas = mid > 0, lowHas = low > 0;
                    String top = shape.endsWith("package") ? "q/Top" : "Top";
                    ByteLoader l = loader("selection");
                    l.add(top.replace('/', '.'), make(face ? INTERFACE : CLASS | ACC_ABSTRACT, top, O, null, c -> method(c, ACC_PUBLIC | ACC_ABSTRACT, "m", "([Ljava/lang/String;IJ)V")));
                    l.add("Mid", make(CLASS | ACC_ABSTRACT, "Mid", face ? O : top, face ? new String[] {top} : null, c -> { if (midHas) method(c, midAccess, "m", "([Ljava/lang/String;IJ)V"); }));
                    l.add("Low", make(CLASS, "Low", "Mid", null, c -> {
                        if (lowHas) method(c, lowAccess & ~ACC_ABSTRACT | (lowAccess & ACC_ABSTRACT), "m", "([Ljava/lang/String;IJ)V");
                        if (!face) return;
                    }));
                    l.add("Call", make(CLASS, "Call", O, null, c -> {
                        call(c, "top", face ? INVOKEINTERFACE : INVOKEVIRTUAL, top, face);
                        call(c, "mid", INVOKEVIRTUAL, "Mid", false);
                        call(c, "low", INVOKEVIRTUAL, "Low", false);
                    }));
                    l.add("Super", make(CLASS, "Super", "Low", null, c -> method(c, ACC_PUBLIC, "run", "()V", m -> {
                        m.visitVarInsn(ALOAD, 0);
                        m.visitInsn(ACONST_NULL);
                        m.visitInsn(ICONST_0);
                        m.visitInsn(LCONST_0);
                        m.visitMethodInsn(INVOKESPECIAL, "Low", "m", "([Ljava/lang/String;IJ)V", false);
                    })));
                    for (String by : new String[] {"top", "mid", "low"})
                        for (int i = 0; i < 2; i++)
                            selected(shape + ", " + kinds[mid] + ", " + kinds[low] + " by " + by + (i == 0 ? "" : ", again"), () -> l.loadClass("Call").getMethod(by, l.loadClass("Low")).invoke(null, l.loadClass("Low").getConstructor().newInstance()));
                    selected(shape + ", " + kinds[mid] + ", " + kinds[low] + " by super", () -> l.loadClass("Super").getMethod("run").invoke(l.loadClass("Super").getConstructor().newInstance()));
                    selected(shape + ", " + kinds[mid] + ", " + kinds[low] + " by reflection", () -> l.loadClass(top.replace('/', '.')).getMethod("m", String[].class, int.class, long.class).invoke(l.loadClass("Low").getConstructor().newInstance(), null, 0, 0L));
                }
            }
        }
    }

    static void call(ClassWriter cw, String name, int op, String owner, boolean itf) {
        method(cw, ACC_PUBLIC | ACC_STATIC, name, "(LLow;)V", m -> {
            m.visitVarInsn(ALOAD, 0);
            m.visitInsn(ACONST_NULL);
            m.visitInsn(ICONST_0);
            m.visitInsn(LCONST_0);
            m.visitMethodInsn(op, owner, "m", "([Ljava/lang/String;IJ)V", itf);
        });
    }

    static void selected(String what, Show.Body body) {
        if (thrown(body) != null) show(what, body);
    }

    public static void main(String[] args) {
        List<Runnable> parts = new ArrayList<>(List.of(LinkageTexts::supertypes, LinkageTexts::overriding, LinkageTexts::names, LinkageTexts::members,
            LinkageTexts::modulesAndLoaders, LinkageTexts::finals, LinkageTexts::selection));
        parts.forEach(Runnable::run);
    }
}
