import java.lang.invoke.*;
import static java.lang.invoke.MethodType.methodType;

/** Mutable, volatile and constant call sites, by hand: targets exchanged, seen by other threads, refused; SwitchPoint. */
public class CallSites {
    static class Counting extends MutableCallSite {
        int calls;
        Counting(MethodType type) throws Exception {
            super(type);
            setTarget(MethodHandles.insertArguments(MethodHandles.lookup().findVirtual(Counting.class, "slow", methodType(String.class, String.class)), 0, this));
        }
        String slow(String s) {
            if (++calls == 3) setTarget(MethodHandles.identity(String.class));
            return "slow " + s;
        }
    }
    static class Hooked extends ConstantCallSite {
        static CallSite leaked;
        Hooked(MethodType type, MethodHandle hook) throws Throwable { super(type, hook); }
        static MethodHandle hook(CallSite c) {
            leaked = c;
            Show.of("before the hook ends", () -> c.getTarget());
            Show.of("invoker before the hook ends", () -> (int) c.dynamicInvoker().invokeExact());
            return MethodHandles.constant(int.class, 42);
        }
        static MethodHandle bad(CallSite c) { return MethodHandles.constant(long.class, 42L); }
        static MethodHandle none(CallSite c) { return null; }
    }
    static int a() { return 1; }
    static int b() { return 2; }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle a = l.findStatic(CallSites.class, "a", methodType(int.class)), b = l.findStatic(CallSites.class, "b", methodType(int.class));
        Counting c = new Counting(methodType(String.class, String.class));
        MethodHandle dyn = c.dynamicInvoker();
        for (int i = 0; i < 5; i++) Show.of("call " + i, () -> (String) dyn.invokeExact("x"));
        System.out.println(c.calls + " " + dyn.type() + " " + c.type() + " " + Show.neutral(c.getTarget()));
        MutableCallSite empty = new MutableCallSite(methodType(void.class, int.class));
        Show.of("no target yet", () -> { empty.dynamicInvoker().invokeExact(1); return 0; });
        VolatileCallSite v = new VolatileCallSite(methodType(int.class));
        Show.of("volatile without target", () -> (int) v.dynamicInvoker().invokeExact());
        v.setTarget(a);
        Show.of("volatile", () -> (int) v.dynamicInvoker().invokeExact() + " " + Show.neutral(v.getTarget()));
        Show.of("wrong target", () -> { v.setTarget(MethodHandles.constant(long.class, 1L)); return 0; });
        Show.of("null target", () -> { v.setTarget(null); return 0; });
        Show.of("null site target", () -> new MutableCallSite((MethodHandle) null));
        Show.of("null type", () -> new MutableCallSite((MethodType) null));
        ConstantCallSite k = new ConstantCallSite(a);
        Show.of("constant", () -> (int) k.dynamicInvoker().invokeExact() + " " + (k.dynamicInvoker() == k.getTarget()));
        Show.of("constant set", () -> { k.setTarget(b); return 0; });
        MethodType hookType = methodType(MethodHandle.class, CallSite.class);
        Show.of("hook", () -> (int) new Hooked(methodType(int.class), l.findStatic(Hooked.class, "hook", hookType)).getTarget().invokeExact() + " " + (Hooked.leaked.getTarget().type()));
        Show.of("hook of another type", () -> new Hooked(methodType(int.class), l.findStatic(Hooked.class, "bad", hookType)));
        Show.of("hook of null", () -> new Hooked(methodType(int.class), l.findStatic(Hooked.class, "none", hookType)));
        MutableCallSite m = new MutableCallSite(a);
        MethodHandle invoker = m.dynamicInvoker();
        Thread[] readers = new Thread[3];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new Thread(() -> {
                try {
                    while ((int) invoker.invokeExact() == 1) Thread.onSpinWait();
                } catch (Throwable t) {
                    t.printStackTrace();
                }
            });
            readers[i].start();
        }
        m.setTarget(b);
        MutableCallSite.syncAll(new MutableCallSite[] {m, c});
        for (Thread t : readers) t.join();
        System.out.println("all readers saw the new target");
        Show.of("syncAll null", () -> { MutableCallSite.syncAll(new MutableCallSite[] {null}); return 0; });
        MutableCallSite.syncAll(new MutableCallSite[0]);
        SwitchPoint sp = new SwitchPoint(), other = new SwitchPoint();
        MethodHandle guarded = sp.guardWithTest(a, b), nested = other.guardWithTest(guarded, MethodHandles.constant(int.class, 3));
        System.out.println((int) guarded.invokeExact() + " " + (int) nested.invokeExact() + " " + sp.hasBeenInvalidated());
        SwitchPoint.invalidateAll(new SwitchPoint[] {sp});
        System.out.println((int) guarded.invokeExact() + " " + (int) nested.invokeExact() + " " + sp.hasBeenInvalidated());
        SwitchPoint.invalidateAll(new SwitchPoint[] {sp, other});
        System.out.println((int) guarded.invokeExact() + " " + (int) nested.invokeExact() + " " + (sp.guardWithTest(a, b) == b));
        Show.of("switch types", () -> sp.guardWithTest(a, MethodHandles.constant(long.class, 1L)));
    }
}
