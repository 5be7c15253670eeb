import java.util.*;
import java.lang.reflect.*;

/** Stack trace elements of classes in named and unnamed loaders, hidden classes, lambdas, proxies, generated code, without debug information. */
public class TraceLoaders {
    public static class Thrower implements Runnable {
        public void run() { throw new IllegalStateException("from " + (getClass().isHidden() ? "hidden" : "visible")); }
        public Runnable lambda() { return () -> { throw new IllegalStateException("lambda"); }; }
        public static String chain(Runnable r) { try { r.run(); return "nothing"; } catch (RuntimeException e) { return TraceLoaders.text(e); } }
    }
    public static String text(Throwable t) {
        StringBuilder b = new StringBuilder(t.toString());
        for (StackTraceElement e : t.getStackTrace()) {
            b.append("\n    ").append(Show.neutral(e).replaceAll("[0-9]+\\)", "N)").replaceAll("Proxy[0-9]+", "ProxyN").replaceAll("Accessor[0-9]+", "AccessorN")).append(" | ").append(e.getClassLoaderName()).append(' ').append(e.getModuleName()).append(' ').append(e.getFileName());
            if (e.getClassName().equals("TraceLoaders") && e.getMethodName().equals("main")) break;
        }
        return b.toString();
    }
    public static void main(String[] args) throws Throwable {
        ClassLoader app = TraceLoaders.class.getClassLoader();
        for (String name : new String[] {"named", null, "with space / slash"}) {
            ByteLoader l = new ByteLoader(name, app).copy("TraceLoaders$Thrower");
            Class<?> k = l.loadClass("TraceLoaders$Thrower");
            Runnable r = (Runnable) k.getDeclaredConstructor().newInstance();
            System.out.println(Thrower.chain(r));
            System.out.println(k.getMethod("chain", Runnable.class).invoke(null, new Thrower()));
            System.out.println(Thrower.chain((Runnable) k.getMethod("lambda").invoke(r)));
        }
        var hidden = java.lang.invoke.MethodHandles.lookup().defineHiddenClass(ByteLoader.bytes("TraceLoaders$Thrower"), true);
        System.out.println(Thrower.chain((Runnable) hidden.lookupClass().getDeclaredConstructor().newInstance()));
        Runnable proxy = (Runnable) Proxy.newProxyInstance(app, new Class<?>[] {Runnable.class}, (p, m, a) -> { throw new IllegalStateException("proxy"); });
        System.out.println(Thrower.chain(proxy));
        Method run = Runnable.class.getMethod("run");
        Throwable last = null;
        for (int i = 0; i < 18; i++) try { run.invoke(new Thrower()); } catch (InvocationTargetException e) { last = e; }
        System.out.println(text(last));
        System.out.println(text(last.getCause()));
        try { List.of(1, 2).forEach(x -> { throw new IllegalStateException("in library"); }); } catch (RuntimeException e) { System.out.println(text(e)); }
        try { new TreeMap<Object, Object>().put(new Object(), 1); } catch (RuntimeException e) { System.out.println(Show.neutral(text(e))); }
        try { java.util.logging.Level.parse("nothing"); } catch (RuntimeException e) { System.out.println(text(e)); }
        try { "x".chars().mapToObj(c -> "" + c).map(Integer::parseInt).map(i -> 1 / (i - 120)).toList(); } catch (RuntimeException e) { System.out.println(text(e)); }
        byte[] stripped = ByteLoader.bytes("TraceLoaders$Thrower");
        String s = new String(stripped, java.nio.charset.StandardCharsets.ISO_8859_1).replace("LineNumberTable", "LineNumberTablX").replace("SourceFile", "SourceFilX");
        ByteLoader l = new ByteLoader("stripped", app).add("TraceLoaders$Thrower", s.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        System.out.println(Thrower.chain((Runnable) l.loadClass("TraceLoaders$Thrower").getDeclaredConstructor().newInstance()));
        Throwable lost = new Throwable();
        System.out.println(lost.getStackTrace()[0].equals(new StackTraceElement("app", null, null, "TraceLoaders", "main", "TraceLoaders.java", lost.getStackTrace()[0].getLineNumber())));
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        System.out.println(all.containsKey(Thread.currentThread()) + " " + all.get(Thread.currentThread())[all.get(Thread.currentThread()).length - 1] + " " + Thread.currentThread().getStackTrace()[0].getMethodName() + Thread.currentThread().getStackTrace()[1].getMethodName() + " " + new Thread().getStackTrace().length);
    }
}
