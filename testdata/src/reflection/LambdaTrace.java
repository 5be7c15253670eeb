import java.util.List;
import java.util.function.Function;

/** Hidden frames: traces through lambdas, method references, streams, reflection and proxies. */
public class LambdaTrace {
    static int fail(int x) { if (x == 3) throw new IllegalStateException("x=" + x); return x; }

    static void show(Throwable e) {
        System.out.println(e);
        for (StackTraceElement s : e.getStackTrace()) System.out.println("    " + s);
        if (e.getCause() != null) { System.out.print("cause "); show(e.getCause()); }
    }

    public static void main(String[] args) throws Exception {
        try {
            Runnable r = () -> { Function<Integer, Integer> f = LambdaTrace::fail; f.apply(3); };
            r.run();
        } catch (IllegalStateException e) {
            show(e);
        }
        try {
            List.of(1, 2, 3).stream().map(x -> fail(x)).forEach(x -> { });
        } catch (IllegalStateException e) {
            show(e);
        }
        try {
            LambdaTrace.class.getDeclaredMethod("fail", int.class).invoke(null, 3);
        } catch (java.lang.reflect.InvocationTargetException e) {
            show(e.getCause());
        }
        try {
            java.lang.invoke.MethodHandles.lookup().findStatic(LambdaTrace.class, "fail", java.lang.invoke.MethodType.methodType(int.class, int.class)).invoke(3);
        } catch (Throwable e) {
            show(e);
        }
        Runnable proxy = (Runnable) java.lang.reflect.Proxy.newProxyInstance(LambdaTrace.class.getClassLoader(), new Class<?>[] {Runnable.class}, (p, m, a) -> { throw new java.io.IOException(m.getName()); });
        try {
            proxy.run();
        } catch (java.lang.reflect.UndeclaredThrowableException e) {
            System.out.println(e + " " + e.getCause());
        }
        System.out.println("" + StackWalker.getInstance().walk(s -> s.map(f -> f.getMethodName() + ":" + f.getLineNumber()).toList()));
        Runnable w = () -> System.out.println(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass().getSimpleName() + Thread.currentThread().getStackTrace()[1]);
        w.run();
        new Object() { void m() { new Throwable("anonymous").printStackTrace(System.out); } }.m();
        throw new RuntimeException(new Error("last", new Exception("root")));
    }
}
