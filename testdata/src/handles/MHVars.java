import java.lang.invoke.*;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.*;

/** VarHandles: every access mode on fields, statics, arrays and byte views; field updaters; Unsafe-backed atomics. */
public class MHVars {
    byte b; short s; char c; int i; long j; float f; double d; boolean z; Object o; String str;
    static int si; static Object so = "init";
    final int fin = 5;
    volatile int vi; volatile long vl; volatile String vr;
    interface Body { Object run() throws Throwable; }
    static void show(String what, Body body) {
        try {
            System.out.println(what + ": " + body.run());
        } catch (Throwable t) {
            System.out.println(what + " threw " + t);
        }
    }
    static VarHandle of(String name, Class<?> type) throws Exception {
        return MethodHandles.lookup().findVarHandle(MHVars.class, name, type);
    }
    public static void main(String[] args) throws Throwable {
        MHVars x = new MHVars();
        VarHandle B = of("b", byte.class), S = of("s", short.class), C = of("c", char.class), I = of("i", int.class), J = of("j", long.class),
            F = of("f", float.class), D = of("d", double.class), Z = of("z", boolean.class), O = of("o", Object.class), STR = of("str", String.class);
        B.set(x, (byte) -3); S.setVolatile(x, (short) -300); C.setOpaque(x, 'q'); I.setRelease(x, 42); J.set(x, 1L << 40);
        F.set(x, 1.5f); D.setVolatile(x, 2.25); Z.set(x, true); O.set(x, "obj"); STR.setRelease(x, "string");
        System.out.println((byte) B.get(x) + " " + (short) S.getVolatile(x) + " " + (char) C.getOpaque(x) + " " + (int) I.getAcquire(x) + " "
            + (long) J.get(x) + " " + (float) F.get(x) + " " + (double) D.get(x) + " " + (boolean) Z.get(x) + " " + O.get(x) + " " + (String) STR.get(x));
        show("cas int", () -> I.compareAndSet(x, 42, 43) + " " + I.compareAndSet(x, 42, 44) + " " + x.i);
        show("weak", () -> I.weakCompareAndSetPlain(x, 43, 50) + " " + I.weakCompareAndSetAcquire(x, 50, 51) + " " + I.weakCompareAndSetRelease(x, 51, 52) + " " + I.weakCompareAndSet(x, 52, 53));
        show("exchange", () -> (int) I.compareAndExchange(x, 53, 60) + " " + (int) I.compareAndExchangeAcquire(x, 1, 2) + " " + (int) I.compareAndExchangeRelease(x, 60, 61));
        show("get and", () -> (int) I.getAndSet(x, 7) + " " + (int) I.getAndAdd(x, 10) + " " + (int) I.getAndAddRelease(x, 1) + " " + x.i);
        show("bitwise", () -> (int) I.getAndBitwiseOr(x, 0x100) + " " + (int) I.getAndBitwiseAndAcquire(x, 0x1f0) + " " + (int) I.getAndBitwiseXorRelease(x, 3) + " " + x.i);
        show("byte", () -> B.compareAndSet(x, (byte) -3, (byte) 100) + " " + (byte) B.getAndAdd(x, (byte) 100) + " " + x.b + " " + (byte) B.getAndBitwiseXor(x, (byte) 0x55) + " " + x.b);
        show("short", () -> (short) S.getAndAdd(x, (short) 1) + " " + (short) S.compareAndExchange(x, (short) -299, (short) 5) + " " + x.s);
        show("char", () -> C.compareAndSet(x, 'q', '\uffff') + " " + (char) C.getAndAdd(x, (char) 2) + " " + (int) x.c);
        show("long", () -> (long) J.getAndAdd(x, -1L) + " " + J.compareAndSet(x, (1L << 40) - 1, 5L) + " " + x.j);
        show("float", () -> F.compareAndSet(x, 1.5f, 2.5f) + " " + (float) F.getAndAdd(x, 0.25f) + " " + x.f);
        show("double", () -> D.compareAndSet(x, 2.25, -0.0) + " " + (double) D.getAndSet(x, Double.NaN) + " " + x.d);
        show("boolean", () -> Z.compareAndSet(x, true, false) + " " + (boolean) Z.getAndBitwiseOr(x, true) + " " + x.z);
        show("reference", () -> O.compareAndSet(x, "obj", x) + " " + (O.getAndSet(x, null) == x) + " " + x.o + " " + O.compareAndExchange(x, null, "w") + " " + x.o);
        show("reference type", () -> STR.compareAndSet(x, "string", (Object) 5));
        show("number on ref", () -> O.getAndAdd(x, 1));
        show("wrong receiver", () -> (int) I.get("x"));
        show("null receiver", () -> (int) I.get((MHVars) null));
        show("convert", () -> (long) I.get(x) + " " + (Object) I.get(x));
        show("wrong arity", () -> (int) I.get(x, 1));
        VarHandle FIN = of("fin", int.class);
        show("final get", () -> (int) FIN.get(x));
        show("final set", () -> { FIN.set(x, 1); return "?"; });
        show("mode", () -> FIN.isAccessModeSupported(VarHandle.AccessMode.SET) + " " + I.isAccessModeSupported(VarHandle.AccessMode.GET_AND_ADD));
        VarHandle SI = MethodHandles.lookup().findStaticVarHandle(MHVars.class, "si", int.class);
        SI.set(9);
        show("static", () -> (int) SI.getAndAdd(1) + " " + si + " " + SI.compareAndSet(10, 11) + " " + (int) SI.getVolatile());
        VarHandle A = MethodHandles.arrayElementVarHandle(int[].class), AO = MethodHandles.arrayElementVarHandle(String[].class);
        int[] arr = new int[4];
        show("array", () -> { A.set(arr, 2, 8); return (int) A.getAndAdd(arr, 2, 3) + " " + (int) A.getVolatile(arr, 2) + " " + A.compareAndSet(arr, 3, 0, 1) + " " + java.util.Arrays.toString(arr); });
        show("array bounds", () -> (int) A.get(arr, 4));
        show("array ref", () -> { String[] sa = {"a", "b"}; AO.setVolatile(sa, 0, "z"); return AO.compareAndSet(sa, 1, "b", "c") + String.join(",", sa); });
        show("array store", () -> { Object[] sa = new Integer[1]; MethodHandles.arrayElementVarHandle(Object[].class).set(sa, 0, "s"); return "?"; });
        byte[] bytes = new byte[24];
        VarHandle BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN), LE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        show("views", () -> { BE.set(bytes, 1, 0x01020304); LE.set(bytes, 9, 0x1122334455667788L); return java.util.Arrays.toString(bytes) + (int) BE.get(bytes, 1); });
        show("view misaligned", () -> (int) BE.getVolatile(bytes, 2));
        show("view aligned", () -> (int) BE.getVolatile(bytes, 4));
        show("view bounds", () -> (long) LE.get(bytes, 17));
        java.nio.ByteBuffer buf = java.nio.ByteBuffer.allocateDirect(16);
        VarHandle BB = MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
        show("buffer view", () -> { BB.set(buf, 3, (short) 0x7788); return buf.get(3) + " " + buf.get(4) + " " + (short) BB.get(buf, 3); });
        show("to handle", () -> (int) I.toMethodHandle(VarHandle.AccessMode.GET_AND_ADD).invokeExact(x, 5));
        show("described", () -> I.varType() + " " + I.coordinateTypes() + " " + I.accessModeType(VarHandle.AccessMode.COMPARE_AND_SET));
        AtomicIntegerFieldUpdater<MHVars> iu = AtomicIntegerFieldUpdater.newUpdater(MHVars.class, "vi");
        AtomicLongFieldUpdater<MHVars> lu = AtomicLongFieldUpdater.newUpdater(MHVars.class, "vl");
        AtomicReferenceFieldUpdater<MHVars, String> ru = AtomicReferenceFieldUpdater.newUpdater(MHVars.class, String.class, "vr");
        System.out.println(iu.incrementAndGet(x) + " " + lu.addAndGet(x, 1L << 33) + " " + ru.getAndSet(x, "new") + " " + x.vr);
        AtomicIntegerArray aia = new AtomicIntegerArray(3);
        aia.accumulateAndGet(1, 5, Math::max);
        AtomicReferenceArray<String> ara = new AtomicReferenceArray<>(2);
        System.out.println(aia + " " + ara.compareAndSet(0, null, "q") + " " + ara + " " + new AtomicLong(5).getAndUpdate(v -> v * 2));
        VarHandle.fullFence(); VarHandle.acquireFence(); VarHandle.releaseFence(); VarHandle.loadLoadFence(); VarHandle.storeStoreFence();
        int n = 0;
        for (int k = 0; k < 10000; k++)
            n += (int) I.getAndAdd(x, 1) & 1;
        System.out.println("hot " + n);
    }
}
