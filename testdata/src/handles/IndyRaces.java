import java.lang.invoke.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import jdk.internal.org.objectweb.asm.*;
import static jdk.internal.org.objectweb.asm.Opcodes.*;

/** Threads that link the same call sites and dynamic constants at once all see one result; a class of 1500 sites links each once. */
public class IndyRaces {
    static final AtomicInteger made = new AtomicInteger();
    static final CyclicBarrier barrier = new CyclicBarrier(4);
    public static CallSite link(MethodHandles.Lookup l, String name, MethodType t) throws Exception {
        barrier.await(1, TimeUnit.HOURS); // all four threads are in the bootstrap method of the same site
        return new ConstantCallSite(MethodHandles.constant(Object.class, made.incrementAndGet()));
    }
    public static Object constant(MethodHandles.Lookup l, String name, Class<?> t) throws Exception {
        barrier.await(1, TimeUnit.HOURS);
        return made.incrementAndGet();
    }
    public static CallSite many(MethodHandles.Lookup l, String name, MethodType t, int n) { made.incrementAndGet(); return new ConstantCallSite(MethodHandles.constant(int.class, n)); }

    public static void main(String[] args) throws Throwable {
        ClassWriter cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        cw.visit(V17, ACC_PUBLIC, "Sites", null, "java/lang/Object", null);
        String bsm = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
        for (int i = 0; i < 4; i++) {
            MethodVisitor m = cw.visitMethod(ACC_PUBLIC | ACC_STATIC, "site" + i, "()Ljava/lang/Object;", null, null);
            m.visitCode();
            if (i < 2) m.visitInvokeDynamicInsn("x", "()Ljava/lang/Object;", new Handle(H_INVOKESTATIC, "IndyRaces", "link", bsm + ")Ljava/lang/invoke/CallSite;", false));
            else m.visitLdcInsn(new ConstantDynamic("x" + i, "Ljava/lang/Object;", new Handle(H_INVOKESTATIC, "IndyRaces", "constant", "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;", false)));
            m.visitInsn(ARETURN);
            m.visitMaxs(0, 0);
            m.visitEnd();
        }
        MethodVisitor sum = cw.visitMethod(ACC_PUBLIC | ACC_STATIC, "sum", "()I", null, null);
        sum.visitCode();
        sum.visitInsn(ICONST_0);
        for (int i = 0; i < 1500; i++) {
            sum.visitInvokeDynamicInsn("n", "()I", new Handle(H_INVOKESTATIC, "IndyRaces", "many", bsm + "I)Ljava/lang/invoke/CallSite;", false), i);
            sum.visitInsn(IADD);
        }
        sum.visitInsn(IRETURN);
        sum.visitMaxs(0, 0);
        sum.visitEnd();
        Class<?> sites = new ByteLoader("sites", IndyRaces.class.getClassLoader()).define("Sites", cw.toByteArray());
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            made.set(0);
            MethodHandle site = MethodHandles.lookup().findStatic(sites, "site" + i, MethodType.methodType(Object.class));
            List<Future<Object>> results = new ArrayList<>();
            for (int n = 0; n < 4; n++)
                results.add(pool.submit(() -> {
                    try {
                        return site.invokeExact();
                    } catch (Throwable t) {
                        return t;
                    }
                }));
            Set<Object> seen = new HashSet<>();
            for (Future<Object> r : results) seen.add(r.get());
            Object later = site.invokeExact();
            System.out.println("site " + i + ": made " + made + ", seen " + seen.size() + ", the same later " + seen.contains(later));
        }
        made.set(0);
        MethodHandle total = MethodHandles.lookup().findStatic(sites, "sum", MethodType.methodType(int.class));
        List<Future<Object>> results = new ArrayList<>();
        for (int n = 0; n < 2; n++)
            results.add(pool.submit(() -> {
                try {
                    return (int) total.invokeExact();
                } catch (Throwable t) {
                    return t;
                }
            }));
        for (Future<Object> r : results) System.out.println(r.get());
        System.out.println((made.get() >= 1500) + " " + (int) total.invokeExact());
        pool.shutdown();
    }
}
