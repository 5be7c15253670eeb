import java.nio.*;
import java.nio.charset.*;
import java.util.*;

/** java.nio buffers: all kinds of views, byte orders, bulk moves, slices, alignment, comparison, read-only and bounds failures, coders. */
public class Buffers {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static void exercise(ByteBuffer b) {
        String kind = b.getClass().getSimpleName() + " " + b.order();
        b.clear();
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < b.capacity(); i++) b.put(i, (byte) (i * 37 + 11));
        s.append(b.getInt(3))
            .append(' ')
            .append(b.getLong(5))
            .append(' ')
            .append(b.getShort(1))
            .append(' ')
            .append((int) b.getChar(7))
            .append(' ')
            .append(b.getFloat(2))
            .append(' ')
            .append(b.getDouble(9))
            .append(' ');
        b.position(1)
            .put((byte) 9)
            .putInt(0xcafebabe)
            .putLong(Long.MIN_VALUE + 5)
            .putDouble(1 / 3.0)
            .putFloat(-0f)
            .putShort((short) -2)
            .putChar('\u20ac');
        s.append(b.position()).append(' ').append(b.hashCode()).append(' ');
        b.flip();
        IntBuffer ib = b.slice().asIntBuffer();
        LongBuffer lb = b.position(3).slice().asLongBuffer();
        CharBuffer cb = b.asCharBuffer();
        DoubleBuffer db = b.asDoubleBuffer();
        FloatBuffer fb = b.asFloatBuffer();
        ShortBuffer sb = b.asShortBuffer();
        s.append(ib.remaining())
            .append(ib.get(1))
            .append(' ')
            .append(lb.get(0))
            .append(' ')
            .append((int) cb.get(2))
            .append(' ')
            .append(db.get(1))
            .append(' ')
            .append(fb.get(2))
            .append(' ')
            .append(sb.get(4))
            .append(' ')
            .append(cb.order())
            .append(cb.toString().hashCode())
            .append(' ');
        ib.put(0, 77).put(1, 78);
        int[] ints = new int[5];
        ib.get(0, ints, 1, 3);
        lb.put(1, Double.doubleToLongBits(2));
        long[] longs = new long[2];
        lb.duplicate().get(longs);
        cb.put(0, 'x');
        char[] cs = new char[6];
        cb.get(cs, 2, 3);
        sb.put(new short[] {1, 2, 3});
        fb.put(0, new float[] {1.5f, 2.5f});
        double[] ds = new double[2];
        db.get(ds);
        s.append(Arrays.hashCode(ints)).append(Arrays.hashCode(longs)).append(Arrays.hashCode(cs)).append(Arrays.toString(ds));
        b.clear();
        byte[] all = new byte[b.capacity()];
        b.get(all);
        s.append(Arrays.hashCode(all)).append(' ');
        b.position(4).limit(20);
        b.compact();
        s.append(b.position())
            .append(' ')
            .append(b.get(3))
            .append(' ')
            .append(b.flip().mismatch(ByteBuffer.wrap(new byte[] {b.get(0), b.get(1), 5})));
        b.clear();
        b.slice(5, 20).put(3, all, 2, 4).asReadOnlyBuffer();
        b.put(40, b.duplicate().position(0).limit(10).slice(), 2, 5);
        b.position(2).put(ByteBuffer.allocateDirect(4).putInt(5).flip()).put(ByteBuffer.wrap(all, 3, 6));
        byte[] end = new byte[b.capacity()];
        b.get(0, end);
        s.append(' ').append(Arrays.hashCode(end)).append(' ').append(b.isDirect()).append(b.hasArray());
        System.out.println(kind + " " + s);
    }
    public static void main(String[] args) {
        for (ByteOrder o : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            exercise(ByteBuffer.allocate(64).order(o));
            exercise(ByteBuffer.allocateDirect(64).order(o));
            exercise(ByteBuffer.allocate(80).position(9).slice().order(o).limit(64));
            exercise(ByteBuffer.allocateDirect(80).position(9).slice().order(o));
        }
        ByteBuffer d = ByteBuffer.allocateDirect(16), h = ByteBuffer.allocate(16);
        for (ByteBuffer b : new ByteBuffer[] {d, h}) {
            show("get", () -> b.get(16));
            show("getInt", () -> b.getInt(13));
            show("neg", () -> b.getLong(-1));
            show("position", () -> b.position(17));
            show("limit", () -> b.limit(-1));
            show("underflow", () -> {
                b.position(14);
                return b.getInt();
            });
            show("overflow", () -> {
                b.position(15);
                return b.putChar('x');
            });
            show("bulk", () -> b.get(new byte[5]));
            show("bulk range", () -> b.get(new byte[5], 3, 4));
            show("bulk index", () -> b.get(10, new byte[20], 0, 10));
            show("put self", () -> b.put(b));
            show("slice", () -> b.slice(10, 10));
            show("mark", () -> {
                b.clear();
                return b.reset();
            });
            show("read-only", () -> b.asReadOnlyBuffer().put((byte) 1));
            show("read-only view", () -> b.asReadOnlyBuffer().asIntBuffer().put(1));
            show("array", () -> b.asReadOnlyBuffer().array());
            show("array2", () -> b.array().length);
            show("alignedSlice", () -> b.isDirect() ? b.alignedSlice(8).capacity() : b.alignedSlice(2));
            show("alignmentOffset", () -> b.isDirect() ? b.alignmentOffset(1, 1) : b.alignmentOffset(0, 8));
            show("bad unit", () -> b.alignmentOffset(0, 3));
            show("wrap", () -> ByteBuffer.wrap(new byte[3], 2, 2));
            show("toString", b::toString);
        }
        show("allocate", () -> ByteBuffer.allocate(-1));
        show("allocateDirect", () -> ByteBuffer.allocateDirect(-1));
        CharBuffer cb = CharBuffer.wrap("hello world", 2, 8);
        System.out.println(cb + " " + cb.length() + cb.charAt(1) + cb.subSequence(1, 3) + " " + cb.chars().sum() + " " + cb.isReadOnly()
            + cb.hasArray() + cb.compareTo(CharBuffer.wrap("llp")) + cb.equals(CharBuffer.wrap("llo wo"))
            + cb.mismatch(CharBuffer.wrap("llx")));
        show("cb put", () -> cb.put('x'));
        show("cb charAt", () -> cb.charAt(6));
        show("cb sub", () -> cb.subSequence(3, 9));
        show("cb read", () -> {
            CharBuffer t = CharBuffer.allocate(4);
            return cb.duplicate().read(t) + " " + t.flip();
        });
        CharBuffer ap = CharBuffer.allocate(20).append("app").append('c').append("xyz", 1, 2);
        System.out.println(ap.flip());
        show("int array",
            ()
                -> IntBuffer.wrap(new int[] {1, 2, 3}, 1, 2).arrayOffset() + " "
                + IntBuffer.allocate(3).put(new int[] {1, 2}).flip().slice().get(1));
        System.out.println(FloatBuffer.wrap(new float[] {0f, Float.NaN}).equals(FloatBuffer.wrap(new float[] {-0f, Float.NaN})) + " "
            + DoubleBuffer.wrap(new double[] {Double.NaN}).compareTo(DoubleBuffer.wrap(new double[] {1})) + " "
            + LongBuffer.wrap(new long[] {1, 2}).mismatch(LongBuffer.wrap(new long[] {1, 3})));
        for (String cs : new String[] {"UTF-8", "UTF-16", "UTF-16BE", "US-ASCII", "ISO-8859-1", "UTF-32", "windows-1252", "EUC-JP", "Big5",
                 "IBM500", "x-UTF-16LE-BOM", "UTF-7", "CESU-8"})
            show(cs, () -> {
                Charset c = Charset.forName(cs);
                ByteBuffer e =
                    c.newEncoder().onUnmappableCharacter(CodingErrorAction.REPLACE).encode(CharBuffer.wrap("a\u00e4\u20ac\ud83d\ude00"));
                byte[] x = new byte[e.remaining()];
                e.get(x);
                return HexFormat.of().formatHex(x) + " " + c.decode(ByteBuffer.wrap(x)).chars().mapToObj(Integer::toHexString).toList()
                    + " " + c.newEncoder().maxBytesPerChar() + " " + c.newEncoder().averageBytesPerChar() + " "
                    + c.newEncoder().canEncode('\u20ac') + " " + new TreeSet<>(c.aliases()).size();
            });
        CharsetDecoder u = StandardCharsets.UTF_8.newDecoder();
        show("malformed", () -> u.decode(ByteBuffer.wrap(new byte[] {'a', (byte) 0xe4, 'b'})));
        show("truncated", () -> u.decode(ByteBuffer.wrap(new byte[] {'a', (byte) 0xe2, (byte) 0x82})));
        show("replace",
            ()
                -> u.onMalformedInput(CodingErrorAction.REPLACE)
                       .replaceWith("?")
                       .decode(ByteBuffer.wrap(new byte[] {(byte) 0xff, 'x', (byte) 0xe2, (byte) 0x82, 'y'})));
        show("unmappable", () -> StandardCharsets.US_ASCII.newEncoder().encode(CharBuffer.wrap("\u00e4")));
        show("lone surrogate", () -> StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap("a\ud800b")));
        show("direct small", () -> {
            CharBuffer o = CharBuffer.allocate(2);
            ByteBuffer in = ByteBuffer.allocateDirect(8).put("abc\u20ac".getBytes(StandardCharsets.UTF_8)).flip();
            CharsetDecoder k = StandardCharsets.UTF_8.newDecoder();
            CoderResult r = k.decode(in, o, true);
            return r + " " + in + " " + o;
        });
        show("state", () -> {
            CharsetEncoder k = StandardCharsets.UTF_8.newEncoder();
            k.encode(CharBuffer.wrap("x"), ByteBuffer.allocate(5), true);
            k.flush(ByteBuffer.allocate(1));
            return k.encode(CharBuffer.wrap("y"), ByteBuffer.allocate(5), false);
        });
        show("flush", () -> StandardCharsets.UTF_8.newEncoder().flush(ByteBuffer.allocate(1)));
        show("no charset", () -> Charset.forName("nope"));
        show("bad charset", () -> Charset.forName("a b"));
        show("isSupported",
            ()
                -> Charset.isSupported("utf8") + " " + Charset.forName("latin1") + " " + Charset.defaultCharset() + " "
                + Charset.forName("cp1252").displayName() + " " + Charset.forName("UTF-8").contains(Charset.forName("Big5")));
        show("replacement", () -> StandardCharsets.US_ASCII.newEncoder().replaceWith(new byte[] {(byte) 200}));
    }
}
