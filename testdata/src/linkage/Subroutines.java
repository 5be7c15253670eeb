import static jdk.internal.org.objectweb.asm.Opcodes.*;

import jdk.internal.org.objectweb.asm.*;

/** jsr and ret as javac never wrote them: calls that multiply, many of one subroutine, values below the return address. */
public class Subroutines {
    interface Body { void write(MethodVisitor v); }

    static Class<?> make(String name, Object... methods) {
        ClassWriter w = new ClassWriter(0);
        w.visit(V1_4, ACC_PUBLIC, name, null, "java/lang/Object", null);
        w.visitField(ACC_PUBLIC | ACC_STATIC, "total", "I", null, null).visitEnd();
        for (int i = 0; i < methods.length; i += 3) {
            MethodVisitor v = w.visitMethod(ACC_PUBLIC | ACC_STATIC, (String) methods[i], (String) methods[i + 1], null, null);
            v.visitCode();
            ((Body) methods[i + 2]).write(v);
            v.visitMaxs(100, 100);
            v.visitEnd();
        }
        w.visitEnd();
        return new ByteLoader("subroutines", Subroutines.class.getClassLoader()).define(name, w.toByteArray());
    }

    static Object call(Class<?> k, String name, Object... arguments) throws Throwable {
        for (var m : k.getMethods())
            if (m.getName().equals(name))
                try {
                    return m.invoke(null, arguments);
                } catch (java.lang.reflect.InvocationTargetException e) {
                    throw e.getCause();
                }
        return null;
    }

    /** Subroutine i calls i + 1 at two places, of which bit i of the argument chooses one; n levels are 2^n ways to the last. */
    static void nested(MethodVisitor v, int n, boolean both) {
        Label[] subs = new Label[n + 1];
        for (int i = 0; i <= n; i++) subs[i] = new Label();
        v.visitInsn(ICONST_0);
        v.visitVarInsn(ISTORE, 1);
        v.visitJumpInsn(JSR, subs[0]);
        v.visitVarInsn(ILOAD, 1);
        v.visitInsn(IRETURN);
        for (int i = 0; i <= n; i++) {
            v.visitLabel(subs[i]);
            v.visitVarInsn(ASTORE, 2 + i);
            if (i < n) {
                Label other = new Label(), end = new Label();
                v.visitVarInsn(ILOAD, 0);
                v.visitLdcInsn(1 << i);
                v.visitInsn(IAND);
                v.visitJumpInsn(IFEQ, other);
                v.visitIincInsn(1, i);
                v.visitJumpInsn(JSR, subs[i + 1]);
                if (!both) v.visitJumpInsn(GOTO, end);
                v.visitLabel(other);
                v.visitJumpInsn(JSR, subs[i + 1]);
                v.visitIincInsn(1, 1);
                v.visitLabel(end);
            }
            v.visitVarInsn(RET, 2 + i);
        }
    }

    /** 3000 calls of one subroutine, which adds the number below its return address to the field. */
    static void calls(MethodVisitor v, int n) {
        Label sub = new Label();
        for (int i = 0; i < n; i++) {
            v.visitIntInsn(SIPUSH, i);
            v.visitJumpInsn(JSR, sub);
        }
        v.visitFieldInsn(GETSTATIC, "Calls", "total", "I");
        v.visitInsn(IRETURN);
        v.visitLabel(sub);
        v.visitVarInsn(ASTORE, 1);
        v.visitFieldInsn(GETSTATIC, "Calls", "total", "I");
        v.visitInsn(IADD);
        v.visitFieldInsn(PUTSTATIC, "Calls", "total", "I");
        v.visitVarInsn(RET, 1);
    }

    /** A subroutine returns with more on the stack than it was called with; a second one is left by a jump. */
    static void unbalanced(MethodVisitor v) {
        Label push = new Label(), leave = new Label(), out = new Label();
        v.visitJumpInsn(JSR, push);
        v.visitJumpInsn(JSR, leave);
        v.visitInsn(ICONST_M1);
        v.visitInsn(IRETURN);
        v.visitLabel(out);
        v.visitInsn(LADD);
        v.visitInsn(L2I);
        v.visitInsn(IRETURN);
        v.visitLabel(push);
        v.visitVarInsn(ASTORE, 1);
        v.visitLdcInsn(40L);
        v.visitInsn(LCONST_1);
        v.visitVarInsn(RET, 1);
        v.visitLabel(leave);
        v.visitInsn(POP);
        v.visitInsn(LCONST_1);
        v.visitInsn(LADD);
        v.visitJumpInsn(GOTO, out);
    }

    /** try { try { f(argument) } finally { total++ } } catch (RuntimeException) { } as old compilers wrote it, in a loop. */
    static void handlers(MethodVisitor v) {
        Label start = new Label(), end = new Label(), any = new Label(), sub = new Label(), caught = new Label(), done = new Label(),
                top = new Label();
        v.visitTryCatchBlock(start, end, any, null);
        v.visitTryCatchBlock(start, sub, caught, "java/lang/ArithmeticException");
        v.visitInsn(ICONST_3);
        v.visitVarInsn(ISTORE, 3);
        v.visitLabel(top);
        v.visitLabel(start);
        v.visitIntInsn(BIPUSH, 60);
        v.visitVarInsn(ILOAD, 0);
        v.visitInsn(IDIV);
        v.visitVarInsn(ISTORE, 4);
        v.visitJumpInsn(JSR, sub);
        v.visitLabel(end);
        v.visitJumpInsn(GOTO, done);
        v.visitLabel(any);
        v.visitVarInsn(ASTORE, 1);
        v.visitJumpInsn(JSR, sub);
        v.visitVarInsn(ALOAD, 1);
        v.visitInsn(ATHROW);
        v.visitLabel(sub);
        v.visitVarInsn(ASTORE, 2);
        v.visitFieldInsn(GETSTATIC, "Handlers", "total", "I");
        v.visitInsn(ICONST_1);
        v.visitInsn(IADD);
        v.visitFieldInsn(PUTSTATIC, "Handlers", "total", "I");
        v.visitVarInsn(RET, 2);
        v.visitLabel(caught);
        v.visitInsn(POP);
        v.visitLabel(done);
        v.visitIincInsn(3, -1);
        v.visitVarInsn(ILOAD, 3);
        v.visitJumpInsn(IFGT, top);
        v.visitFieldInsn(GETSTATIC, "Handlers", "total", "I");
        v.visitInsn(IRETURN);
    }

    /** The inner subroutine returns for the outer one. */
    static void forOuter(MethodVisitor v) {
        Label outer = new Label(), inner = new Label();
        v.visitJumpInsn(JSR, outer);
        v.visitIincInsn(0, 1);
        v.visitJumpInsn(JSR, outer);
        v.visitVarInsn(ILOAD, 0);
        v.visitInsn(IRETURN);
        v.visitLabel(outer);
        v.visitVarInsn(ASTORE, 1);
        v.visitIincInsn(0, 10);
        v.visitJumpInsn(JSR, inner);
        v.visitInsn(ICONST_M1);
        v.visitInsn(IRETURN);
        v.visitLabel(inner);
        v.visitInsn(POP);
        v.visitIincInsn(0, 100);
        v.visitVarInsn(RET, 1);
    }

    public static void main(String[] args) throws Throwable {
        Class<?> nested = make("Nested", "run", "(I)I", (Body) v -> nested(v, 30, false));
        for (int bits : new int[] {0, -1, 0x2aaaaaaa, 0x12345678}) Show.of("30 levels, " + bits, () -> call(nested, "run", bits));
        Class<?> both = make("Both", "run", "(I)I", (Body) v -> nested(v, 14, true));
        Show.of("14 levels, all ways", () -> call(both, "run", -1));
        Class<?> calls = make("Calls", "run", "()I", (Body) v -> calls(v, 3000));
        Show.of("3000 calls", () -> call(calls, "run"));
        Class<?> unbalanced = make("Unbalanced", "run", "()I", (Body) v -> unbalanced(v));
        Show.of("unbalanced", () -> call(unbalanced, "run"));
        Class<?> handlers = make("Handlers", "run", "(I)I", (Body) v -> handlers(v));
        Show.of("handlers, 5", () -> call(handlers, "run", 5));
        Show.of("handlers, 0", () -> call(handlers, "run", 0));
        Class<?> forOuter = make("ForOuter", "run", "(I)I", (Body) v -> forOuter(v));
        Show.of("ret of the outer one", () -> call(forOuter, "run", 1000));
    }
}
