import java.lang.invoke.*;
import java.lang.ref.*;
import java.util.*;
import java.util.function.*;

/** Code that lives on has inlined what goes: methods of a loader's classes, its constants, handles to its methods. The classes go all the same, and the code goes on with others. */
public class UnloadInlined {
    /** Copied into each loader. */
    public static class Part implements IntUnaryOperator {
        static final Object[] CONSTANTS = {new Object(), "constant" + new Random(7).nextInt(10)};
        static final List<Integer> NUMBERS = List.of(1, 2, 3);
        static final MethodHandle HANDLE;
        static {
            try {
                HANDLE = MethodHandles.insertArguments(MethodHandles.lookup().findStatic(Part.class, "add", MethodType.methodType(int.class, Object.class, int.class)), 0, new int[] {5});
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        static int add(Object a, int b) { return ((int[]) a)[0] + b; }
        public int applyAsInt(int a) {
            try {
                return (int) HANDLE.invokeExact(a) + NUMBERS.size() + CONSTANTS[1].toString().length() + ("x" + a).length();
            } catch (Throwable t) {
                throw new AssertionError(t);
            }
        }
        public static IntUnaryOperator lambda() { int[] captured = {3}; return a -> a + captured[0] + NUMBERS.get(1); }
    }
    static final MutableCallSite SITE = new MutableCallSite(MethodType.methodType(int.class, int.class));
    static final MethodHandle INVOKER = SITE.dynamicInvoker();

    static int run(IntUnaryOperator f, int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += f.applyAsInt(i);
        return sum;
    }
    static int site(int n) throws Throwable {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += (int) INVOKER.invokeExact(i);
        return sum;
    }

    static WeakReference<Class<?>> use() throws Exception {
        WeakReference<Class<?>>[] w = new WeakReference[1];
        Thread t = new Thread(() -> { // whatever its stack still holds goes with it
            try {
                Class<?> k = new ByteLoader("temporary", UnloadInlined.class.getClassLoader()).copy("UnloadInlined$Part").loadClass("UnloadInlined$Part");
                IntUnaryOperator f = (IntUnaryOperator) k.getConstructor().newInstance();
                IntUnaryOperator g = (IntUnaryOperator) k.getMethod("lambda").invoke(null);
                MethodHandles.Lookup l = MethodHandles.lookup();
                SITE.setTarget(l.findVirtual(IntUnaryOperator.class, "applyAsInt", MethodType.methodType(int.class, int.class)).bindTo(f));
                System.out.println(run(f, 30_000) + " " + run(g, 30_000) + " " + site(30_000));
                SITE.setTarget(MethodHandles.identity(int.class));
                w[0] = new WeakReference<>(k);
            } catch (Throwable e) {
                e.printStackTrace(System.out);
            }
        });
        t.start();
        t.join();
        return w[0];
    }

    public static void main(String[] args) throws Throwable {
        for (int round = 0; round < 4; round++) {
            WeakReference<Class<?>> k = use();
            while (k.get() != null) {
                System.gc();
                Thread.sleep(5);
            }
            System.out.println("gone; " + run(a -> a + 1, 20_000) + " " + site(20_000));
        }
    }
}
