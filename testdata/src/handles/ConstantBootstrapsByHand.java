import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.ConstantBootstraps.*;

/** The bootstraps of java.lang.invoke.ConstantBootstraps called directly, with the errors of each. */
public class ConstantBootstrapsByHand {
    static final int answer = 42; static String text = "t"; int inst; static long wide = 7; final long fin = 1;
    enum Color { RED, GREEN { } }
    static String join(String a, int b) { return a + b; }
    static Object fail() throws Exception { throw new Exception("failed"); }
    static void nothing() { }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        Class<?> me = ConstantBootstrapsByHand.class;
        Show.of("nullConstant", () -> nullConstant(l, "_", String.class));
        Show.of("nullConstant int", () -> nullConstant(l, "_", int.class));
        Show.of("primitiveClass", () -> primitiveClass(l, "I", Class.class) + " " + primitiveClass(l, "V", Class.class) + " " + primitiveClass(l, "Z", Class.class));
        Show.of("primitiveClass wrong", () -> primitiveClass(l, "Q", Class.class));
        Show.of("primitiveClass long", () -> primitiveClass(l, "II", Class.class));
        Show.of("primitiveClass type", () -> primitiveClass(l, "I", Object.class));
        Show.of("enumConstant", () -> enumConstant(l, "GREEN", Color.class).ordinal());
        Show.of("enumConstant absent", () -> enumConstant(l, "BLUE", Color.class));
        Show.of("enumConstant no enum", () -> enumConstant(l, "X", (Class) String.class));
        Show.of("getStaticFinal", () -> getStaticFinal(l, "answer", int.class, me));
        Show.of("getStaticFinal own class", () -> getStaticFinal(l, "RED", Color.class));
        Show.of("getStaticFinal boxed", () -> getStaticFinal(l, "TRUE", Boolean.class));
        Show.of("getStaticFinal MAX_VALUE", () -> getStaticFinal(l, "MAX_VALUE", int.class));
        Show.of("getStaticFinal not final", () -> getStaticFinal(l, "text", String.class, me));
        Show.of("getStaticFinal absent", () -> getStaticFinal(l, "none", String.class, me));
        Show.of("getStaticFinal type", () -> getStaticFinal(l, "answer", long.class, me));
        Show.of("getStaticFinal instance", () -> getStaticFinal(l, "fin", long.class, me));
        MethodHandle join = l.findStatic(me, "join", MethodType.methodType(String.class, String.class, int.class));
        Show.of("invoke", () -> invoke(l, "_", String.class, join, "a", 1));
        Show.of("invoke CharSequence", () -> invoke(l, "_", CharSequence.class, join, "a", 1));
        Show.of("invoke int", () -> invoke(l, "_", int.class, join, "a", 1));
        Show.of("invoke too few", () -> invoke(l, "_", String.class, join, "a"));
        Show.of("invoke wrong", () -> invoke(l, "_", String.class, join, 1, 2));
        Show.of("invoke throws", () -> invoke(l, "_", Object.class, l.findStatic(me, "fail", MethodType.methodType(Object.class))));
        Show.of("invoke void", () -> invoke(l, "_", void.class, l.findStatic(me, "nothing", MethodType.methodType(void.class))));
        Show.of("invoke varargs", () -> invoke(l, "_", List.class, l.findStatic(List.class, "of", MethodType.methodType(List.class, Object[].class)), 1, 2, 3));
        Show.of("fieldVarHandle", () -> fieldVarHandle(l, "inst", VarHandle.class, me, int.class).varType());
        Show.of("fieldVarHandle absent", () -> fieldVarHandle(l, "none", VarHandle.class, me, int.class));
        Show.of("fieldVarHandle type", () -> fieldVarHandle(l, "inst", Object.class == null ? null : (Class) String.class, me, int.class));
        Show.of("staticFieldVarHandle", () -> (long) staticFieldVarHandle(l, "wide", VarHandle.class, me, long.class).getAndAdd(3L) + " " + wide);
        Show.of("staticFieldVarHandle instance", () -> staticFieldVarHandle(l, "inst", VarHandle.class, me, int.class));
        Show.of("arrayVarHandle", () -> arrayVarHandle(l, "_", VarHandle.class, int[].class).coordinateTypes());
        Show.of("arrayVarHandle no array", () -> arrayVarHandle(l, "_", VarHandle.class, int.class));
        Show.of("explicitCast", () -> explicitCast(l, "_", byte.class, 300) + " " + explicitCast(l, "_", int.class, null) + " " + explicitCast(l, "_", boolean.class, 3) + " " + explicitCast(l, "_", String.class, "s") + " " + explicitCast(l, "_", Object.class, 1));
        Show.of("explicitCast wrong", () -> explicitCast(l, "_", String.class, 1));
        Show.of("explicitCast void", () -> explicitCast(l, "_", void.class, 1));
        Show.of("classData", () -> MethodHandles.classData(l, "_", Object.class));
        Show.of("classData name", () -> MethodHandles.classData(l, "x", Object.class));
        Show.of("classData lookup", () -> MethodHandles.classData(MethodHandles.publicLookup(), "_", Object.class));
        Show.of("classDataAt", () -> MethodHandles.classDataAt(l, "_", Object.class, 0));
    }
}
