import java.lang.invoke.*;
import java.nio.*;
import java.util.*;
import static java.lang.invoke.VarHandle.AccessMode;

/** VarHandles that view byte arrays and byte buffers: orders, unaligned access, bounds, read-only and direct buffers. */
public class VarHandleViews {
    public static void main(String[] args) throws Throwable {
        for (Class<?> type : new Class<?>[] {short[].class, char[].class, int[].class, long[].class, float[].class, double[].class})
            for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                VarHandle a = MethodHandles.byteArrayViewVarHandle(type, order), b = MethodHandles.byteBufferViewVarHandle(type, order);
                byte[] bytes = new byte[24];
                for (int i = 0; i < 24; i++) bytes[i] = (byte) (i * 37);
                ByteBuffer heap = ByteBuffer.wrap(bytes.clone()), direct = ByteBuffer.allocateDirect(24).put(bytes).flip(), slice = ByteBuffer.wrap(bytes.clone()).position(8).slice();
                StringBuilder modes = new StringBuilder();
                for (AccessMode m : AccessMode.values()) modes.append(a.isAccessModeSupported(m) ? 'x' : '.').append(b.isAccessModeSupported(m) ? 'x' : '.');
                System.out.println(type.getSimpleName() + " " + order + " " + a.coordinateTypes() + b.coordinateTypes() + " " + modes);
                System.out.println("  " + text(a.toMethodHandle(AccessMode.GET).invoke(bytes, 1)) + " " + text(b.toMethodHandle(AccessMode.GET).invoke(heap, 3)) + " " + text(b.toMethodHandle(AccessMode.GET).invoke(direct, 5)) + " " + text(b.toMethodHandle(AccessMode.GET).invoke(slice, 0)) + " " + text(a.toMethodHandle(AccessMode.GET_VOLATILE).invoke(bytes, 8)) + " " + text(b.toMethodHandle(AccessMode.GET_ACQUIRE).invoke(direct, 8)));
                Show.of("  unaligned volatile", () -> a.toMethodHandle(AccessMode.GET_VOLATILE).invoke(bytes, 1));
                Show.of("  unaligned volatile heap", () -> b.toMethodHandle(AccessMode.GET_OPAQUE).invoke(heap, 1));
                Show.of("  unaligned volatile direct", () -> b.toMethodHandle(AccessMode.GET_OPAQUE).invoke(direct, 1));
                Show.of("  too far", () -> a.toMethodHandle(AccessMode.GET).invoke(bytes, 23));
                Show.of("  too far in a buffer", () -> b.toMethodHandle(AccessMode.GET).invoke(direct, 23));
                Show.of("  negative", () -> b.toMethodHandle(AccessMode.GET).invoke(heap, -1));
                if (a.isAccessModeSupported(AccessMode.COMPARE_AND_SET)) {
                    Object old = a.toMethodHandle(AccessMode.GET).invoke(bytes, 8), other = a.toMethodHandle(AccessMode.GET).invoke(bytes, 16);
                    System.out.println("  cas " + a.toMethodHandle(AccessMode.COMPARE_AND_SET).invoke(bytes, 8, old, other) + b.toMethodHandle(AccessMode.COMPARE_AND_SET).invoke(direct, 8, old, other) + " " + text(b.toMethodHandle(AccessMode.GET_AND_SET).invoke(heap, 16, old)) + " " + Arrays.toString(bytes) + " " + direct.get(8) + " " + heap.get(16));
                    if (a.isAccessModeSupported(AccessMode.GET_AND_ADD)) System.out.println("  add " + text(a.toMethodHandle(AccessMode.GET_AND_ADD).invoke(bytes, 8, other)) + " " + text(a.toMethodHandle(AccessMode.GET_AND_BITWISE_XOR).invoke(bytes, 8, old)) + " " + text(a.toMethodHandle(AccessMode.GET).invoke(bytes, 8)) + " " + text(b.toMethodHandle(AccessMode.GET_AND_BITWISE_OR).invoke(direct, 16, old)) + " " + direct.get(16));
                }
                Show.of("  read only", () -> b.toMethodHandle(AccessMode.GET).invoke(heap.asReadOnlyBuffer(), 0).equals(b.toMethodHandle(AccessMode.GET).invoke(heap, 0)));
                Show.of("  read only set", () -> { b.toMethodHandle(AccessMode.SET).invoke(heap.asReadOnlyBuffer(), 0, b.toMethodHandle(AccessMode.GET).invoke(heap, 0)); return 0; });
                Show.of("  limit", () -> b.toMethodHandle(AccessMode.GET).invoke(ByteBuffer.wrap(bytes).limit(4), 3));
            }
        VarHandle ints = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
        Show.of("null array", () -> (int) ints.get((byte[]) null, 0));
        Show.of("null buffer", () -> (int) MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN).get((ByteBuffer) null, 0));
        Show.of("no array", () -> MethodHandles.byteArrayViewVarHandle(int.class, ByteOrder.BIG_ENDIAN));
        Show.of("boolean[]", () -> MethodHandles.byteArrayViewVarHandle(boolean[].class, ByteOrder.BIG_ENDIAN));
        Show.of("byte[]", () -> MethodHandles.byteBufferViewVarHandle(byte[].class, ByteOrder.BIG_ENDIAN));
        Show.of("Object[]", () -> MethodHandles.byteArrayViewVarHandle(Object[].class, ByteOrder.BIG_ENDIAN));
        Show.of("long index", () -> (int) ints.get(new byte[8], 1L));
        Show.of("adapted", () -> { VarHandle at3 = MethodHandles.identity(int.class) == null ? null : ints; at3.set(new byte[4], 0, 5); return at3; });
        VarHandle.fullFence(); VarHandle.acquireFence(); VarHandle.releaseFence(); VarHandle.loadLoadFence(); VarHandle.storeStoreFence();
    }
    static String text(Object o) { return o instanceof Character c ? "c" + (int) c : String.valueOf(o); }
}
