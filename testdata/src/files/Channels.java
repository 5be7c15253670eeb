import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

/** FileChannel, mapped buffers, file locks, scatter/gather, transfer, Pipe, asynchronous files and sockets, closing under a blocked thread. */
public class Channels {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    public static void main(String[] args) throws Exception {
        Path f = Files.createTempFile("ch", null), g = Files.createTempFile("ch", null);
        try (FileChannel c = FileChannel.open(f, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            System.out.println(c.write(new ByteBuffer[] {
                                   ByteBuffer.wrap("gather ".getBytes()), ByteBuffer.allocateDirect(6).put("writes".getBytes()).flip()})
                + " " + c.position() + " " + c.size());
            ByteBuffer a = ByteBuffer.allocate(3), b = ByteBuffer.allocateDirect(20);
            System.out.println(c.position(0).read(new ByteBuffer[] {a, b}) + " " + a.remaining() + " " + b.position() + " " + c.read(b)
                + " " + c.read(ByteBuffer.allocate(2), 100) + " " + c.read(ByteBuffer.allocate(2), 5));
            c.write(ByteBuffer.wrap("far".getBytes()), 5000);
            System.out.println(c.size());
            c.truncate(4000);
            System.out.println(c.size() + " " + c.truncate(9999).size());
            MappedByteBuffer m = c.map(FileChannel.MapMode.READ_WRITE, 0, 8000);
            System.out.println(m.capacity() + " " + c.size() + " " + m.isDirect() + " " + m.get(0));
            m.put(0, (byte) 'G').putInt(4096, 0x01020304).order(ByteOrder.LITTLE_ENDIAN).putLong(4200, 5);
            m.force();
            ByteBuffer r = ByteBuffer.allocate(4);
            c.read(r, 4096);
            System.out.println(r.flip().getInt() + " " + m.getLong(4200) + " "
                + Long.toHexString(m.order(ByteOrder.BIG_ENDIAN).getLong(4200)) + " " + m.load().isLoaded());
            MappedByteBuffer p = c.map(FileChannel.MapMode.PRIVATE, 10, 100);
            p.put(0, (byte) 99);
            ByteBuffer one = ByteBuffer.allocate(1);
            c.read(one, 10);
            System.out.println(p.get(0) + " " + one.get(0));
            MappedByteBuffer ro = c.map(FileChannel.MapMode.READ_ONLY, 0, 5);
            show("ro put", () -> ro.put((byte) 1));
            show("neg", () -> c.map(FileChannel.MapMode.READ_ONLY, -1, 5));
            show("too big", () -> c.map(FileChannel.MapMode.READ_ONLY, 0, 1L << 33));
            show("bounds", () -> m.get(8000));
            show("bounds long", () -> m.getLong(7995));
            show("empty map", () -> c.map(FileChannel.MapMode.READ_ONLY, 0, 0).capacity());
            try (FileChannel d = FileChannel.open(g, StandardOpenOption.WRITE)) {
                System.out.println(c.transferTo(0, 100000, d) + " " + d.size() + " " + d.position());
                show("read of writer", () -> d.read(ByteBuffer.allocate(1)));
                show("transferFrom", () -> d.transferFrom(c, 0, 10));
            }
            FileLock l = c.lock(0, 10, false);
            System.out.println(l.isValid() + " " + l.isShared() + " " + l.position() + " " + l.size() + " " + l.overlaps(5, 2));
            show("overlap", () -> c.tryLock(5, 10, false));
            FileLock l2 = c.tryLock(20, 5, true);
            System.out.println(l2.isShared());
            l.release();
            System.out.println(l.isValid());
            l2.close();
            show("bad lock", () -> c.lock(-1, 5, false));
            show("negative position", () -> c.position(-1));
            show("ro buffer", () -> c.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
            show("toString", l::isShared);
            c.close();
            show("closed", c::size);
            show("lock after", l2::isValid);
        }
        show("no create", () -> FileChannel.open(Path.of("/none/x"), StandardOpenOption.WRITE));
        show("append+truncate", () -> FileChannel.open(f, StandardOpenOption.APPEND, StandardOpenOption.TRUNCATE_EXISTING));
        show("create new", () -> {
            try {
                return FileChannel.open(f, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) { return e.getClass(); }
        });
        try (RandomAccessFile raf = new RandomAccessFile(f.toFile(), "rw")) {
            raf.setLength(0);
            raf.writeUTF("utf\u20ac");
            raf.writeDouble(2.5);
            raf.seek(0);
            System.out.println(
                raf.readUTF() + raf.readDouble() + " " + raf.getFilePointer() + " " + raf.length() + " " + raf.getChannel().position());
            show("eof", raf::readInt);
            raf.seek(100);
            raf.write(1);
            System.out.println(raf.length());
            show("seek", () -> {
                raf.seek(-1);
                return 0;
            });
        }
        show("mode", () -> new RandomAccessFile(f.toFile(), "q"));
        Pipe pipe = Pipe.open();
        Thread w = new Thread(() -> {
            try (Pipe.SinkChannel s = pipe.sink()) {
                for (int i = 0; i < 3; i++) s.write(StandardCharsets.UTF_8.encode("part" + i + ";"));
            } catch (IOException e) { System.out.println(e); }
        });
        w.start();
        BufferedReader br = new BufferedReader(java.nio.channels.Channels.newReader(pipe.source(), "UTF-8"));
        System.out.println(br.readLine());
        w.join();
        Pipe p2 = Pipe.open();
        Thread blocked = new Thread(() -> {
            try {
                p2.source().read(ByteBuffer.allocate(1));
            } catch (IOException e) { System.out.println("blocked: " + e.getClass().getName()); }
        });
        blocked.start();
        Show.untilInNative(blocked);
        p2.source().close();
        blocked.join();
        Pipe p3 = Pipe.open();
        Thread intr = new Thread(() -> {
            try {
                p3.source().read(ByteBuffer.allocate(1));
            } catch (IOException e) {
                System.out.println(
                    "interrupted: " + e.getClass().getName() + " " + Thread.currentThread().isInterrupted() + " " + p3.source().isOpen());
            }
        });
        intr.start();
        Show.untilInNative(intr);
        intr.interrupt();
        intr.join();
        p3.source().close();
        show("broken pipe", () -> {
            for (int i = 0; i < 3; i++) p3.sink().write(ByteBuffer.allocate(10));
            return 0;
        });
        Thread.currentThread().interrupt();
        show("interrupted before", () -> {
            try (FileChannel c = FileChannel.open(f)) {
                return c.read(ByteBuffer.allocate(1));
            }
        });
        Thread.interrupted();
        try (AsynchronousFileChannel af = AsynchronousFileChannel.open(f, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            System.out.println(af.write(ByteBuffer.wrap("async".getBytes()), 0).get());
            CompletableFuture<String> done = new CompletableFuture<>();
            ByteBuffer b = ByteBuffer.allocate(5);
            af.read(b, 0, "att", new CompletionHandler<Integer, String>() {
                public void completed(Integer n, String a) { done.complete(n + a + new String(b.array())); }
                public void failed(Throwable t, String a) { done.completeExceptionally(t); }
            });
            System.out.println(done.get());
            System.out.println(af.lock().get().isValid() + " " + af.size());
            show("neg", () -> af.read(b, -1));
        }
        AsynchronousServerSocketChannel as =
            AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Future<AsynchronousSocketChannel> acc = as.accept();
        AsynchronousSocketChannel cl = AsynchronousSocketChannel.open();
        cl.connect(as.getLocalAddress()).get();
        AsynchronousSocketChannel sv = acc.get();
        Future<Integer> rd = sv.read(ByteBuffer.allocate(10));
        System.out.println(cl.write(ByteBuffer.wrap("hello".getBytes())).get() + " " + rd.get());
        CompletableFuture<Throwable> to = new CompletableFuture<>();
        sv.read(ByteBuffer.allocate(1), 20, TimeUnit.MILLISECONDS, null, new CompletionHandler<Integer, Void>() {
            public void completed(Integer n, Void a) { to.complete(null); }
            public void failed(Throwable t, Void a) { to.complete(t); }
        });
        System.out.println(to.get());
        Future<Integer> pend = cl.read(ByteBuffer.allocate(1));
        show("pending", () -> cl.read(ByteBuffer.allocate(1)));
        cl.close();
        show("async close", () -> {
            try {
                return pend.get();
            } catch (ExecutionException e) { return e.getCause(); }
        });
        sv.close();
        as.close();
        show("closed accept", () -> {
            try {
                return as.accept().get();
            } catch (ExecutionException e) { return e.getCause(); }
        });
        AsynchronousChannelGroup grp = AsynchronousChannelGroup.withFixedThreadPool(1, Executors.defaultThreadFactory());
        AsynchronousSocketChannel in = AsynchronousSocketChannel.open(grp);
        grp.shutdownNow();
        System.out.println(grp.awaitTermination(1, TimeUnit.HOURS) + " " + in.isOpen());
        show("dead group", () -> AsynchronousSocketChannel.open(grp));
        Files.delete(f);
        Files.delete(g);
    }
}
