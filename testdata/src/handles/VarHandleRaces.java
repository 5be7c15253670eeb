import java.lang.invoke.*;
import java.nio.*;
import java.util.*;
import java.util.concurrent.*;

/** Threads that update through VarHandles at once lose nothing: fields of each width beside one another, arrays, byte views. */
public class VarHandleRaces {
    byte b1, b2; short s1, s2; char c; boolean z; int i; long j; float f; double d; Object o = 0;
    static final int THREADS = 3, TURNS = 3000;
    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        Class<?> me = VarHandleRaces.class;
        VarHandle b1 = l.findVarHandle(me, "b1", byte.class), b2 = l.findVarHandle(me, "b2", byte.class), s1 = l.findVarHandle(me, "s1", short.class), s2 = l.findVarHandle(me, "s2", short.class), c = l.findVarHandle(me, "c", char.class), z = l.findVarHandle(me, "z", boolean.class), i = l.findVarHandle(me, "i", int.class), j = l.findVarHandle(me, "j", long.class), f = l.findVarHandle(me, "f", float.class), d = l.findVarHandle(me, "d", double.class), o = l.findVarHandle(me, "o", Object.class);
        VarHandle bytes = MethodHandles.arrayElementVarHandle(byte[].class), longs = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN), ints = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN), refs = MethodHandles.arrayElementVarHandle(Integer[].class);
        VarHandleRaces v = new VarHandleRaces();
        byte[] array = new byte[8], view = new byte[16];
        ByteBuffer direct = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
        Integer[] boxes = {0};
        int[] flips = new int[THREADS];
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int n = t;
            all.add(pool.submit(() -> {
                start.await();
                for (int k = 0; k < TURNS; k++) {
                    b1.getAndAdd(v, (byte) 1);
                    b2.getAndAddAcquire(v, (byte) -1);
                    s1.getAndAddRelease(v, (short) 3);
                    while (true) { short old = (short) s2.getVolatile(v); if (s2.weakCompareAndSet(v, old, (short) (old + 1))) break; }
                    c.getAndAdd(v, '\2');
                    if (z.compareAndSet(v, false, true)) { flips[n]++; z.setVolatile(v, false); }
                    i.getAndAdd(v, 5);
                    j.getAndAdd(v, 1L << 20);
                    f.getAndAdd(v, 1f);
                    d.getAndAdd(v, 0.5);
                    while (true) { Object old = o.getAcquire(v); if (o.compareAndExchange(v, old, (Object) ((Integer) old + 1)) == old) break; }
                    bytes.getAndAdd(array, k % 8, (byte) 1);
                    longs.getAndAdd(view, 8, 1L);
                    ints.getAndAdd(direct, 4, 2);
                    while (true) { Integer old = (Integer) refs.getVolatile(boxes, 0); if (refs.weakCompareAndSetRelease(boxes, 0, old, (Integer) (old + 1))) break; }
                }
                return null;
            }));
        }
        for (Future<?> x : all) x.get();
        pool.shutdown();
        System.out.println(v.b1 + " " + v.b2 + " " + v.s1 + " " + v.s2 + " " + (int) v.c + " " + v.z + " " + v.i + " " + v.j + " " + v.f + " " + v.d + " " + v.o + " " + Arrays.toString(array) + " " + (long) longs.get(view, 8) + Arrays.toString(Arrays.copyOf(view, 8)) + " " + direct.getInt(4) + " " + direct.getInt(8) + " " + boxes[0] + " " + (flips[0] + flips[1] + flips[2] > 0));
    }
}
