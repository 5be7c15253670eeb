import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is tried before OutOfMemoryError: finalizers that are under way are waited for, but not those that wait for the
 * thread that allocates; soft references are cleared; buffers outside the heap are freed.
 */
public class Finalizers {
    static final Object lock = new Object();
    static volatile int made, finalized;

    static class Plain {
        byte[] body = new byte[100];
        protected void finalize() { finalized++; }
    }

    static class Locking {
        byte[] body = new byte[100];
        Locking() { made++; }
        protected void finalize() {
            synchronized (lock) {
                finalized++;
            }
        }
    }

    static class Allocating {
        byte[] body = new byte[100];
        protected void finalize() { finalized += new byte[100].length / 100; }
    }

    static void manyFinalizers() {
        for (int i = 0; i < 300_000; i++) new Plain();
        System.out.println("made 300000, finalized some: " + (finalized > 0));
    }

    static void finalizersThatAllocate() {
        finalized = 0;
        try {
            for (int i = 0; i < 200_000; i++) new Allocating();
        } catch (OutOfMemoryError e) {
            // allowed: the finalizers may find no room either
        }
        while (finalized == 0) Thread.yield();
        System.out.println("finalizers allocate, ended");
    }

    static void finalizersThatNeedOurLock() throws Exception {
        finalized = made = 0;
        boolean full = false;
        try {
            synchronized (lock) {
                while (true) new Locking();
            }
        } catch (OutOfMemoryError e) {
            full = true;
        }
        while (finalized < made - 1) {
            Thread.sleep(1);
            System.gc();
        }
        System.gc();
        System.out.println("finalizers need the lock of who allocates: " + (full ? "OutOfMemoryError" : "no error"));
    }

    static void softReferences() {
        List<SoftReference<byte[]>> soft = new ArrayList<>();
        for (int i = 0; i < 10; i++) soft.add(new SoftReference<>(new byte[1 << 20]));
        List<byte[]> hard = new ArrayList<>();
        try {
            while (true) hard.add(new byte[1 << 20]);
        } catch (OutOfMemoryError e) {
            hard = null;
        }
        int left = 0;
        for (SoftReference<byte[]> s : soft) if (s.get() != null) left++;
        System.out.println("soft references left at OutOfMemoryError: " + left);
    }

    static void buffers() throws Exception {
        for (int i = 0; i < 100; i++) ByteBuffer.allocateDirect(1 << 20);
        System.out.println("100 MB of direct buffers");
        List<ByteBuffer> all = new ArrayList<>();
        try {
            while (true) all.add(ByteBuffer.allocateDirect(1 << 20));
        } catch (OutOfMemoryError e) {
            System.out.println(all.size() + " buffers, then " + e.getMessage());
        }
        all = null;
        ByteBuffer.allocateDirect(1 << 20);
    }

    static void cleaners() throws Exception {
        Cleaner cleaner = Cleaner.create();
        finalized = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] big = new byte[100_000];
            cleaner.register(big, () -> finalized++);
        }
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Reference<Object> phantom = new PhantomReference<>(new Object(), queue);
        System.gc();
        System.out.println("phantom enqueued: " + (queue.remove() == phantom));
        while (finalized == 0) Thread.yield();
        System.out.println("cleaners ran");
    }

    public static void main(String[] args) throws Exception {
        manyFinalizers();
        finalizersThatAllocate();
        finalizersThatNeedOurLock();
        softReferences();
        buffers();
        cleaners();
    }
}
