import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/** What only a dead local variable still refers to goes at System.gc(); a live one keeps its object. */
public class DeadLocals {
    static int sum;

    static boolean goes(WeakReference<?> r) {
        for (int i = 0; i < 20 && r.get() != null; i++) System.gc();
        return r.get() == null;
    }

    static void deadAfterLastUse() {
        Object o = new int[100];
        WeakReference<Object> r = new WeakReference<>(o);
        sum += o.hashCode();
        System.out.println("after last use: " + goes(r));
    }

    static void deadParameter(int[] o) {
        WeakReference<Object> r = new WeakReference<>(o);
        o = null;
        System.out.println("overwritten: " + goes(r));
    }

    static void deadInLoop() {
        WeakReference<Object> previous = null;
        for (int i = 0; i < 3; i++) {
            Object o = new long[10 + i];
            if (previous != null) System.out.println("earlier round: " + goes(previous));
            previous = new WeakReference<>(o);
        }
    }

    static void live() {
        Object o = new int[100];
        WeakReference<Object> r = new WeakReference<>(o);
        System.out.println("live: " + goes(r));
        Reference.reachabilityFence(o);
    }

    static void liveInHandler() {
        Object o = new int[100];
        WeakReference<Object> r = new WeakReference<>(o);
        try {
            System.out.println("live in a handler: " + goes(r));
            throw new IllegalStateException();
        } catch (IllegalStateException e) {
            sum += o.hashCode();
        }
    }

    public static void main(String[] args) {
        deadAfterLastUse();
        deadParameter(new int[50]);
        deadInLoop();
        live();
        liveInHandler();
    }
}
