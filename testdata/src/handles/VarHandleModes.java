import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.VarHandle.AccessMode;

/** Every access mode of VarHandles on fields, static fields and array elements of every type: supported or not, and what it does. */
public class VarHandleModes {
    boolean z; byte b; short s; char c; int i; long j; float f; double d; String o; volatile int v; final int fin = 9;
    static boolean sz; static byte sb; static short ss; static char sc; static int si; static long sj; static float sf; static double sd; static String so;

    static Object[] values(Class<?> t) {
        if (t == boolean.class) return new Object[] {false, true, true};
        if (t == byte.class) return new Object[] {(byte) 0, (byte) 127, (byte) 3};
        if (t == short.class) return new Object[] {(short) 0, (short) 32767, (short) 3};
        if (t == char.class) return new Object[] {'\0', '\uffff', '\3'};
        if (t == int.class) return new Object[] {0, Integer.MAX_VALUE, 3};
        if (t == long.class) return new Object[] {0L, Long.MAX_VALUE, 3L};
        if (t == float.class) return new Object[] {0f, -0.5f, 3f};
        if (t == double.class) return new Object[] {0d, -0.5d, 3d};
        return new Object[] {null, "one", "two"};
    }

    static void all(String what, VarHandle h, Object... where) {
        StringBuilder text = new StringBuilder(what + " " + h.varType().getSimpleName() + ":");
        Object[] v = values(h.varType());
        for (AccessMode mode : AccessMode.values()) {
            if (!h.isAccessModeSupported(mode)) continue;
            MethodHandle m = h.toMethodHandle(mode);
            List<Object> args = new ArrayList<>(List.of(where));
            int more = m.type().parameterCount() - where.length;
            if (more > 0) args.add(more == 1 ? v[1] : v[0]);
            if (more > 1) args.add(v[2]);
            try {
                Object r = m.invokeWithArguments(args), now = h.toMethodHandle(AccessMode.GET).invokeWithArguments(where);
                text.append(' ').append(mode.methodName()).append(m.type().returnType() == void.class ? "" : "=" + (r instanceof Character ? (int) (char) r : r)).append("->").append(now instanceof Character ? (int) (char) now : now);
                h.toMethodHandle(AccessMode.SET).invokeWithArguments(args(where, v[0]));
            } catch (Throwable t) {
                text.append(' ').append(mode.methodName()).append(" threw ").append(t);
            }
        }
        System.out.println(text);
        StringBuilder no = new StringBuilder("  not:");
        for (AccessMode mode : AccessMode.values())
            if (!h.isAccessModeSupported(mode)) no.append(' ').append(mode.methodName());
        System.out.println(no);
    }
    static Object[] args(Object[] where, Object value) {
        Object[] a = Arrays.copyOf(where, where.length + 1);
        a[where.length] = value;
        return a;
    }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        Class<?>[] types = {boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, String.class};
        String[] names = {"z", "b", "s", "c", "i", "j", "f", "d", "o"};
        for (int n = 0; n < types.length; n++) {
            all("field", l.findVarHandle(VarHandleModes.class, names[n], types[n]), new VarHandleModes());
            all("static", l.findStaticVarHandle(VarHandleModes.class, "s" + names[n], types[n]));
            all("element", MethodHandles.arrayElementVarHandle(types[n].arrayType()), java.lang.reflect.Array.newInstance(types[n], 3), 2);
        }
        all("volatile", l.findVarHandle(VarHandleModes.class, "v", int.class), new VarHandleModes());
        VarHandle fin = l.findVarHandle(VarHandleModes.class, "fin", int.class);
        System.out.println((int) fin.get(new VarHandleModes()) + " " + fin.isAccessModeSupported(AccessMode.SET) + fin.isAccessModeSupported(AccessMode.GET_VOLATILE));
        Show.of("set final", () -> { fin.set(new VarHandleModes(), 1); return 0; });
        Show.of("getAndAdd on boolean", () -> l.findVarHandle(VarHandleModes.class, "z", boolean.class).getAndAdd(new VarHandleModes(), true));
        Show.of("getAndBitwiseOr on float", () -> l.findVarHandle(VarHandleModes.class, "f", float.class).getAndBitwiseOr(new VarHandleModes(), 1f));
        Show.of("getAndAdd on String", () -> l.findVarHandle(VarHandleModes.class, "o", String.class).getAndAdd(new VarHandleModes(), "x"));
        VarHandleModes m = new VarHandleModes();
        VarHandle b = l.findVarHandle(VarHandleModes.class, "b", byte.class), c = l.findVarHandle(VarHandleModes.class, "c", char.class), s = l.findVarHandle(VarHandleModes.class, "s", short.class), d = l.findVarHandle(VarHandleModes.class, "d", double.class), f = l.findVarHandle(VarHandleModes.class, "f", float.class);
        for (int i = 0; i < 3; i++) System.out.println((byte) b.getAndAdd(m, (byte) 100) + " " + (int) (char) c.getAndAdd(m, '\u7fff') + " " + (short) s.getAndAddAcquire(m, (short) -20000) + " " + (double) d.getAndAddRelease(m, 0.1) + " " + (float) f.getAndAdd(m, 1e30f) + " neighbours " + m.z + m.i + m.v);
        m.d = Double.NaN;
        m.f = 0f;
        System.out.println(d.compareAndSet(m, Double.NaN, 1.0) + " " + m.d + " " + f.compareAndSet(m, -0f, 1f) + " " + (float) f.compareAndExchange(m, 0f, 2f) + m.f);
        m.b = -128; m.s = -1;
        System.out.println((byte) b.compareAndExchange(m, (byte) -128, (byte) 5) + " " + b.weakCompareAndSetPlain(m, (byte) 4, (byte) 6) + (short) s.getAndBitwiseXor(m, (short) 0x0ff0) + " " + m.b + " " + m.s);
    }
}
