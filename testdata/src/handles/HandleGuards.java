import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.*;

/** guardWithTest, catchException, tryFinally, throwException: nested, deep, rethrowing, with the errors of each. */
public class HandleGuards {
    static boolean even(int x) { return x % 2 == 0; }
    static String yes(int x, String s) { return "yes " + x + s; }
    static String no(int x, String s) { return "no " + x + s; }
    static int thrower(Object o) throws Throwable { if (o instanceof Throwable) throw (Throwable) o; return 1; }
    static int onRuntime(RuntimeException e, Object o) { return 100 + String.valueOf(e.getMessage()).length(); }
    static int onThrowable(Throwable e) { return 200; }
    static int failing(RuntimeException e) { throw new IllegalArgumentException("from handler", e); }
    static int cleanup(Throwable t, int result, Object o) { System.out.println("  cleanup " + t + " " + result + " " + o); return result + 1; }
    static int cleanupThrows(Throwable t, int result) { throw new UnsupportedOperationException("from cleanup"); }
    static void voidBody(String s) { if (s == null) throw new NullPointerException("no string"); System.out.println("  body " + s); }
    static void voidCleanup(Throwable t) { System.out.println("  done " + t); }
    static long depth(MethodHandle self, long n) throws Throwable { return n == 0 ? 0 : 1 + (long) self.invokeExact(self, n - 1); }
    static long endless(MethodHandle self) throws Throwable { return 1 + (long) self.invokeExact(self); }
    static long overflowed(StackOverflowError e) { return -1; }

    public static void main(String[] args) throws Throwable {
        Lookup l = lookup();
        Class<?> me = HandleGuards.class;
        MethodHandle even = l.findStatic(me, "even", methodType(boolean.class, int.class)), yes = l.findStatic(me, "yes", methodType(String.class, int.class, String.class)), no = l.findStatic(me, "no", methodType(String.class, int.class, String.class));
        MethodHandle thrower = l.findStatic(me, "thrower", methodType(int.class, Object.class)), onRuntime = l.findStatic(me, "onRuntime", methodType(int.class, RuntimeException.class, Object.class)), onThrowable = l.findStatic(me, "onThrowable", methodType(int.class, Throwable.class)), failing = l.findStatic(me, "failing", methodType(int.class, RuntimeException.class)), cleanup = l.findStatic(me, "cleanup", methodType(int.class, Throwable.class, int.class, Object.class)), cleanupThrows = l.findStatic(me, "cleanupThrows", methodType(int.class, Throwable.class, int.class));
        Show.of("guard", () -> guardWithTest(even, yes, no).invoke(2, "!") + " " + guardWithTest(even, yes, no).invoke(3, "?"));
        Show.of("guard test", () -> guardWithTest(yes, yes, no));
        Show.of("guard targets", () -> guardWithTest(even, yes, even));
        Show.of("guard test arguments", () -> guardWithTest(dropArguments(even, 0, String.class), yes, no));
        MethodHandle chain = no;
        for (int i = 0; i < 100; i++) chain = guardWithTest(insertArguments(l.findStatic(Objects.class, "equals", methodType(boolean.class, Object.class, Object.class)), 0, i).asType(methodType(boolean.class, int.class)), insertArguments(yes, 1, "#" + i).asType(methodType(String.class, int.class)).asType(methodType(String.class, int.class)).type().parameterCount() == 1 ? dropArguments(insertArguments(yes, 1, "#" + i), 1, String.class) : yes, chain);
        MethodHandle long100 = chain;
        Show.of("chain of 100", () -> long100.invoke(0, "x") + " " + long100.invoke(99, "x") + " " + long100.invoke(100, "x"));
        MethodHandle c1 = catchException(thrower, RuntimeException.class, onRuntime), c2 = catchException(c1, Throwable.class, onThrowable), c3 = catchException(thrower, RuntimeException.class, failing);
        Show.of("no exception", () -> c2.invoke((Object) "x"));
        Show.of("caught", () -> c1.invoke((Object) new IllegalStateException("abc")));
        Show.of("not caught", () -> c1.invoke((Object) new Exception("abc")));
        Show.of("caught outside", () -> c2.invoke((Object) new Error("abc")));
        Show.of("handler throws", () -> c3.invoke((Object) new IllegalStateException("abc")));
        Show.of("handler throws, caught", () -> catchException(c3, RuntimeException.class, onRuntime).invoke((Object) new IllegalStateException("abc")));
        Show.of("catch type", () -> catchException(thrower, IllegalStateException.class, failing.asType(methodType(int.class, IllegalStateException.class))).type());
        Show.of("catch handler result", () -> catchException(thrower, RuntimeException.class, dropReturn(failing)));
        Show.of("catch handler parameter", () -> catchException(thrower, Exception.class, failing));
        MethodHandle t1 = tryFinally(thrower, cleanup);
        Show.of("finally", () -> t1.invoke((Object) "x"));
        Show.of("finally after throw", () -> t1.invoke((Object) new Exception("e")));
        Show.of("finally throws", () -> tryFinally(thrower, cleanupThrows).invoke((Object) new Exception("lost")));
        Show.of("nested finally", () -> tryFinally(tryFinally(t1, cleanup), cleanup).invoke((Object) "x"));
        Show.of("finally void", () -> { MethodHandle v = tryFinally(l.findStatic(me, "voidBody", methodType(void.class, String.class)), l.findStatic(me, "voidCleanup", methodType(void.class, Throwable.class))); v.invoke("s"); v.invoke((String) null); return 0; });
        Show.of("finally types", () -> tryFinally(thrower, onThrowable));
        Show.of("throwException", () -> throwException(int.class, Exception.class).invoke(new Exception("thrown")));
        Show.of("throwException null", () -> throwException(int.class, Exception.class).invoke((Exception) null));
        Show.of("throwException no Throwable", () -> throwException(int.class, (Class) String.class));
        MethodHandle depth = l.findStatic(me, "depth", methodType(long.class, MethodHandle.class, long.class));
        Show.of("deep", () -> (long) depth.invokeExact(depth, 2000L));
        MethodHandle deepGuard = tryFinally(depth, dropArguments(identity(long.class), 0, Throwable.class));
        Show.of("deep in finally", () -> (long) deepGuard.invokeExact(deepGuard, 500L));
        MethodHandle endless = l.findStatic(me, "endless", methodType(long.class, MethodHandle.class));
        MethodHandle stopped = catchException(endless, StackOverflowError.class, l.findStatic(me, "overflowed", methodType(long.class, StackOverflowError.class)));
        for (int i = 0; i < 3; i++) Show.of("overflow " + i, () -> (long) stopped.invokeExact(endless));
    }
}
