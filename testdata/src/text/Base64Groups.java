import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/** Base64: all lengths and alphabets, into arrays with offsets, and a wrong character at every position. */
public class Base64Groups {
    static final Random RANDOM = new Random(64);

    static byte[] bytes(int n) {
        byte[] b = new byte[n];
        RANDOM.nextBytes(b);
        return b;
    }

    /** By single bits. */
    static String slow(byte[] b, String alphabet, boolean padded) {
        StringBuilder s = new StringBuilder();
        for (int bit = 0; bit < b.length * 8; bit += 6) {
            int value = 0;
            for (int i = 0; i < 6; i++)
                value = value << 1 | (bit + i < b.length * 8 ? b[(bit + i) / 8] >> 7 - (bit + i) % 8 & 1 : 0);
            s.append(alphabet.charAt(value));
        }
        while (padded && s.length() % 4 != 0)
            s.append('=');
        return s.toString();
    }

    static String outcome(Base64.Decoder decoder, byte[] in) {
        try {
            byte[] out = decoder.decode(in);
            return out.length + ":" + Arrays.hashCode(out);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** What is in the array after decoding into it, even if that fails. */
    static String into(Base64.Decoder decoder, byte[] in, int room) {
        byte[] out = new byte[room];
        Arrays.fill(out, (byte) 0x55);
        String result;
        try {
            result = "" + decoder.decode(in, out);
        } catch (IllegalArgumentException e) {
            result = e.getMessage();
        }
        return result + ":" + Arrays.hashCode(out);
    }

    public static void main(String[] args) {
        String standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", url = standard.replace('+', '-').replace('/', '_');
        int wrong = 0, hash = 0;
        for (int n = 0; n < 400; n++) {
            byte[] b = bytes(n);
            Base64.Encoder[] encoders = {Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding(), Base64.getMimeEncoder()};
            Base64.Decoder[] decoders = {Base64.getDecoder(), Base64.getUrlDecoder(), Base64.getDecoder(), Base64.getMimeDecoder()};
            for (int i = 0; i < 4; i++) {
                String s = encoders[i].encodeToString(b);
                if (!s.replace("\r\n", "").equals(slow(b, i == 1 ? url : standard, i != 2)) || !Arrays.equals(decoders[i].decode(s), b))
                    wrong++;
                byte[] out = new byte[s.length() + 9];
                int written = encoders[i].encode(b, out);
                hash = hash * 31 + Arrays.hashCode(out) + written;
                ByteBuffer buffer = decoders[i].decode(ByteBuffer.wrap(out, 0, written).slice());
                if (!buffer.equals(ByteBuffer.wrap(b)))
                    wrong++;
                hash = hash * 31 + into(decoders[i], Arrays.copyOf(out, written), n + 20).hashCode();
            }
        }
        System.out.println("wrong " + wrong + " " + hash);

        byte[] values = new byte[64];
        for (int i = 0; i < 64; i++)
            values[i] = (byte) standard.charAt(i);
        StringBuilder known = new StringBuilder();
        for (int c = 0; c < 256; c++) {
            byte[] in = Arrays.copyOf(values, 64);
            in[37] = (byte) c;
            for (Base64.Decoder decoder : new Base64.Decoder[] {Base64.getDecoder(), Base64.getUrlDecoder(), Base64.getMimeDecoder()})
                hash = hash * 31 + outcome(decoder, in).hashCode();
            in[5] = '-';
            if (c % 16 == 10)
                known.append(' ').append(outcome(Base64.getDecoder(), in)).append(',').append(outcome(Base64.getMimeDecoder(), in));
        }
        System.out.println(hash + known.toString());

        byte[] good = Base64.getEncoder().encode(bytes(70));
        for (int at = 0; at < good.length; at++)
            for (char c : new char[] {'\n', '=', '-', '\u00e9', '_'}) {
                byte[] in = good.clone();
                in[at] = (byte) c;
                String a = outcome(Base64.getDecoder(), in), b = outcome(Base64.getUrlDecoder(), in), m = outcome(Base64.getMimeDecoder(), in);
                hash = hash * 31 + a.hashCode() + b.hashCode() + m.hashCode() + into(Base64.getDecoder(), in, 100).hashCode()
                    + into(Base64.getMimeDecoder(), in, 80).hashCode();
                if (at % 16 == 15)
                    System.out.println(at + " " + (int) c + ": " + a + "; " + m);
            }
        System.out.println(hash);
        for (String s : new String[] {"", "A", "AA", "AAA", "AAAA", "=", "==", "A=", "AA=", "AA==", "AA==A", "AA==AAAA", "AAA=", "AAA==", "AA=A", "AAAAA", "A\r\nA\r\n=\r\n=",
                "AAAA\r\n", "\u0000AAAA", "AAAA====", "AAAA=", "AAAAA="})
            System.out.println(s.replace("\r\n", "|").replace('\0', '0') + ": " + outcome(Base64.getDecoder(), s.getBytes()) + "; "
                + outcome(Base64.getMimeDecoder(), s.getBytes()) + "; " + outcome(Base64.getUrlDecoder(), s.getBytes()));
        Show.of("too short", () -> Base64.getDecoder().decode(good, new byte[69]));
        Show.of("too short", () -> Base64.getEncoder().encode(new byte[60], new byte[79]));
        Show.of("in place", () -> {
            byte[] array = Arrays.copyOf(good, 100);
            int n = Base64.getDecoder().decode(Arrays.copyOf(good, good.length), array);
            return n + ":" + Arrays.hashCode(array);
        });
        byte[] array = bytes(400);
        Show.of("one array", () -> Base64.getEncoder().encode(array, array));
        byte[] text = new byte[200];
        Arrays.fill(text, (byte) 'Q');
        Show.of("one array", () -> Base64.getDecoder().decode(text, text) + ":" + Arrays.hashCode(text));
        // without padding lines end where they end
        Base64.Encoder lines = Base64.getMimeEncoder(20, new byte[] {'-', '*'});
        System.out.println(new String(lines.encode("The quick brown fox jumps over the lazy dog, and the dog sleeps.".getBytes())));
        System.out.println(new String(Base64.getMimeDecoder().decode("VGhl*IHF1*\naWNrIGJyb3duIGZveA==!")));
    }
}
