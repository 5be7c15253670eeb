import static jdk.internal.org.objectweb.asm.Opcodes.*;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.*;
import java.util.function.*;
import jdk.internal.org.objectweb.asm.*;

/** The largest things a class file may say, and one more than that. */
public class Limits {
    static ByteLoader loader() { return new ByteLoader("limits", Limits.class.getClassLoader()); }

    static byte[] make(String name, int version, Consumer<ClassWriter> body) {
        ClassWriter w = new ClassWriter(0);
        w.visit(version, ACC_PUBLIC, name, null, "java/lang/Object", null);
        body.accept(w);
        w.visitEnd();
        return w.toByteArray();
    }

    static void method(ClassWriter w, String name, String descriptor, int stack, int locals, Consumer<MethodVisitor> body) {
        MethodVisitor v = w.visitMethod(ACC_PUBLIC | ACC_STATIC, name, descriptor, null, null);
        v.visitCode();
        body.accept(v);
        v.visitMaxs(stack, locals);
        v.visitEnd();
    }

    /** The class file with its first occurrence of one byte sequence replaced by another of the same length. */
    static byte[] patched(byte[] b, byte[] from, byte[] to) {
        for (int i = 0; i + from.length <= b.length; i++)
            if (Arrays.equals(b, i, i + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, b, i, to.length);
                return b;
            }
        throw new IllegalStateException("not found");
    }

    static Object run(byte[] b, String name, Object... args) throws Throwable {
        Class<?> k = loader().define(name, b);
        for (Method m : k.getMethods())
            if (m.getName().equals("f"))
                try {
                    return m.invoke(null, args);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
        return k;
    }

    static String brackets(int n) { return "[".repeat(n); }

    static String shortened(Object o) {
        String s = String.valueOf(o);
        return s.length() < 120 ? s : s.substring(0, 50) + "...(" + s.length() + " characters)..." + s.substring(s.length() - 30);
    }

    static void of(String what, Show.Body body) {
        String out;
        try {
            out = ": " + shortened(body.run());
        } catch (Throwable t) {
            out = " threw " + shortened(Show.neutral(t));
            for (Throwable c = t.getCause(); c != null; c = c.getCause()) out += " <- " + shortened(Show.neutral(c));
        }
        System.out.println(what + out);
    }

    static void dimensions() {
        for (int n : new int[] {255, 256, 60000}) {
            of("forName, " + n, () -> Class.forName(brackets(n) + "I").getName().length());
            of("forName of a class, " + n, () -> Class.forName(brackets(n) + "Ljava.lang.String;").getName().length());
            of("findClass, " + n, () -> loader().loadClass(brackets(n) + "I"));
            of("ldc, " + n, () -> run(make("L", V17, w -> method(w, "f", "()Ljava/lang/Object;", 2, 0, v -> {
                v.visitLdcInsn(Type.getObjectType(brackets(n) + "I"));
                v.visitInsn(ARETURN);
            })), "L"));
            of("checkcast, " + n, () -> run(make("L", V17, w -> method(w, "f", "()Ljava/lang/Object;", 2, 0, v -> {
                v.visitInsn(ICONST_0);
                v.visitTypeInsn(ANEWARRAY, "java/lang/Object");
                v.visitTypeInsn(CHECKCAST, brackets(n) + "I");
                v.visitInsn(ARETURN);
            })), "L"));
            of("field of type, " + n, () -> run(make("L", V17, w -> w.visitField(ACC_PUBLIC | ACC_STATIC, "x", brackets(n) + "I", null, null)), "L")
                .getClass());
            of("reflected field of type, " + n, () -> ((Class<?>) run(make("L", V17,
                w -> w.visitField(ACC_PUBLIC | ACC_STATIC, "x", brackets(n) + "I", null, null)), "L")).getField("x").getType().getName().length());
            of("method parameter, " + n, () -> run(make("L", V17, w -> method(w, "f", "(" + brackets(n) + "I)V", 2, 1, v -> v.visitInsn(RETURN))), "L",
                (Object) null));
            of("method type, " + n, () -> java.lang.invoke.MethodType.fromMethodDescriptorString("(" + brackets(n) + "I)V", null).parameterType(0).getName().length());
            of("Array.newInstance, " + n, () -> Array.newInstance(int.class, new int[n]).getClass().getName().length());
        }
        of("anewarray of 254", () -> run(make("L", V17, w -> method(w, "f", "()Ljava/lang/Object;", 2, 0, v -> {
            v.visitInsn(ICONST_1);
            v.visitTypeInsn(ANEWARRAY, brackets(254) + "I");
            v.visitInsn(ARETURN);
        })), "L").getClass().getName().length());
        of("anewarray of 255", () -> run(make("L", V17, w -> method(w, "f", "()Ljava/lang/Object;", 2, 0, v -> {
            v.visitInsn(ICONST_1);
            v.visitTypeInsn(ANEWARRAY, brackets(255) + "I");
            v.visitInsn(ARETURN);
        })), "L").getClass().getName().length());
        for (int n : new int[] {255, 256})
            of("multianewarray of 255 of " + n, () -> run(make("L", V17, w -> method(w, "f", "()Ljava/lang/Object;", 255, 0, v -> {
                for (int i = 0; i < 255; i++) v.visitInsn(ICONST_1);
                v.visitMultiANewArrayInsn(brackets(n) + "I", 255);
                v.visitInsn(ARETURN);
            })), "L").getClass().getName().length());
        of("multianewarray of 0", () -> run(make("L", V17, w -> method(w, "f", "()Ljava/lang/Object;", 255, 0, v -> {
            v.visitInsn(ICONST_1);
            v.visitMultiANewArrayInsn(brackets(3) + "I", 0);
            v.visitInsn(ARETURN);
        })), "L").getClass().getName().length());
        of("arrayType", () -> {
            Class<?> k = int.class;
            int n = 0;
            try {
                for (;; n++) k = k.arrayType();
            } catch (Throwable t) {
                return n + " " + t;
            }
        });
        of("newInstance one by one", () -> {
            Class<?> k = int.class;
            int n = 0;
            try {
                for (;; n++) k = Array.newInstance(k, 0).getClass();
            } catch (Throwable t) {
                return n + " " + t;
            }
        });
        of("newInstance of 200 of 100", () -> Array.newInstance(Class.forName(brackets(200) + "I"), new int[100]));
        of("descriptor", () -> Class.forName(brackets(255) + "I").descriptorString().length());
        of("component", () -> Class.forName(brackets(255) + "I").getComponentType().getComponentType().getName().length());
    }

    static void parameters() {
        for (int n : new int[] {255, 256}) {
            of(n + " int parameters, static", () -> run(make("L", V17, w -> method(w, "f", "(" + "I".repeat(n) + ")V", 2, 300, v -> v.visitInsn(RETURN))), "L",
                Collections.nCopies(n, (Object) 1).toArray()));
            of(n + " int parameters, virtual", () -> run(make("L", V17, w -> {
                MethodVisitor v = w.visitMethod(ACC_PUBLIC, "g", "(" + "I".repeat(n - 1) + ")V", null, null);
                v.visitInsn(RETURN);
                v.visitMaxs(0, 300);
            }), "L"));
            of(n + " words of long parameters", () -> run(make("L", V17, w -> method(w, "f", "(" + "J".repeat(n / 2) + "I".repeat(n % 2) + ")V", 2, 300,
                v -> v.visitInsn(RETURN))), "L", n == 255 ? nCopies(127, 1L, 1) : null));
            of("call with " + n + " arguments", () -> run(make("L", V17, w -> method(w, "f", "()V", 300, 0, v -> {
                for (int i = 0; i < n; i++) v.visitInsn(ICONST_0);
                v.visitMethodInsn(INVOKESTATIC, "L", "g", "(" + "I".repeat(n) + ")V", false);
                v.visitInsn(RETURN);
            })), "L"));
        }
    }

    static Object[] nCopies(int n, Object o, Object last) {
        List<Object> l = new ArrayList<>(Collections.nCopies(n, o));
        l.add(last);
        return l.toArray();
    }

    /** A method of n bytes: nops, iconst_1, ireturn. ASM refuses more than 65535: those are put together by hand. */
    static byte[] sized(int n) {
        byte[] b = make("L", V17, w -> method(w, "f", "()I", 1, 0, v -> {
            for (int i = 0; i < Math.min(n, 65000) - 2; i++) v.visitInsn(NOP);
            v.visitInsn(ICONST_1);
            v.visitInsn(IRETURN);
        }));
        if (n <= 65000) return b;
        int at = 0;
        for (int run = 0; run < 64000; at++) run = b[at] == 0 ? run + 1 : 0;
        int extra = n - 65000, start = at - 64000 - 8;
        while (!(b[start] == 0 && b[start + 1] == 0 && (b[start + 2] & 255) == 65000 >> 8 && (b[start + 3] & 255) == (65000 & 255))) start++;
        byte[] more = new byte[b.length + extra];
        System.arraycopy(b, 0, more, 0, at);
        System.arraycopy(b, at, more, at + extra, b.length - at);
        put4(more, start, n);
        put4(more, start - 8, n + 12);
        return more;
    }

    static void put4(byte[] b, int at, int v) {
        for (int i = 0; i < 4; i++) b[at + i] = (byte) (v >> (24 - 8 * i));
    }

    static void methods() {
        for (int n : new int[] {65535, 65536, 70000}) of("method of " + n + " bytes", () -> run(sized(n), "L"));
        of("code of length 0", () -> run(patched(sized(3), new byte[] {0, 0, 0, 3, 0, 4}, new byte[] {0, 0, 0, 0, 0, 4}), "L"));
        of("65535 locals", () -> run(make("L", V17, w -> method(w, "f", "()I", 1, 65535, v -> {
            v.visitInsn(ICONST_5);
            v.visitVarInsn(ISTORE, 65534);
            v.visitVarInsn(ILOAD, 65534);
            v.visitInsn(IRETURN);
        })), "L"));
        of("a long in local 65534 of 65535", () -> run(make("L", V17, w -> method(w, "f", "()J", 2, 65535, v -> {
            v.visitInsn(LCONST_1);
            v.visitVarInsn(LSTORE, 65534);
            v.visitVarInsn(LLOAD, 65534);
            v.visitInsn(LRETURN);
        })), "L"));
        of("65535 on the stack", () -> run(make("L", V17, w -> method(w, "f", "()I", 65535, 0, v -> {
            for (int i = 0; i < 30000; i++) v.visitInsn(ICONST_1);
            for (int i = 1; i < 30000; i++) v.visitInsn(IADD);
            v.visitInsn(IRETURN);
        })), "L"));
        of("10000 handlers", () -> run(make("L", V17, w -> method(w, "f", "()I", 2, 0, v -> {
            Label start = new Label(), end = new Label(), handler = new Label();
            for (int i = 0; i < 10000; i++) v.visitTryCatchBlock(start, end, handler, i < 9999 ? "java/lang/Exception" : null);
            v.visitLabel(start);
            v.visitInsn(ICONST_1);
            v.visitInsn(ICONST_0);
            v.visitInsn(IDIV);
            v.visitLabel(end);
            v.visitInsn(IRETURN);
            v.visitLabel(handler);
            v.visitFrame(F_NEW, 0, null, 1, new Object[] {"java/lang/Throwable"});
            v.visitInsn(POP);
            v.visitInsn(ICONST_5);
            v.visitInsn(IRETURN);
        })), "L"));
        of("a collection in a method of 2000 handlers", () -> run(make("L", V1_5, w -> method(w, "f", "()I", 2, 0, v -> {
            Label start = new Label(), end = new Label(), handler = new Label();
            for (int i = 0; i < 2000; i++) v.visitTryCatchBlock(start, end, handler, "java/lang/Exception");
            v.visitLabel(start);
            for (int i = 0; i < 6000; i++) v.visitInsn(i % 2 == 0 ? ICONST_1 : POP);
            v.visitMethodInsn(INVOKESTATIC, "java/lang/System", "gc", "()V", false);
            v.visitLabel(end);
            v.visitInsn(ICONST_1);
            v.visitInsn(IRETURN);
            v.visitLabel(handler);
            v.visitInsn(POP);
            v.visitInsn(ICONST_5);
            v.visitInsn(IRETURN);
        })), "L"));
        collection(1500);
        for (int[] range : new int[][] {{Integer.MAX_VALUE - 1, Integer.MAX_VALUE}, {Integer.MIN_VALUE, Integer.MIN_VALUE + 1}, {-1, 0}})
            of("tableswitch from " + range[0], () -> run(make("L", V1_5, w -> method(w, "f", "(I)I", 1, 1, v -> {
                Label one = new Label(), other = new Label();
                v.visitVarInsn(ILOAD, 0);
                v.visitTableSwitchInsn(range[0], range[1], other, one, one);
                v.visitLabel(one);
                v.visitInsn(ICONST_1);
                v.visitInsn(IRETURN);
                v.visitLabel(other);
                v.visitInsn(ICONST_2);
                v.visitInsn(IRETURN);
            })), "L", range[1]));
        for (byte[] high : new byte[][] {{127, -1, -1, -1}, {-1, -1, -1, -1}})
            of("tableswitch from 0 to " + high[0], () -> run(patched(make("L", V1_5, w -> method(w, "f", "(I)I", 1, 1, v -> {
                Label one = new Label();
                v.visitVarInsn(ILOAD, 0);
                v.visitTableSwitchInsn(0, 0x1234, one, Collections.nCopies(0x1235, one).toArray(new Label[0]));
                v.visitLabel(one);
                v.visitInsn(ICONST_1);
                v.visitInsn(IRETURN);
            })), new byte[] {0, 0, 0x12, 0x34}, high), "L", 5));
        for (byte[] count : new byte[][] {{127, -1, -1, -1}, {-1, -1, -1, -1}, {0x40, 0, 0, 0}})
            of("lookupswitch of " + count[0], () -> run(patched(make("L", V1_5, w -> method(w, "f", "(I)I", 1, 1, v -> {
                Label one = new Label();
                v.visitVarInsn(ILOAD, 0);
                int[] keys = new int[0x123];
                for (int i = 0; i < keys.length; i++) keys[i] = 5 * i + 7;
                v.visitLookupSwitchInsn(one, keys, Collections.nCopies(keys.length, one).toArray(new Label[0]));
                v.visitLabel(one);
                v.visitInsn(ICONST_1);
                v.visitInsn(IRETURN);
            })), new byte[] {0, 0, 0x1, 0x23}, count), "L", 5));
    }

    static void collection(int blocks) {
        of("a collection in a method that runs from its end to its beginning", () -> run(make("L", V1_5, w -> method(w, "f", "(II)I", 2, 3000, v -> {
            Label[] parts = new Label[blocks];
            for (int i = 0; i < parts.length; i++) parts[i] = new Label();
            v.visitJumpInsn(GOTO, parts[parts.length - 1]);
            v.visitLabel(parts[0]);
            v.visitMethodInsn(INVOKESTATIC, "java/lang/System", "gc", "()V", false);
            v.visitVarInsn(ILOAD, 1);
            v.visitInsn(IRETURN);
            for (int i = 1; i < parts.length; i++) {
                v.visitLabel(parts[i]);
                v.visitInsn(NOP);
                v.visitJumpInsn(GOTO, parts[i - 1]);
            }
        })), "L", 1, 2));
    }

    static void members() {
        of("65535 constants", () -> run(constants(65535), "L"));
        of("65535 fields", () -> ((Class<?>) run(make("L", V17, w -> {
            for (int i = 0; i < 60000; i++) w.visitField(ACC_PUBLIC, "x" + i, "I", null, null);
        }), "L")).getFields().length);
        of("an object of 60000 longs", () -> { Class<?> k = (Class<?>) run(make("L", V17, w -> {
            for (int i = 0; i < 60000; i++) w.visitField(ACC_PUBLIC, "x" + i, "J", null, null);
            MethodVisitor v = w.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
            v.visitVarInsn(ALOAD, 0);
            v.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            v.visitVarInsn(ALOAD, 0);
            v.visitLdcInsn(77L);
            v.visitFieldInsn(PUTFIELD, "L", "x59999", "J");
            v.visitInsn(RETURN);
            v.visitMaxs(3, 1);
        }), "L"); return k.getField("x59999").get(k.getConstructor().newInstance()); });
        of("20000 methods", () -> ((Class<?>) run(make("L", V17, w -> {
            for (int i = 0; i < 20000; i++) method(w, "m" + i, "()V", 0, 0, v -> v.visitInsn(RETURN));
        }), "L")).getDeclaredMethods().length);
        of("2000 interfaces", () -> {
            ByteLoader l = loader();
            String[] names = new String[2000];
            for (int i = 0; i < names.length; i++) {
                ClassWriter w = new ClassWriter(0);
                w.visit(V17, ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT, names[i] = "I" + i, null, "java/lang/Object", null);
                l.add(names[i], w.toByteArray());
            }
            ClassWriter w = new ClassWriter(0);
            w.visit(V17, ACC_PUBLIC, "L", null, "java/lang/Object", names);
            return l.define("L", w.toByteArray()).getInterfaces().length;
        });
        of("interfaces_count 65535", () -> {
            byte[] b = make("L", V17, w -> { });
            int at = b.length - 8;
            b[at] = b[at + 1] = -1;
            return loader().define("L", b);
        });
        for (int i = 1; i < 4; i++) {
            int at = 8 - 2 * i;
            of("count " + i + " is 65535", () -> {
                byte[] b = make("L", V17, w -> { });
                b[b.length - at] = b[b.length - at + 1] = -1;
                return loader().define("L", b);
            });
        }
    }

    static byte[] constants(int n) {
        return make("L", V17, w -> {
            method(w, "f", "()I", 1, 0, v -> {
                v.visitInsn(ICONST_1);
                v.visitInsn(IRETURN);
            });
            for (int i = 1; w.newConst(i) < n - 1; i++) { }
        });
    }

    static void names() {
        for (int n : new int[] {1000, 65534, 65535}) {
            String name = "N".repeat(n);
            of("class name of " + n, () -> loader().define(name, make(name, V17, w -> { })).getName().length());
            if (n == 1000) of("array of that", () -> Array.newInstance(loader().define(name, make(name, V17, w -> { })), 1).getClass().getName().length());
            of("loadClass of that", () -> loader().loadClass(name));
            of("forName of an array of that", () -> Class.forName("[L" + name + ";"));
            of("method name of " + n, () -> ((Class<?>) run(make("L", V17, w -> method(w, name, "()V", 0, 0, v -> v.visitInsn(RETURN))), "L"))
                .getMethod(name).getName().length());
            of("string of " + n, () -> ((String) run(make("L", V17, w -> method(w, "f", "()Ljava/lang/Object;", 1, 0, v -> {
                v.visitLdcInsn(name);
                v.visitInsn(ARETURN);
            })), "L")).length());
        }
        for (int n : new int[] {65536, 1 << 20}) {
            of("loadClass of a name of " + n, () -> loader().loadClass("N".repeat(n)));
            of("forName of a name of " + n, () -> Class.forName("N".repeat(n)));
            of("forName of an array of " + n, () -> Class.forName("[L" + "N".repeat(n) + ";"));
            of("getField of " + n, () -> Limits.class.getField("N".repeat(n)));
            of("defineClass of " + n, () -> loader().define("N".repeat(n), make("L", V17, w -> { })));
            of("findStatic of " + n, () -> java.lang.invoke.MethodHandles.lookup().findStatic(Limits.class, "N".repeat(n), java.lang.invoke.MethodType.methodType(void.class)));
            if (n == 65536) of("getResource of " + n, () -> Limits.class.getResource("N".repeat(n)));
            of("getProperty of " + n, () -> System.getProperty("N".repeat(n)));
            of("load of " + n, () -> { System.load("/" + "N".repeat(n)); return 0; });
            of("intern of " + n, () -> "N".repeat(n).intern().length());
            of("thread name of " + n, () -> { Thread t = new Thread("N".repeat(n)); t.start(); t.join(); return t.getName().length(); });
            of("package of " + n, () -> loader().loadClass("N".repeat(n) + ".X"));
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            collection(Integer.parseInt(args[0]));
            return;
        }
        dimensions();
        parameters();
        methods();
        members();
        names();
    }
}
