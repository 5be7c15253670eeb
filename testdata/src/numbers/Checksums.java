import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Checksums of all lengths and offsets, in arrays and direct buffers, in one piece and in parts, against their definitions. */
public class Checksums {
    static int crc(int polynomial, byte[] b, int from, int n) {
        int crc = ~0;
        for (int i = 0; i < n; i++) {
            crc ^= b[from + i] & 255;
            for (int bit = 0; bit < 8; bit++)
                crc = crc >>> 1 ^ (crc & 1) * polynomial;
        }
        return ~crc;
    }

    static int adler(byte[] b, int from, int n) {
        int low = 1, high = 0;
        for (int i = 0; i < n; i++) {
            low = (low + (b[from + i] & 255)) % 65521;
            high = (high + low) % 65521;
        }
        return high << 16 | low;
    }

    static long of(Checksum c) {
        long value = c.getValue();
        c.reset();
        return value;
    }

    public static void main(String[] args) {
        Random random = new Random(3);
        byte[] data = new byte[70_000];
        random.nextBytes(data);
        ByteBuffer direct = ByteBuffer.allocateDirect(data.length).put(data);
        Checksum[] kinds = {new CRC32(), new CRC32C(), new Adler32()};
        int[] lengths = new int[900];
        for (int i = 0; i < lengths.length; i++)
            lengths[i] = i < 800 ? i : random.nextInt(6000);
        lengths[899] = 65_000;
        long all = 0;
        for (int k = 0; k < kinds.length; k++) {
            Checksum c = kinds[k];
            int wrong = 0;
            for (int n : lengths) {
                int from = random.nextInt(100);
                int expected = k == 0 ? crc(0xedb88320, data, from, n) : k == 1 ? crc(0x82f63b78, data, from, n) : adler(data, from, n);
                c.update(data, from, n);
                long array = of(c);
                c.update(direct.limit(from + n).position(from));
                long buffer = of(c);
                int cut = n == 0 ? 0 : random.nextInt(n);
                c.update(data, from, cut);
                c.update(data, from + cut, n - cut);
                long parts = of(c);
                c.update(Arrays.copyOfRange(data, from, from + n));
                long copy = of(c);
                c.update(direct.asReadOnlyBuffer().limit(from + n).position(from));
                if (array != (expected & 0xffffffffL) || buffer != array || parts != array || copy != array || of(c) != array)
                    wrong++;
                all = all * 31 + array;
            }
            System.out.println(c.getClass().getSimpleName() + ": wrong " + wrong + " " + Long.toHexString(all));
            Show.of("beyond the end", () -> { c.update(data, 69_000, 1001); return ""; });
            Show.of("negative", () -> { c.update(data, -1, 10); return ""; });
            Show.of("null", () -> { c.update(null, 0, 0); return ""; });
            c.update(data, data.length, 0);
            System.out.println(Long.toHexString(c.getValue()));
        }
    }
}
