import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Outcomes that the Java memory model forbids, looked for: message passing, store buffering with volatile, final fields,
 * double-checked locking, 64-bit atomicity, coherence, VarHandle acquire and release. Argument: rounds of each test
 * (default 100,000). Prints the forbidden outcomes seen, 0 for each.
 *
 * Two threads run a test over an array of cells, each cell a trial; they keep close to each other by looking at the other's
 * position. So a trial costs a few accesses only, and millions are quick.
 */
public class Litmus {
    static final int CELLS = 1 << 14;

    static class Cell {
        int data, other, r1, r2;
        volatile int flag, vx, vy;
        long wide;
        Holder holder;
        volatile Holder once;
        int plain;
    }

    static class Holder {
        final int a;
        final int[] b;
        int c;

        Holder(int v) {
            a = v;
            b = new int[] {v, v};
            c = v;
        }
    }

    static final VarHandle PLAIN;
    static {
        try {
            PLAIN = MethodHandles.lookup().findVarHandle(Cell.class, "plain", int.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    interface Step {
        /** Returns whether it saw a forbidden outcome. */
        boolean run(Cell c, int round);
    }

    interface Check {
        boolean forbidden(Cell c);
    }

    static volatile int positionA, positionB;

    static long pass(Cell[] cells, Step step, boolean first, int base) {
        long seen = 0;
        for (int i = 0; i < cells.length; i++) {
            if ((i & 63) == 0) { /* wait for the other, so that both work on the same cells */
                int mine = base + i;
                if (first) positionA = mine;
                else positionB = mine;
                for (int spins = 0; (first ? positionB : positionA) < mine; spins++) if (spins > 100) Thread.yield();
            }
            if (step.run(cells[i], i + 1)) seen++;
        }
        if (first) positionA = base + cells.length;
        else positionB = base + cells.length;
        return seen;
    }

    static void test(String name, long rounds, Step a, Step b, Check check) throws InterruptedException {
        long forbidden = 0;
        int passes = (int) ((rounds + CELLS - 1) / CELLS);
        for (int p = 0; p < passes; p++) {
            Cell[] cells = new Cell[CELLS];
            for (int i = 0; i < CELLS; i++) cells[i] = new Cell();
            positionA = positionB = 0;
            long[] seen = new long[2];
            Thread other = new Thread(() -> seen[1] = pass(cells, b, false, 0));
            other.start();
            seen[0] = pass(cells, a, true, 0);
            other.join();
            forbidden += seen[0] + seen[1];
            if (check != null) for (Cell c : cells) if (check.forbidden(c)) forbidden++;
        }
        System.out.println(name + ": forbidden outcomes " + forbidden);
    }

    static Holder getOnce(Cell c, int v) {
        Holder h = c.once;
        if (h == null) {
            synchronized (c) {
                h = c.once;
                if (h == null) c.once = h = new Holder(v);
            }
        }
        return h;
    }

    public static void main(String[] args) throws InterruptedException {
        long rounds = args.length > 0 ? Long.parseLong(args[0]) : 100_000;
        test("message passing", rounds, (c, n) -> {
            c.data = n;
            c.flag = 1;
            return false;
        }, (c, n) -> c.flag == 1 && c.data != n, null);
        test("store buffering", rounds, (c, n) -> {
            c.vx = 1;
            c.r1 = c.vy;
            return false;
        }, (c, n) -> {
            c.vy = 1;
            c.r2 = c.vx;
            return false;
        }, c -> c.r1 == 0 && c.r2 == 0);
        test("load buffering", rounds, (c, n) -> {
            c.r1 = c.vx;
            c.vy = 1;
            return false;
        }, (c, n) -> {
            c.r2 = c.vy;
            c.vx = 1;
            return false;
        }, c -> c.r1 == 1 && c.r2 == 1);
        test("final fields", rounds, (c, n) -> {
            c.holder = new Holder(n);
            return false;
        }, (c, n) -> {
            Holder h = c.holder;
            return h != null && (h.a != n || h.b[0] != n || h.b[1] != n);
        }, null);
        test("double-checked locking", rounds, (c, n) -> {
            Holder h = getOnce(c, n);
            return h.a != n || h.c != n;
        }, (c, n) -> {
            Holder h = getOnce(c, n);
            return h.a != n || h.c != n;
        }, c -> c.once == null);
        test("64-bit atomicity", rounds, (c, n) -> {
            c.wide = -1L;
            c.wide = 0x0000_0001_0000_0001L * n;
            return false;
        }, (c, n) -> {
            long w = c.wide;
            return w != 0 && w != -1L && w != 0x0000_0001_0000_0001L * n;
        }, null);
        test("coherence", rounds, (c, n) -> {
            c.vx = 1;
            c.vx = 2;
            return false;
        }, (c, n) -> {
            int first = c.vx, second = c.vx;
            return first > second;
        }, null);
        test("release and acquire", rounds, (c, n) -> {
            c.data = n;
            c.other = -n;
            PLAIN.setRelease(c, 1);
            return false;
        }, (c, n) -> (int) PLAIN.getAcquire(c) == 1 && (c.data != n || c.other != -n), null);
        test("compare and set", rounds, (c, n) -> {
            c.r1 = PLAIN.compareAndSet(c, 0, 1) ? 1 : 0;
            return false;
        }, (c, n) -> {
            c.r2 = PLAIN.compareAndSet(c, 0, 2) ? 1 : 0;
            return false;
        }, c -> c.r1 + c.r2 != 1 || c.plain == 0);
        test("monitor", rounds, (c, n) -> {
            synchronized (c) {
                c.data++;
            }
            return false;
        }, (c, n) -> {
            synchronized (c) {
                c.data++;
            }
            return false;
        }, c -> c.data != 2);
    }
}
