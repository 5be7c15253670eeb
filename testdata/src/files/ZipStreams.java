import java.io.*;
import java.nio.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.zip.*;

/** Deflater, Inflater, GZIP, checksums, ZipOutputStream/ZipInputStream: levels, dictionaries, flush modes, damaged data, state errors. */
public class ZipStreams {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static byte[] pattern(int n) {
        byte[] b = new byte[n];
        Random r = new Random(n);
        for (int i = 0; i < n; i++) b[i] = (byte) (i % 64 < 40 ? i % 7 : r.nextInt(256));
        return b;
    }
    static byte[] deflate(Deflater d, byte[] in) {
        d.setInput(in);
        d.finish();
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        byte[] buf = new byte[100];
        while (!d.finished()) o.write(buf, 0, d.deflate(buf));
        return o.toByteArray();
    }
    static byte[] inflate(Inflater i, byte[] in) throws DataFormatException {
        i.setInput(in);
        ByteArrayOutputStream o = new ByteArrayOutputStream();
        byte[] buf = new byte[77];
        while (!i.finished()) {
            int n = i.inflate(buf);
            if (n == 0 && (i.needsInput() || i.needsDictionary())) break;
            o.write(buf, 0, n);
        }
        return o.toByteArray();
    }
    public static void main(String[] args) throws Exception {
        byte[] data = pattern(10_000);
        for (int level : new int[] {0, 1, 6, 9})
            for (boolean raw : new boolean[] {false, true}) {
                Deflater d = new Deflater(level, raw);
                byte[] z = deflate(d, data);
                Inflater i = new Inflater(raw);
                System.out.println(level + " " + raw + " " + z.length + " " + Arrays.equals(inflate(i, z), data) + " " + d.getTotalIn()
                    + " " + d.getBytesWritten() + " " + i.getRemaining() + " " + (raw ? 0 : d.getAdler() - i.getAdler()) + " "
                    + i.finished());
                d.end();
                i.end();
            }
        Deflater dict = new Deflater();
        dict.setDictionary("hello world dictionary".getBytes());
        byte[] z = deflate(dict, "hello hello world".getBytes());
        Inflater di = new Inflater();
        di.setInput(z);
        System.out.println(di.inflate(new byte[50]) + " " + di.needsDictionary() + " " + di.getAdler());
        show("wrong dictionary", () -> {
            di.setDictionary("wrong".getBytes());
            return 0;
        });
        di.setDictionary("hello world dictionary".getBytes());
        byte[] out = new byte[50];
        System.out.println(new String(out, 0, di.inflate(out)));
        Deflater sync = new Deflater(9);
        sync.setInput("flush".getBytes());
        byte[] b = new byte[100];
        System.out.println(sync.deflate(b, 0, 100, Deflater.NO_FLUSH) + " " + sync.deflate(b, 0, 100, Deflater.SYNC_FLUSH) + " "
            + sync.deflate(b, 0, 100, Deflater.FULL_FLUSH) + " " + sync.needsInput());
        show("bad flush", () -> sync.deflate(b, 0, 10, 9));
        show("bad level", () -> {
            sync.setLevel(10);
            return 0;
        });
        show("bad strategy", () -> {
            sync.setStrategy(7);
            return 0;
        });
        show("bounds", () -> sync.deflate(b, 90, 20));
        show("input bounds", () -> {
            sync.setInput(b, -1, 3);
            return 0;
        });
        show("late dictionary", () -> {
            sync.setDictionary(b);
            return 0;
        });
        sync.setStrategy(Deflater.HUFFMAN_ONLY);
        sync.setLevel(1);
        sync.setInput(data);
        sync.finish();
        int total = 0;
        byte[] big = new byte[20000];
        total += sync.deflate(big);
        System.out.println(total + " " + sync.finished());
        sync.reset();
        System.out.println(sync.getBytesRead());
        sync.end();
        show("ended", () -> sync.deflate(b));
        show("ended adler", sync::getAdler);
        ByteBuffer direct = ByteBuffer.allocateDirect(10_000).put(data).flip(), zd = ByteBuffer.allocateDirect(12_000);
        Deflater dd = new Deflater();
        dd.setInput(direct);
        dd.finish();
        System.out.println(dd.deflate(zd) + " " + direct.remaining());
        zd.flip();
        Inflater id = new Inflater();
        id.setInput(zd);
        ByteBuffer back = ByteBuffer.allocateDirect(10_000);
        System.out.println(id.inflate(back) + " " + back.flip().equals(ByteBuffer.wrap(data)) + " " + zd.remaining());
        show("read-only", () -> {
            Inflater x = new Inflater();
            x.setInput(new byte[] {1});
            return x.inflate(ByteBuffer.allocate(3).asReadOnlyBuffer());
        });
        show("garbage", () -> inflate(new Inflater(), "this is not zlib".getBytes()));
        byte[] cut = deflate(new Deflater(), data);
        cut[100] ^= 0x55;
        show("damaged", () -> inflate(new Inflater(), cut).length);
        byte[] bad = deflate(new Deflater(), data);
        bad[bad.length - 1]++;
        show("bad adler", () -> inflate(new Inflater(), bad).length);
        show("truncated", () -> inflate(new Inflater(), Arrays.copyOf(bad, 500)).length > 0);
        show("null", () -> {
            new Inflater().setInput((byte[]) null);
            return 0;
        });
        ByteArrayOutputStream g = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(g, 64, true)) {
            gz.write(data, 0, 5000);
            gz.flush();
            gz.write(data, 5000, 5000);
        }
        byte[] gb = g.toByteArray();
        System.out.println(Arrays.equals(new GZIPInputStream(new ByteArrayInputStream(gb)).readAllBytes(), data) + " " + (gb[0] & 255) + " "
            + (gb[1] & 255));
        byte[] two = new byte[gb.length * 2];
        System.arraycopy(gb, 0, two, 0, gb.length);
        System.arraycopy(gb, 0, two, gb.length, gb.length);
        System.out.println(new GZIPInputStream(new ByteArrayInputStream(two)).readAllBytes().length);
        show("not gzip", () -> new GZIPInputStream(new ByteArrayInputStream(data)));
        show("empty gzip", () -> new GZIPInputStream(new ByteArrayInputStream(new byte[0])));
        gb[gb.length - 5]++;
        show("gzip crc", () -> new GZIPInputStream(new ByteArrayInputStream(gb)).readAllBytes());
        show("gzip cut", () -> new GZIPInputStream(new ByteArrayInputStream(Arrays.copyOf(gb, 100))).readAllBytes());
        for (Checksum c : new Checksum[] {new CRC32(), new CRC32C(), new Adler32()}) {
            StringBuilder s = new StringBuilder(c.getClass().getSimpleName());
            s.append(' ').append(c.getValue());
            c.update('a');
            s.append(' ').append(c.getValue());
            c.update(data, 3, 9000);
            s.append(' ').append(c.getValue());
            ByteBuffer h = ByteBuffer.wrap(data).position(5).limit(777);
            c.update(h);
            s.append(' ').append(h.remaining()).append(' ').append(c.getValue());
            direct.rewind().position(11);
            c.update(direct);
            s.append(' ').append(c.getValue());
            c.update(data, 0, 0);
            c.update(ByteBuffer.wrap(data).asReadOnlyBuffer());
            s.append(' ').append(c.getValue());
            c.reset();
            for (int i = 0; i < 70; i++) c.update(data, i, i);
            s.append(' ').append(c.getValue());
            System.out.println(s);
            show("bounds", () -> {
                c.update(data, 9_999, 2);
                return 0;
            });
            show("overflow", () -> {
                c.update(data, 5, Integer.MAX_VALUE);
                return 0;
            });
            show("null", () -> {
                c.update((byte[]) null, 0, 0);
                return 0;
            });
        }
        CheckedInputStream ci = new CheckedInputStream(new ByteArrayInputStream(data), new Adler32());
        ci.skip(100);
        ci.readAllBytes();
        System.out.println(ci.getChecksum().getValue());
        ByteArrayOutputStream zb = new ByteArrayOutputStream();
        try (ZipOutputStream zo = new ZipOutputStream(zb)) {
            zo.setComment("archive comment");
            ZipEntry e = new ZipEntry("a/b.txt");
            e.setTime(1_000_000_000_000L);
            e.setComment("c");
            e.setExtra(new byte[] {9, 0, 2, 0, 1, 2});
            zo.putNextEntry(e);
            zo.write(data);
            zo.closeEntry();
            ZipEntry s = new ZipEntry("stored");
            s.setMethod(ZipEntry.STORED);
            s.setSize(3);
            CRC32 c = new CRC32();
            c.update("abc".getBytes());
            s.setCrc(c.getValue());
            s.setTime(0);
            zo.putNextEntry(s);
            zo.write("abc".getBytes());
            ZipEntry d = new ZipEntry("dir/");
            d.setTime(0);
            zo.putNextEntry(d);
            show("duplicate", () -> {
                zo.putNextEntry(new ZipEntry("stored"));
                return 0;
            });
            show("stored no size", () -> {
                ZipEntry q = new ZipEntry("q");
                q.setMethod(ZipEntry.STORED);
                zo.putNextEntry(q);
                return 0;
            });
            ZipEntry u = new ZipEntry("\u20acuro-\ud83d\ude00");
            u.setTime(0);
            zo.putNextEntry(u);
            zo.write(1);
        }
        System.out.println(zb.size() + " " + new Adler32() {
            { update(zb.toByteArray()); }
        }.getValue());
        try (ZipInputStream zi = new ZipInputStream(new ByteArrayInputStream(zb.toByteArray()))) {
            for (ZipEntry e; (e = zi.getNextEntry()) != null;) {
                byte[] x = zi.readAllBytes();
                System.out.println(e + " " + e.isDirectory() + " " + x.length + " " + e.getSize() + " " + e.getCompressedSize() + " "
                    + e.getCrc() + " " + e.getMethod() + " " + e.getTime() + " " + Arrays.toString(e.getExtra()) + " " + e.getComment());
            }
        }
        show("stored wrong crc", () -> {
            ZipOutputStream o = new ZipOutputStream(new ByteArrayOutputStream());
            ZipEntry q = new ZipEntry("q");
            q.setMethod(ZipEntry.STORED);
            q.setSize(1);
            q.setCrc(5);
            o.putNextEntry(q);
            o.write(1);
            o.closeEntry();
            return 0;
        });
        show("write closed", () -> {
            ZipOutputStream o = new ZipOutputStream(new ByteArrayOutputStream());
            o.write(1);
            return 0;
        });
        show("long name", () -> new ZipEntry("x".repeat(70_000)));
        show("bad size", () -> {
            new ZipEntry("x").setSize(-2);
            return 0;
        });
        DeflaterInputStream dis = new DeflaterInputStream(new ByteArrayInputStream(data));
        byte[] viaStream = dis.readAllBytes();
        ByteArrayOutputStream ios = new ByteArrayOutputStream();
        try (InflaterOutputStream io = new InflaterOutputStream(ios)) {
            io.write(viaStream);
        }
        System.out.println(
            Arrays.equals(ios.toByteArray(), data) + " " + new InflaterInputStream(new ByteArrayInputStream(viaStream)).skip(500));
    }
}
