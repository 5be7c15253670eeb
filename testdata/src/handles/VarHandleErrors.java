import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodType.methodType;

/** VarHandle calls that don't fit: types, receivers, null, exact behaviour; access mode types, invokers, descriptions. */
public class VarHandleErrors {
    int i; long j; String s; static List<String> list; Object[] o = {1, 2};
    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        VarHandle i = l.findVarHandle(VarHandleErrors.class, "i", int.class), j = l.findVarHandle(VarHandleErrors.class, "j", long.class), s = l.findVarHandle(VarHandleErrors.class, "s", String.class), list = l.findStaticVarHandle(VarHandleErrors.class, "list", List.class), el = MethodHandles.arrayElementVarHandle(Object[].class), strings = MethodHandles.arrayElementVarHandle(String[].class);
        VarHandleErrors v = new VarHandleErrors();
        Show.of("no receiver", () -> (int) i.get());
        Show.of("null receiver", () -> (int) i.get((VarHandleErrors) null));
        Show.of("null set", () -> { i.set((VarHandleErrors) null, 1); return 0; });
        Show.of("wrong receiver", () -> (int) i.get("x"));
        Show.of("wrong receiver behind Object", () -> (int) i.get((Object) "x"));
        Show.of("as long", () -> (long) i.get(v));
        Show.of("as Object", () -> (Object) i.get(v));
        Show.of("as short", () -> (short) i.get(v));
        Show.of("as String", () -> (String) i.get(v));
        Show.of("set long", () -> { i.set(v, 1L); return v.i; });
        Show.of("set byte", () -> { i.set(v, (byte) -1); return v.i; });
        Show.of("set Integer", () -> { i.set(v, (Integer) 5); return v.i; });
        Show.of("set Object", () -> { i.set(v, (Object) 6); return v.i; });
        Show.of("set String behind Object", () -> { i.set(v, (Object) "six"); return v.i; });
        Show.of("set null Integer", () -> { i.set(v, (Integer) null); return v.i; });
        Show.of("set, result used", () -> (int) (Integer) (Object) i.getAndSet(v, 8));
        Show.of("cas ints for long", () -> j.compareAndSet(v, 0, 5) + " " + v.j);
        Show.of("cas too few", () -> j.compareAndSet(v, 0L));
        Show.of("cas result void", () -> { j.compareAndSet(v, 5L, 6L); return v.j; });
        Show.of("cas result int", () -> { int x = (int) (Object) j.compareAndSet(v, 6L, 7L); return x; });
        Show.of("String from Object", () -> { s.set(v, (Object) "text"); return v.s; });
        Show.of("String from Integer behind Object", () -> { s.set(v, (Object) 1); return v.s; });
        Show.of("String from Integer", () -> { s.set(v, 1); return v.s; });
        Show.of("static", () -> { list.set(List.of("a")); return list.get(); });
        Show.of("static with receiver", () -> list.get(v));
        Show.of("element", () -> { el.set(v.o, 1, "x"); return el.get(v.o, 1); });
        Show.of("element index", () -> el.get(v.o, 2));
        Show.of("element negative", () -> { el.set(v.o, -1, "x"); return 0; });
        Show.of("element null array", () -> el.get((Object[]) null, 0));
        Show.of("element store", () -> { el.set((Object[]) new String[1], 0, (Object) 1); return 0; });
        Show.of("element store volatile", () -> { el.setVolatile((Object[]) new Integer[1], 0, (Object) "s"); return 0; });
        Show.of("element cas store", () -> el.compareAndSet((Object[]) new String[1], 0, (Object) null, (Object) 1));
        Show.of("strings from Object[]", () -> strings.get((Object) new Object[1], 0));
        Show.of("strings of a subclass", () -> strings.get(new String[] {"q"}, 0));
        Show.of("exact", () -> (int) i.withInvokeExactBehavior().get(v));
        VarHandle exact = i.withInvokeExactBehavior();
        Show.of("exact as long", () -> (long) exact.get(v));
        Show.of("exact, set byte", () -> { exact.set(v, (byte) 1); return 0; });
        Show.of("exact, subclass receiver", () -> (int) exact.get((Object) v));
        Show.of("exact?", () -> exact.hasInvokeExactBehavior() + " " + i.hasInvokeExactBehavior() + " " + exact.withInvokeBehavior().hasInvokeExactBehavior() + " " + (exact.withInvokeExactBehavior() == exact));
        for (VarHandle h : new VarHandle[] {i, list, el})
            System.out.println(h + " " + h.accessModeType(VarHandle.AccessMode.GET) + h.accessModeType(VarHandle.AccessMode.SET) + h.accessModeType(VarHandle.AccessMode.COMPARE_AND_EXCHANGE) + h.accessModeType(VarHandle.AccessMode.GET_AND_ADD) + h.accessModeType(VarHandle.AccessMode.WEAK_COMPARE_AND_SET) + " " + h.describeConstable());
        MethodHandle exactInvoker = MethodHandles.varHandleExactInvoker(VarHandle.AccessMode.GET_AND_ADD, methodType(int.class, VarHandleErrors.class, int.class)), invoker = MethodHandles.varHandleInvoker(VarHandle.AccessMode.GET_AND_ADD, methodType(long.class, Object.class, byte.class));
        Show.of("exact invoker", () -> (int) exactInvoker.invoke(i, v, 10) + " " + v.i);
        Show.of("exact invoker, other", () -> (int) exactInvoker.invoke(j, v, 10));
        Show.of("invoker", () -> (long) invoker.invoke(i, (Object) v, (byte) 1) + " " + (long) invoker.invoke(j, (Object) v, (byte) 1) + " " + v.i + " " + v.j);
        Show.of("invoker unsupported", () -> (long) invoker.invoke(s, (Object) v, (byte) 1));
        Show.of("null VarHandle", () -> { VarHandle n = null; return (int) n.get(v); });
        Show.of("reflectively", () -> VarHandle.class.getMethod("get", Object[].class).invoke(i, (Object) new Object[] {v}));
        Show.of("absent", () -> l.findVarHandle(VarHandleErrors.class, "none", int.class));
        Show.of("wrong type", () -> l.findVarHandle(VarHandleErrors.class, "i", long.class));
        Show.of("static as instance", () -> l.findVarHandle(VarHandleErrors.class, "list", List.class));
        Show.of("modes", () -> Arrays.toString(VarHandle.AccessMode.values()) + VarHandle.AccessMode.valueFromMethodName("getAndSet"));
        Show.of("no mode", () -> VarHandle.AccessMode.valueFromMethodName("nothing"));
    }
}
