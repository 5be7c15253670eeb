import java.util.*;
import java.util.stream.*;
import java.lang.StackWalker.*;

/** StackWalker in its modes, with batches, reflection and lambda frames; caller classes; stack trace elements. */
public class Walk {
    static List<String> names(StackWalker w) {
        return w.walk(s -> s.map(f -> f.getClassName().replaceAll("/0x.*|\\$\\$Lambda.*", "#") + "." + f.getMethodName()).collect(Collectors.toList()));
    }

    static List<String> viaReflection(StackWalker w) throws Exception {
        return (List<String>) Walk.class.getDeclaredMethod("names", StackWalker.class).invoke(null, w);
    }

    static List<String> viaLambda(StackWalker w) {
        java.util.function.Supplier<List<String>> s = () -> names(w);
        return s.get();
    }

    static int deep(int n, StackWalker w) { return n == 0 ? w.walk(s -> (int) s.count()) : deep(n - 1, w); }

    static long limited(int n, StackWalker w, int limit) { return n == 0 ? w.walk(s -> s.limit(limit).count()) : limited(n - 1, w, limit); }

    static class Caller { static Class<?> who() { return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE).getCallerClass(); } }

    static class Manager extends SecurityManager {
        List<String> context() {
            return Arrays.stream(getClassContext()).map(Class::getName).collect(Collectors.toList());
        }
    }

    public static void main(String[] args) throws Exception {
        StackWalker plain = StackWalker.getInstance(), retain = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
        StackWalker reflect = StackWalker.getInstance(Option.SHOW_REFLECT_FRAMES);
        System.out.println(names(plain));
        System.out.println(viaReflection(plain));
        System.out.println(viaReflection(reflect).contains("java.lang.reflect.Method.invoke"));
        System.out.println(viaLambda(plain));
        System.out.println(deep(0, plain) + " " + deep(5, plain) + " " + deep(500, plain) + " " + deep(40, retain));
        System.out.println(limited(100, plain, 3) + " " + limited(100, retain, 50));
        System.out.println(Caller.who());
        plain.forEach(f -> System.out.println(f + " " + f.getLineNumber() + " " + f.getFileName() + " " + f.isNativeMethod() + " " + (f.getByteCodeIndex() > 0)));
        retain.forEach(f -> System.out.println(f.getDeclaringClass() + " " + f.getMethodType() + " " + f.getDescriptor() + " " + f.toStackTraceElement()));
        try {
            plain.forEach(StackFrame::getDeclaringClass);
        } catch (UnsupportedOperationException e) {
            System.out.println(e.getMessage());
        }
        try {
            plain.walk(s -> { throw new IllegalStateException("inside"); });
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        Stream<StackFrame>[] kept = new Stream[1];
        plain.walk(s -> kept[0] = s);
        try {
            kept[0].count();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(new Manager().context());
        System.out.println(plain.<Long>walk(s -> s.flatMap(f -> StackWalker.getInstance().<List<StackFrame>>walk(t -> t.collect(Collectors.toList())).stream()).filter(f -> f.getMethodName().equals("main")).count()) > 0);
        Thread t = new Thread(() -> System.out.println(names(plain)), "other");
        t.start();
        t.join();
        StackTraceElement e = new Throwable().getStackTrace()[0];
        System.out.println(e + " " + e.getModuleName() + " " + e.getClassLoaderName() + " " + e.getModuleVersion());
        try {
            List.of(1).add(2);
        } catch (UnsupportedOperationException x) {
            StackTraceElement y = x.getStackTrace()[0];
            System.out.println(y.getModuleName() + " " + y.getClassLoaderName() + " " + y.getMethodName() + " " + y.getFileName());
        }
    }
}
