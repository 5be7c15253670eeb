import java.nio.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

/** Base64 in all its forms, HexFormat, and their failures. */
public class Codecs {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    public static void main(String[] args) {
        Random r = new Random(8);
        int h = 0;
        for (int n = 0; n < 300; n++) {
            byte[] b = new byte[n];
            r.nextBytes(b);
            for (Base64.Encoder e : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getMimeEncoder(),
                     Base64.getEncoder().withoutPadding(), Base64.getMimeEncoder(20, new byte[] {'|'})})
                h = h * 31 + e.encodeToString(b).hashCode();
            if (!Arrays.equals(Base64.getDecoder().decode(Base64.getEncoder().encode(b)), b)
                || !Arrays.equals(Base64.getMimeDecoder().decode(Base64.getMimeEncoder().encode(b)), b)
                || !Arrays.equals(Base64.getUrlDecoder().decode(Base64.getUrlEncoder().withoutPadding().encode(b)), b))
                System.out.println("wrong " + n);
        }
        System.out.println(h);
        for (String s :
            new String[] {"", "QQ==", "QQ", "Q", "QQ=", "QQ===", "Q=Q=", "QUI=", "QUJD", "QU!D", "Q\nUJD", "_-_-", "+/+/", "QUJDQ"}) {
            show("basic " + s.length(), () -> Arrays.toString(Base64.getDecoder().decode(s)));
            show("mime", () -> Arrays.toString(Base64.getMimeDecoder().decode(s)));
            show("url", () -> Arrays.toString(Base64.getUrlDecoder().decode(s)));
        }
        show("small", () -> Base64.getEncoder().encode(new byte[9], new byte[5]));
        show("buffer", () -> {
            ByteBuffer d = ByteBuffer.allocateDirect(5).put("hello".getBytes()).flip();
            return StandardCharsets.US_ASCII.decode(Base64.getEncoder().encode(d)) + " " + d.remaining();
        });
        show("wrap",
            () -> new String(Base64.getMimeDecoder().wrap(new java.io.ByteArrayInputStream("aGVs\r\nbG8=".getBytes())).readAllBytes()));
        show("wrap out", () -> {
            java.io.ByteArrayOutputStream o = new java.io.ByteArrayOutputStream();
            try (java.io.OutputStream w = Base64.getEncoder().wrap(o)) {
                for (int i = 0; i < 7; i++) w.write(i);
            }
            return o;
        });
        show("line", () -> Base64.getMimeEncoder(8, new byte[] {'A'}));
        HexFormat f = HexFormat.ofDelimiter(":").withUpperCase().withPrefix("0x");
        System.out.println(f.formatHex(new byte[] {1, -1, 16}) + " " + Arrays.toString(f.parseHex("0x01:0xff")) + " "
            + HexFormat.of().toHexDigits((short) 0xabc) + HexFormat.of().toHexDigits(5L, 3) + " " + HexFormat.fromHexDigits("ff") + " "
            + HexFormat.isHexDigit('g') + " " + HexFormat.fromHexDigitsToLong("7fffffffffffffff") + " " + f);
        show("odd", () -> HexFormat.of().parseHex("abc"));
        show("bad", () -> HexFormat.of().parseHex("zz"));
        show("delimiter", () -> f.parseHex("0x01-0xff"));
        show("digits", () -> HexFormat.fromHexDigits("123456789"));
        show("range", () -> HexFormat.of().formatHex(new byte[3], 2, 1));
    }
}
