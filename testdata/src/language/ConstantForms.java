import java.lang.constant.*;
import java.lang.invoke.*;
import java.util.*;

/** java.lang.constant: class, method and handle descriptions, dynamic constants, their resolution and refusals. */
public class ConstantForms {
    interface Body {
        Object run() throws Throwable;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static String join(String a, int n) { return a.repeat(n); }
    static int counter = 3;
    public static void main(String[] args) {
        MethodHandles.Lookup l = MethodHandles.lookup();
        ClassDesc me = ClassDesc.of("ConstantForms");
        show("classes",
            ()
                -> ClassDesc.of("java.util", "Map").nested("Entry").descriptorString() + " " + ClassDesc.ofDescriptor("[[I").displayName()
                + " " + ConstantForms.class.describeConstable().get().arrayType(2) + " " + ClassDesc.ofDescriptor("V").isPrimitive() + " "
                + me.packageName().isEmpty() + " " + java.lang.constant.ConstantDescs.CD_Map.resolveConstantDesc(l));
        show("bad class", () -> ClassDesc.of("a/b"));
        show("bad descriptor", () -> ClassDesc.ofDescriptor("Lx"));
        show("array of void", () -> ClassDesc.ofDescriptor("V").arrayType());
        show("missing", () -> ClassDesc.of("no.Such").resolveConstantDesc(l));
        MethodTypeDesc t = MethodTypeDesc.ofDescriptor("(Ljava/lang/String;I)Ljava/lang/String;");
        show("type",
            ()
                -> t.displayDescriptor() + " " + t.changeReturnType(me).parameterCount() + " "
                + t.insertParameterTypes(0, me).descriptorString() + " " + t.dropParameterTypes(0, 1) + " " + t.resolveConstantDesc(l));
        show("bad type", () -> MethodTypeDesc.ofDescriptor("(V)I"));
        show("handle", () -> {
            MethodHandleDesc h = MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, me, "join", t);
            return h + " " + ((MethodHandle) h.resolveConstantDesc(l)).invoke("ab", 2) + " "
                + h.asType(MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)Ljava/lang/Object;"));
        });
        show("getter",
            ()
                -> ((MethodHandle) MethodHandleDesc
                        .ofField(DirectMethodHandleDesc.Kind.STATIC_GETTER, me, "counter", java.lang.constant.ConstantDescs.CD_int)
                        .resolveConstantDesc(l))
                       .invoke());
        show("no method", () -> MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, me, "none", t).resolveConstantDesc(l));
        show("enum",
            () -> Thread.State.NEW.describeConstable().get() + " " + Thread.State.NEW.describeConstable().get().resolveConstantDesc(l));
        show("var handle",
            () -> l.findStaticVarHandle(ConstantForms.class, "counter", int.class).describeConstable().get().resolveConstantDesc(l).get());
        show("null", () -> java.lang.constant.ConstantDescs.NULL.resolveConstantDesc(l));
        show("dynamic",
            ()
                -> DynamicConstantDesc
                       .ofNamed(java.lang.constant.ConstantDescs.BSM_PRIMITIVE_CLASS, "J", java.lang.constant.ConstantDescs.CD_Class)
                       .resolveConstantDesc(l));
        show("call site", () -> {
            DynamicCallSiteDesc d = DynamicCallSiteDesc.of(
                java.lang.constant.ConstantDescs.ofCallsiteBootstrap(ClassDesc.of("java.lang.invoke.StringConcatFactory"),
                    "makeConcatWithConstants", java.lang.constant.ConstantDescs.CD_CallSite, java.lang.constant.ConstantDescs.CD_String,
                    java.lang.constant.ConstantDescs.CD_Object.arrayType()),
                "makeConcatWithConstants", t, "<\u0001|\u0001>");
            return d.resolveCallSiteDesc(l).getTarget().invoke("s", 5);
        });
        show("handle describe",
            ()
                -> l.findStatic(ConstantForms.class, "join", MethodType.methodType(String.class, String.class, int.class))
                       .describeConstable()
                       .get());
        show("bound describe",
            ()
                -> MethodHandles
                       .insertArguments(
                           l.findStatic(ConstantForms.class, "join", MethodType.methodType(String.class, String.class, int.class)), 0, "x")
                       .describeConstable());
        show("hidden", () -> {
            Runnable r = () -> {};
            return r.getClass().describeConstable();
        });
    }
}
