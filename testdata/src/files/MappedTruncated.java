import java.io.IOException;
import java.lang.invoke.*;
import java.nio.*;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;

/** A file is truncated while it is mapped, and gets long again. With an argument also what HotSpot has no answer to. */
public class MappedTruncated {
    public static void main(String[] args) throws IOException {
        Path path = Files.createTempFile("mapped", null);
        FileChannel c = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        c.write(ByteBuffer.wrap(new byte[20000]));
        MappedByteBuffer m = c.map(FileChannel.MapMode.READ_WRITE, 0, 20000);
        m.put(9000, (byte) 5);
        Show.of("get", () -> m.get(9000));
        c.truncate(100);
        VarHandle ints = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
        for (int i = 0; i < 2; i++) {
            Show.of("get", () -> m.get(9000));
            Show.of("getLong", () -> m.getLong(9001));
            Show.of("put", () -> m.put(9000, (byte) 7));
            Show.of("get many", () -> m.get(100, new byte[15000]));
            Show.of("put many", () -> m.put(100, new byte[15000]));
            Show.of("getVolatile", () -> ints.getVolatile(m, 8192));
            if (args.length == 0) continue;
            Show.of("putVolatile", () -> { ints.setVolatile(m, 8192, 1); return 0; });
            Show.of("compareAndSet", () -> ints.compareAndSet(m, 8192, 1, 2));
            Show.of("getAndAdd", () -> ints.getAndAdd(m, 8192, 1));
            Show.of("getAndSet", () -> ints.getAndSet(m, 8192, 1));
            Show.of("order", () -> m.duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(new int[5000]));
            Show.of("mismatch", () -> m.mismatch(ByteBuffer.allocate(20000)));
            Show.of("crc32c", () -> { new java.util.zip.CRC32C().update(m.duplicate()); return 0; });
            Show.of("decode", () -> StandardCharsets.UTF_8.decode(m.duplicate()).length());
            Show.of("compact", () -> m.duplicate().position(5).compact());
            Show.of("load", () -> m.load());
        }
        c.write(ByteBuffer.wrap(new byte[20000]), 0);
        Show.of("long again", () -> m.get(9000));
        m.put(9000, (byte) 7);
        ByteBuffer one = ByteBuffer.allocate(1);
        c.read(one, 9000);
        System.out.println(one.get(0));
        Files.delete(path);
    }
}
