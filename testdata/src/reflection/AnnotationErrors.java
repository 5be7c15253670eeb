import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;
import jdk.internal.org.objectweb.asm.*;
import jdk.internal.org.objectweb.asm.Type;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** Annotations and signatures that don't fit what they refer to: absent classes, constants, members; wrong types; malformed data. */
public class AnnotationErrors {
    enum Level { LOW }
    @Retention(RetentionPolicy.RUNTIME) @interface Ann { int n() default 1; String s(); Level e() default Level.LOW; Class<?> k() default Object.class; Other a() default @Other; int[] ns() default {}; Class<?>[] ks() default {}; Level[] es() default {}; }
    @Retention(RetentionPolicy.RUNTIME) @interface Other { int v() default 0; }

    interface With { void go(AnnotationVisitor a); }
    static int count;
    static Class<?> make(String desc, With w) { return make(null, desc, w); }
    static Class<?> make(String signature, String desc, With w) {
        ClassWriter cw = new ClassWriter(0);
        cw.visit(V17, ACC_PUBLIC | ACC_SUPER, "Made" + count, signature, "java/lang/Object", null);
        if (desc != null) {
            AnnotationVisitor a = cw.visitAnnotation(desc, true);
            w.go(a);
            a.visitEnd();
        }
        cw.visitEnd();
        return new ByteLoader("made", AnnotationErrors.class.getClassLoader()).define("Made" + count++, cw.toByteArray());
    }
    static final String ANN = "LAnnotationErrors$Ann;";
    static void all(String what, Class<?> c) {
        Show.of(what, () -> { Ann a = c.getAnnotation(Ann.class); return a; });
        for (Method m : new Method[] {m("n"), m("s"), m("e"), m("k"), m("a"), m("ns"), m("ks"), m("es")})
            Show.of("  " + m.getName(), () -> { Ann a = c.getAnnotation(Ann.class); if (a == null) return "no annotation"; try { Object r = m.invoke(a); return r instanceof int[] x ? Arrays.toString(x) : r instanceof Object[] y ? Arrays.toString(y) : r; } catch (InvocationTargetException e) { throw e.getCause(); } });
    }
    static Method m(String n) { try { return Ann.class.getDeclaredMethod(n); } catch (NoSuchMethodException e) { throw new AssertionError(e); } }

    public static void main(String[] args) throws Exception {
        all("good", make(ANN, a -> a.visit("s", "text")));
        all("incomplete", make(ANN, a -> { }));
        all("unknown member", make(ANN, a -> { a.visit("s", "t"); a.visit("zzz", 5); }));
        all("wrong type", make(ANN, a -> { a.visit("s", 5); a.visit("n", "five"); }));
        all("wrong array", make(ANN, a -> { a.visit("s", "t"); a.visit("ns", new long[] {1}); }));
        all("scalar for array", make(ANN, a -> { a.visit("s", "t"); a.visit("ns", 5); }));
        all("array for scalar", make(ANN, a -> { a.visit("s", "t"); a.visit("n", new int[] {5}); }));
        all("absent class", make(ANN, a -> { a.visit("s", "t"); a.visit("k", Type.getObjectType("NoSuch")); AnnotationVisitor x = a.visitArray("ks"); x.visit(null, Type.INT_TYPE); x.visit(null, Type.getObjectType("no/Such2")); x.visitEnd(); }));
        all("absent constant", make(ANN, a -> { a.visit("s", "t"); a.visitEnum("e", "LAnnotationErrors$Level;", "HIGH"); AnnotationVisitor x = a.visitArray("es"); x.visitEnum(null, "LAnnotationErrors$Level;", "LOW"); x.visitEnum(null, "LAnnotationErrors$Level;", "NONE"); x.visitEnd(); }));
        all("other enum", make(ANN, a -> { a.visit("s", "t"); a.visitEnum("e", "Ljava/lang/Thread$State;", "NEW"); }));
        all("no enum", make(ANN, a -> { a.visit("s", "t"); a.visitEnum("e", "Ljava/lang/String;", "NEW"); }));
        all("absent enum", make(ANN, a -> { a.visit("s", "t"); a.visitEnum("e", "LNoSuchEnum;", "X"); }));
        all("other annotation", make(ANN, a -> { a.visit("s", "t"); AnnotationVisitor x = a.visitAnnotation("a", "Ljava/lang/Deprecated;"); x.visitEnd(); }));
        all("absent annotation inside", make(ANN, a -> { a.visit("s", "t"); AnnotationVisitor x = a.visitAnnotation("a", "LNoSuchAnn;"); x.visitEnd(); }));
        all("absent annotation", make("LNoSuchAnn;", a -> { }));
        all("class as annotation", make("Ljava/lang/String;", a -> { }));
        all("duplicate", make(ANN, a -> { a.visit("s", "t"); a.visit("s", "u"); }));
        Show.of("twice", () -> { ClassWriter cw = new ClassWriter(0); cw.visit(V17, ACC_PUBLIC, "Twice", null, "java/lang/Object", null); for (int i = 0; i < 2; i++) { AnnotationVisitor a = cw.visitAnnotation(ANN, true); a.visit("s", "t"); a.visitEnd(); } return new ByteLoader("t", AnnotationErrors.class.getClassLoader()).define("Twice", cw.toByteArray()).getAnnotations().length; });
        for (String s : new String[] {"Ljava/lang/Object;", "<T:Ljava/lang/Object;>Ljava/util/ArrayList<TT;>;", "<T:>Ljava/lang/Object;", "Ljava/util/List<TX;>;", "", "garbage", "LNoSuch<Ljava/lang/String;>;", "Ljava/lang/String<Ljava/lang/String;>;", "Ljava/util/Map<Ljava/lang/String;>;", "<T:TT;>Ljava/lang/Object;", "Ljava/util/Map$Entry<TT;", "Ljava/util/Map.Entry<**>;", "[I", "Ljava/lang/Object;Ljava/lang/Runnable;I"})
            Show.of("signature " + s, () -> { Class<?> c = make(s, null, null); return c.getGenericSuperclass() + " " + Arrays.toString(c.getGenericInterfaces()) + Arrays.toString(c.getTypeParameters()) + (c.getTypeParameters().length > 0 ? Arrays.toString(c.getTypeParameters()[0].getBounds()) : "") + " " + c.toGenericString(); });
        ClassWriter cw = new ClassWriter(0);
        cw.visit(V17, ACC_PUBLIC | ACC_ABSTRACT, "Members", null, "java/lang/Object", null);
        cw.visitField(ACC_PUBLIC, "absent", "LNoSuchType;", null, null).visitEnd();
        cw.visitField(ACC_PUBLIC, "bad", "I", "Q", null).visitEnd();
        cw.visitField(ACC_PUBLIC, "wrong", "I", "Ljava/util/List<Ljava/lang/String;>;", null).visitEnd();
        cw.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "good", "(I)V", "<X:Ljava/lang/Object;>(TX;TX;)V^TX;", new String[] {"NoSuchException"}).visitEnd();
        cw.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "bad", "()V", "(", null).visitEnd();
        cw.visitEnd();
        Class<?> c = new ByteLoader("members", AnnotationErrors.class.getClassLoader()).define("Members", cw.toByteArray());
        Show.of("fields", () -> c.getDeclaredFields().length);
        Show.of("field absent", () -> c.getField("absent"));
        Show.of("field bad", () -> c.getField("bad").getGenericType());
        Show.of("methods", () -> c.getDeclaredMethods().length);
        Show.of("method", () -> c.getMethod("good", int.class));
        ClassWriter cw2 = new ClassWriter(0);
        cw2.visit(V17, ACC_PUBLIC | ACC_ABSTRACT, "Members2", null, "java/lang/Object", null);
        cw2.visitField(ACC_PUBLIC, "bad", "I", "Q", null).visitEnd();
        cw2.visitField(ACC_PUBLIC, "wrong", "I", "Ljava/util/List<Ljava/lang/String;>;", null).visitEnd();
        cw2.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "good", "(I)V", "<X:Ljava/lang/Object;>(TX;TX;)V^TX;", null).visitEnd();
        cw2.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "bad", "()V", "(", null).visitEnd();
        MethodVisitor mv = cw2.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "params", "(IJ)V", null, null);
        mv.visitParameter("first", ACC_FINAL);
        mv.visitEnd();
        mv = cw2.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "params2", "(IJ)V", null, null);
        mv.visitParameter("a.b", 0);
        mv.visitParameter(null, ACC_SYNTHETIC | ACC_MANDATED);
        mv.visitEnd();
        mv = cw2.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, "params3", "(IJ)V", null, null);
        mv.visitParameter("same", ACC_FINAL);
        mv.visitParameter(null, 0);
        mv.visitParameterAnnotation(1, "LAnnotationErrors$Other;", true).visitEnd();
        mv.visitEnd();
        cw2.visitEnd();
        Class<?> d = new ByteLoader("members", AnnotationErrors.class.getClassLoader()).define("Members2", cw2.toByteArray());
        Show.of("field bad", () -> d.getField("bad").getGenericType());
        Show.of("field wrong", () -> d.getField("wrong").getGenericType() + " " + d.getField("wrong").getType());
        Show.of("method good", () -> d.getMethod("good", int.class).toGenericString());
        Show.of("method bad", () -> d.getMethod("bad").toGenericString());
        for (String p : new String[] {"params", "params2", "params3"})
            Show.of(p, () -> { StringBuilder b = new StringBuilder(); for (Parameter x : d.getMethod(p, int.class, long.class).getParameters()) b.append(x).append(x.isNamePresent()).append(Modifier.toString(x.getModifiers())).append(x.isSynthetic()).append(x.isImplicit()).append(Arrays.toString(x.getAnnotations())).append("; "); return b; });
    }
}
