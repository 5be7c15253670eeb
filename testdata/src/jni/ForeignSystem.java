import static jdk.incubator.foreign.CLinker.*;

import java.lang.invoke.*;
import jdk.incubator.foreign.*;

/** Functions of the C library through jdk.incubator.foreign, and one that calls back; no library of our own. */
public class ForeignSystem {
    static int compare(MemoryAddress a, MemoryAddress b) {
        ResourceScope global = ResourceScope.globalScope();
        return Integer.compare(MemoryAccess.getInt(a.asSegment(4, global)), MemoryAccess.getInt(b.asSegment(4, global)));
    }

    public static void main(String[] args) {
        Show.of("strlen", () -> {
            MethodHandle strlen = CLinker.getInstance().downcallHandle(CLinker.systemLookup().lookup("strlen").get(),
                MethodType.methodType(long.class, MemoryAddress.class), FunctionDescriptor.of(C_LONG, C_POINTER));
            try (ResourceScope scope = ResourceScope.newConfinedScope()) { return (long) strlen.invokeExact(toCString("five!", scope).address()); }
        });
        Show.of("qsort", () -> {
            try (ResourceScope scope = ResourceScope.newConfinedScope()) {
                MethodHandle sort = CLinker.getInstance().downcallHandle(CLinker.systemLookup().lookup("qsort").get(),
                    MethodType.methodType(void.class, MemoryAddress.class, long.class, long.class, MemoryAddress.class),
                    FunctionDescriptor.ofVoid(C_POINTER, C_LONG, C_LONG, C_POINTER));
                MemoryAddress compare = CLinker.getInstance().upcallStub(MethodHandles.lookup().findStatic(ForeignSystem.class, "compare",
                    MethodType.methodType(int.class, MemoryAddress.class, MemoryAddress.class)), FunctionDescriptor.of(C_INT, C_POINTER, C_POINTER), scope);
                MemorySegment numbers = SegmentAllocator.ofScope(scope).allocateArray(C_INT, new int[] {4, 2, 9, 1});
                sort.invokeExact(numbers.address(), 4L, 4L, compare);
                return java.util.Arrays.toString(numbers.toIntArray());
            }
        });
    }
}
