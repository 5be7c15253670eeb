import java.lang.invoke.*;
import java.lang.constant.*;
import java.util.*;
import static java.lang.invoke.MethodType.methodType;

/** Cracking direct handles, nominal descriptors and their resolution, MethodType's operations and texts. */
public class HandleReveal {
    int f; static long s; final String k = "";
    static int st(String a) { return 1; }
    void inst(int... x) { }
    private synchronized Object priv() throws Exception { return null; }
    interface I { void abs(); default int def() { return 1; } }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        Class<?> me = HandleReveal.class;
        MethodHandle[] all = {l.findStatic(me, "st", methodType(int.class, String.class)), l.findVirtual(me, "inst", methodType(void.class, int[].class)), l.findVirtual(me, "priv", methodType(Object.class)), l.findVirtual(I.class, "abs", methodType(void.class)), l.findVirtual(I.class, "def", methodType(int.class)),
            l.findConstructor(me, methodType(void.class)), l.findGetter(me, "f", int.class), l.findSetter(me, "f", int.class), l.findStaticGetter(me, "s", long.class), l.findStaticSetter(me, "s", long.class), l.findVirtual(String.class, "length", methodType(int.class)), l.findSpecial(Object.class, "toString", methodType(String.class), me), l.findStatic(List.class, "of", methodType(List.class)), l.findGetter(me, "k", String.class)};
        for (MethodHandle h : all) {
            MethodHandleInfo info = l.revealDirect(h);
            System.out.println(info + " | " + info.getReferenceKind() + " " + MethodHandleInfo.referenceKindToString(info.getReferenceKind()) + " " + info.getName() + " " + info.getMethodType() + " " + info.getDeclaringClass() + " " + Integer.toHexString(info.getModifiers()) + " " + info.isVarArgs() + " | " + h);
            Show.of("  reflected", () -> info.reflectAs(java.lang.reflect.Member.class, l));
            Show.of("  described", () -> h.describeConstable().get());
            Show.of("  resolved", () -> ((MethodHandle) h.describeConstable().get().resolveConstantDesc(l)).type());
        }
        Show.of("not direct", () -> l.revealDirect(MethodHandles.insertArguments(all[0], 0, "x")));
        Show.of("not direct described", () -> MethodHandles.insertArguments(all[0], 0, "x").describeConstable());
        Show.of("bound", () -> l.revealDirect(all[10].bindTo("x")));
        Show.of("another lookup", () -> MethodHandles.publicLookup().revealDirect(all[2]));
        Show.of("reflectAs wrong", () -> l.revealDirect(all[0]).reflectAs(java.lang.reflect.Field.class, l));
        Show.of("invoker revealed", () -> l.revealDirect(l.findVirtual(MethodHandle.class, "invokeExact", methodType(int.class, String.class))));
        Show.of("var handle method", () -> l.revealDirect(l.findVirtual(VarHandle.class, "getVolatile", methodType(int.class, me))));
        MethodType t = methodType(int.class, String.class, long.class, Integer.class, void.class.isPrimitive() ? double[].class : null);
        System.out.println(t + " " + t.toMethodDescriptorString() + " " + t.erase() + " " + t.generic() + " " + t.wrap() + " " + t.unwrap() + " " + t.hasPrimitives() + t.hasWrappers() + " " + t.lastParameterType() + " " + t.parameterList() + " " + t.hashCode() % 1 + " " + t.descriptorString());
        System.out.println(t.changeParameterType(0, int.class) + " " + t.changeReturnType(void.class) + " " + t.dropParameterTypes(1, 3) + " " + t.insertParameterTypes(2, byte.class, char.class) + " " + t.appendParameterTypes(List.of(short.class)) + " " + MethodType.genericMethodType(2, true) + " " + t.describeConstable().get().displayDescriptor());
        System.out.println((t == MethodType.fromMethodDescriptorString("(Ljava/lang/String;JLjava/lang/Integer;[D)I", null)) + " " + t.equals(t.changeReturnType(int.class)) + " " + MethodType.fromMethodDescriptorString("()V", me.getClassLoader()) + " " + MethodType.fromMethodDescriptorString("(LHandleReveal;[[LHandleReveal$I;)LHandleReveal;", me.getClassLoader()));
        for (String bad : new String[] {"", "()", "(V)V", "(I", "(Q)V", "(Ljava/lang/String)V", "(Ljava.lang.String;)V", "(LNoSuch;)V", "I", "(I)I)", "([V)V", "(L;)V"})
            Show.of("descriptor " + bad, () -> MethodType.fromMethodDescriptorString(bad, me.getClassLoader()));
        Show.of("void parameter", () -> methodType(int.class, void.class));
        Show.of("null parameter", () -> methodType(int.class, (Class<?>) null));
        Show.of("null return", () -> methodType((Class<?>) null));
        Show.of("index", () -> t.parameterType(4));
        Show.of("drop", () -> t.dropParameterTypes(3, 2));
        Show.of("insert", () -> t.insertParameterTypes(5, int.class));
        Show.of("last of none", () -> methodType(int.class).lastParameterType());
        Show.of("255", () -> MethodType.genericMethodType(255).parameterCount());
        Show.of("256", () -> MethodType.genericMethodType(256));
        Show.of("128 longs", () -> methodType(void.class, Collections.nCopies(128, long.class)));
        Show.of("127 longs", () -> methodType(void.class, Collections.nCopies(127, long.class)).parameterCount());
        Show.of("desc", () -> MethodTypeDesc.ofDescriptor("(ILjava/lang/String;)[J").resolveConstantDesc(l) + " " + ClassDesc.of("java.util", "List").arrayType(2) + " " + ConstantDescs.CD_int.resolveConstantDesc(l) + " " + ClassDesc.ofDescriptor("[[LHandleReveal$I;").resolveConstantDesc(l));
        Show.of("desc absent", () -> ClassDesc.of("no.Such").resolveConstantDesc(l));
        Show.of("desc bad", () -> ClassDesc.of("no/Such"));
        Show.of("enum desc", () -> Enum.EnumDesc.of(ClassDesc.of("java.lang.Thread$State"), "NEW").resolveConstantDesc(l) + " " + Thread.State.NEW.describeConstable().get());
        Show.of("dynamic desc", () -> DynamicConstantDesc.ofNamed(ConstantDescs.BSM_NULL_CONSTANT, "_", ConstantDescs.CD_String).resolveConstantDesc(l));
        Show.of("handle desc", () -> MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, ClassDesc.of("HandleReveal"), "st", MethodTypeDesc.ofDescriptor("(Ljava/lang/String;)I")).asType(MethodTypeDesc.ofDescriptor("(Ljava/lang/String;)J")).resolveConstantDesc(l));
        Show.of("handle desc absent", () -> MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, ClassDesc.of("HandleReveal"), "no", MethodTypeDesc.ofDescriptor("()I")).resolveConstantDesc(l));
    }
}
