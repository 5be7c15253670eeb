import java.io.*;
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

/** Type annotations in every position that reflection shows, read through AnnotatedType. */
public class TypeAnnotations {
    @Retention(RetentionPolicy.RUNTIME) @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER}) @Repeatable(As.class) @interface A { String value() default ""; }
    @Retention(RetentionPolicy.RUNTIME) @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER}) @interface As { A[] value(); }
    static class Box<@A("param") T extends @A("bound") Number & @A("bound2") Comparable<@A("arg") T>> extends @A("super") ArrayList<@A("superarg") T> implements @A("itf") Serializable, @A("itf2") Cloneable { }
    @A("field") int prim; @A("list") List<@A("elem") String @A("dim1") [] @A("dim2") []> list; Map<@A("key") ? extends @A("upper") Number, @A("w") ? super @A("lower") Integer> map; Map.@A("nested") Entry<@A("k") String, @A("v") int @A("arr") []> entry; @A("o") Outer.@A("inner") In<@A("x") String> inner; @A("1") @A("2") String twice;
    static class Outer { class In<Z> { In(@A("outer") String s) { } void m(@A("mrecv") Outer.@A("mrecv2") In<Z> this) { } } }
    <@A("mtp") M extends @A("mb") Runnable> @A("ret") String method(@A("this") TypeAnnotations this, @A("p0") int a, @A("p1") M @A("varargs") ... b) throws @A("ex") IOException, @A("ex2") RuntimeException { return null; }
    @A("con") TypeAnnotations(@A("cp") String s) throws @A("cex") Exception { }
    record Rec<@A("rp") R>(@A("rc") List<@A("re") R> c) { }
    void none(int x) { }

    static String show(AnnotatedType t) {
        if (t == null) return "null";
        StringBuilder b = new StringBuilder(Arrays.toString(t.getAnnotations()).replace("TypeAnnotations.", "") + t.getType().getTypeName().replace("TypeAnnotations$", ""));
        if (t instanceof AnnotatedParameterizedType p) for (AnnotatedType x : p.getAnnotatedActualTypeArguments()) b.append(" <").append(show(x)).append(">");
        if (t instanceof AnnotatedArrayType p) b.append(" of ").append(show(p.getAnnotatedGenericComponentType()));
        if (t instanceof AnnotatedWildcardType p) { for (AnnotatedType x : p.getAnnotatedUpperBounds()) b.append(" up ").append(show(x)); for (AnnotatedType x : p.getAnnotatedLowerBounds()) b.append(" low ").append(show(x)); }
        if (t instanceof AnnotatedTypeVariable p) for (AnnotatedType x : p.getAnnotatedBounds()) b.append(" bound ").append(x.getType().getTypeName());
        if (t.getAnnotatedOwnerType() != null) b.append(" in ").append(show(t.getAnnotatedOwnerType()));
        return b.toString();
    }
    static String all(AnnotatedType[] ts) {
        StringBuilder b = new StringBuilder();
        for (AnnotatedType t : ts) b.append(show(t)).append("; ");
        return b.toString();
    }

    public static void main(String[] args) throws Exception {
        System.out.println(show(Box.class.getAnnotatedSuperclass()) + " | " + all(Box.class.getAnnotatedInterfaces()));
        TypeVariable<?> t = Box.class.getTypeParameters()[0];
        System.out.println(Arrays.toString(t.getAnnotations()) + " " + all(t.getAnnotatedBounds()));
        for (String f : new String[] {"prim", "list", "map", "entry", "inner", "twice"}) System.out.println(f + " " + show(TypeAnnotations.class.getDeclaredField(f).getAnnotatedType()));
        System.out.println(Arrays.toString(TypeAnnotations.class.getDeclaredField("twice").getAnnotatedType().getAnnotationsByType(A.class)) + TypeAnnotations.class.getDeclaredField("twice").getAnnotatedType().getAnnotation(A.class));
        Method m = null;
        for (Method x : TypeAnnotations.class.getDeclaredMethods()) if (x.getName().equals("method")) m = x;
        System.out.println(show(m.getAnnotatedReturnType()) + " | " + show(m.getAnnotatedReceiverType()) + " | " + all(m.getAnnotatedParameterTypes()) + " | " + all(m.getAnnotatedExceptionTypes()) + " | " + all(m.getTypeParameters()[0].getAnnotatedBounds()) + Arrays.toString(m.getTypeParameters()[0].getAnnotations()) + show(m.getParameters()[1].getAnnotatedType()));
        Constructor<?> c = TypeAnnotations.class.getDeclaredConstructors()[0];
        System.out.println(show(c.getAnnotatedReturnType()) + " | " + show(c.getAnnotatedReceiverType()) + " | " + all(c.getAnnotatedParameterTypes()) + " | " + all(c.getAnnotatedExceptionTypes()));
        Constructor<?> in = Outer.In.class.getDeclaredConstructors()[0];
        System.out.println(show(in.getAnnotatedReceiverType()) + " | " + show(Outer.In.class.getDeclaredMethod("m").getAnnotatedReceiverType()) + " | " + all(in.getAnnotatedParameterTypes()));
        RecordComponent r = Rec.class.getRecordComponents()[0];
        System.out.println(show(r.getAnnotatedType()) + " | " + show(Rec.class.getDeclaredField("c").getAnnotatedType()) + " | " + show(Rec.class.getDeclaredMethod("c").getAnnotatedReturnType()) + " | " + all(Rec.class.getDeclaredConstructors()[0].getAnnotatedParameterTypes()) + Arrays.toString(Rec.class.getTypeParameters()[0].getAnnotations()));
        Method none = TypeAnnotations.class.getDeclaredMethod("none", int.class);
        System.out.println(show(none.getAnnotatedReturnType()) + show(none.getAnnotatedReceiverType()) + all(none.getAnnotatedParameterTypes()) + all(none.getAnnotatedExceptionTypes()) + TypeAnnotations.class.getDeclaredMethod("main", String[].class).getAnnotatedReceiverType());
        System.out.println(show(Object.class.getAnnotatedSuperclass()) + show(int.class.getAnnotatedSuperclass()) + show(int[].class.getAnnotatedSuperclass()) + show(Runnable.class.getAnnotatedSuperclass()) + all(int[].class.getAnnotatedInterfaces()) + all(String.class.getAnnotatedInterfaces()));
        AnnotatedType x = TypeAnnotations.class.getDeclaredField("list").getAnnotatedType(), y = TypeAnnotations.class.getDeclaredField("list").getAnnotatedType();
        System.out.println(x.equals(y) + " " + (x.hashCode() == y.hashCode()) + " " + x + " " + TypeAnnotations.class.getDeclaredField("map").getAnnotatedType());
    }
}
