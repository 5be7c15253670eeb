import java.lang.annotation.*;
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.concurrent.*;

/** Threads that reflect on fresh classes at once: members, annotations, generics, accessors, proxies, handles agree. */
public class ReflectParallel {
    @Retention(RetentionPolicy.RUNTIME) public @interface Mark { String value(); int n() default 3; }
    @Mark("class") public static class Subject<T extends Number> implements Comparable<Subject<T>> { @Mark("f") public int f = 1; public List<T> list; @Mark("m") public int m(@Mark("p") int x) { return x + f; } public Subject() { } public int compareTo(Subject<T> o) { return 0; } public static int st(int a, long b) { return (int) (a + b); } }
    static Object handle(Method m, Object o) { try { return MethodHandles.publicLookup().unreflect(m).invoke(o, 5); } catch (Throwable t) { return t; } }
    public static void main(String[] args) throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Set<String> texts = new TreeSet<>();
        for (int round = 0; round < 12; round++) {
            ByteLoader l = new ByteLoader("fresh", ReflectParallel.class.getClassLoader()).copy("ReflectParallel", "ReflectParallel$Subject");
            Class<?> k = l.loadClass("ReflectParallel$Subject");
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<String>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++)
                all.add(pool.submit(() -> {
                    start.await();
                    StringBuilder b = new StringBuilder();
                    Object o = k.getConstructor().newInstance();
                    Method m = k.getMethod("m", int.class), st = k.getMethod("st", int.class, long.class);
                    Field f = k.getField("f");
                    long sum = 0;
                    for (int i = 0; i < 40; i++) {
                        sum += (Integer) m.invoke(o, i) + (Integer) st.invoke(null, i, 2L);
                        f.setInt(o, i);
                        k.getConstructor().newInstance();
                    }
                    b.append(sum).append(f.getInt(o)).append(k.getAnnotation(Mark.class)).append(f.getAnnotation(Mark.class).value()).append(m.getParameterAnnotations()[0][0]).append(Arrays.toString(k.getGenericInterfaces())).append(k.getField("list").getGenericType()).append(k.getTypeParameters()[0].getBounds()[0]).append(k.getMethods().length).append(k.getDeclaredFields().length);

                    b.append(handle(m, o));
                    return b.toString();
                }));
            for (Future<String> x : all) texts.add(x.get(1, TimeUnit.HOURS));
        }
        pool.shutdown();
        texts.forEach(System.out::println);
    }
}
