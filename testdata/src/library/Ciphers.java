import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Ciphers: published vectors; all lengths, offsets and splits; in place and overlapping; counters that overflow; wrong tags. */
public class Ciphers {
    static final HexFormat HEX = HexFormat.of();
    static final Random RANDOM = new Random(20);

    static byte[] bytes(int n) {
        byte[] b = new byte[n];
        RANDOM.nextBytes(b);
        return b;
    }

    static String hash(byte[] b) {
        return b == null ? "null" : b.length + ":" + Integer.toHexString(Arrays.hashCode(b));
    }

    static Cipher cipher(String name, int mode, byte[] key, AlgorithmParameterSpec spec) throws GeneralSecurityException {
        Cipher c = Cipher.getInstance(name);
        c.init(mode, new SecretKeySpec(key, name.replaceAll("[/-].*", "")), spec);
        return c;
    }

    static AlgorithmParameterSpec parameters(String name, byte[] iv) {
        if (name.contains("ECB"))
            return null;
        if (name.contains("GCM"))
            return new GCMParameterSpec(128, iv);
        return name.equals("ChaCha20") ? new ChaCha20ParameterSpec(iv, 5) : new IvParameterSpec(iv);
    }

    static void vector(String name, String key, String iv, String plain) throws Exception {
        byte[] k = HEX.parseHex(key), v = HEX.parseHex(iv), p = HEX.parseHex(plain);
        byte[] out = cipher(name, Cipher.ENCRYPT_MODE, k, parameters(name, v)).doFinal(p);
        byte[] back = cipher(name, Cipher.DECRYPT_MODE, k, parameters(name, v)).doFinal(out);
        System.out.println(name + " " + k.length * 8 + ": " + HEX.formatHex(out) + (Arrays.equals(back, p) ? "" : " NOT REVERSED"));
    }

    static void vectors() throws Exception {
        // FIPS 197, appendix C
        String block = "00112233445566778899aabbccddeeff", key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        for (int n : new int[] {32, 48, 64})
            vector("AES/ECB/NoPadding", key.substring(0, n), "", block);
        // NIST SP 800-38A
        String plain = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";
        String[] keys = {"2b7e151628aed2a6abf7158809cf4f3c", "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"};
        for (String k : keys)
            for (String mode : new String[] {"ECB", "CBC", "CTR", "CFB", "OFB"})
                vector("AES/" + mode + "/NoPadding", k,
                    mode.equals("CTR") ? "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff" : key.substring(0, 32), plain);
        // test cases 3 and 4 of the specification of GCM, without additional data
        vector("AES/GCM/NoPadding", "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255");
        // RFC 8439, 2.4.2 and 2.8.2, without additional data
        vector("ChaCha20-Poly1305", "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f", "070000004041424344454647",
            HEX.formatHex("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
                .getBytes()));
        vector("ChaCha20", key, "000000000000004a00000000", HEX.formatHex(new byte[200]));
    }

    static final String[] MODES = {"AES/ECB/NoPadding", "AES/ECB/PKCS5Padding", "AES/CBC/NoPadding", "AES/CBC/PKCS5Padding",
        "AES/CTR/NoPadding", "AES/CFB/NoPadding", "AES/CFB8/NoPadding", "AES/OFB/NoPadding", "AES/CTS/NoPadding", "AES/PCBC/PKCS5Padding",
        "AES/GCM/NoPadding", "ChaCha20", "ChaCha20-Poly1305", "DESede/CBC/PKCS5Padding", "DESede/CTR/NoPadding", "Blowfish/CTR/NoPadding"};

    static int keySize(String name, int i) {
        return name.startsWith("AES") ? 16 + 8 * (i % 3) : name.startsWith("DESede") ? 24 : name.startsWith("Blow") ? 16 : 32;
    }

    static byte[] iv(String name) {
        return bytes(name.contains("GCM") || name.startsWith("ChaCha") ? 12 : name.startsWith("AES") ? 16 : 8);
    }

    /** Every length: in one call, in pieces of random sizes, and back again. */
    static void lengths(String name) throws Exception {
        MessageDigest all = MessageDigest.getInstance("MD5");
        boolean whole = name.endsWith("B/NoPadding") && name.contains("ECB") || name.contains("CBC/NoPadding");
        int wrong = 0;
        for (int n = 0; n < 600; n += whole ? 16 : 1 + n / 40) {
            if (name.contains("CTS") && n < 16)
                continue;
            byte[] key = bytes(keySize(name, n)), iv = iv(name), in = bytes(n + 40);
            int from = n % 17;
            AlgorithmParameterSpec spec = parameters(name, iv);
            byte[] once = cipher(name, Cipher.ENCRYPT_MODE, key, spec).doFinal(in, from, n);
            all.update(once);
            for (int mode : new int[] {Cipher.ENCRYPT_MODE, Cipher.DECRYPT_MODE}) {
                byte[] source = mode == Cipher.ENCRYPT_MODE ? Arrays.copyOfRange(in, from, from + n) : once;
                byte[] expected = mode == Cipher.ENCRYPT_MODE ? once : Arrays.copyOfRange(in, from, from + n);
                Cipher c = cipher(name, mode, key, spec);
                byte[] out = new byte[source.length + 100];
                int done = 0, written = 5;
                while (done < source.length) {
                    int piece = Math.min(source.length - done, RANDOM.nextInt(n % 3 == 0 ? 5 : 150));
                    written += c.update(source, done, piece, out, written);
                    done += piece;
                }
                written += c.doFinal(out, written);
                if (!Arrays.equals(Arrays.copyOfRange(out, 5, written), expected))
                    wrong++;
            }
        }
        System.out.println(name + ": " + HEX.formatHex(all.digest()) + ", wrong " + wrong);
    }

    /** Input and output in one array, at all distances. */
    static void overlapping(String name) throws Exception {
        MessageDigest all = MessageDigest.getInstance("MD5");
        StringBuilder failed = new StringBuilder();
        for (int mode : new int[] {Cipher.ENCRYPT_MODE, Cipher.DECRYPT_MODE})
            for (int n : new int[] {16, 48, 128, 272, 1040})
                for (int distance : new int[] {-300, -129, -128, -17, -16, -1, 0, 1, 15, 16, 17, 64, 128, 200, 300}) {
                    byte[] array = bytes(2000);
                    Cipher c = cipher(name, mode, bytes(keySize(name, n / 16)), parameters(name, iv(name)));
                    try {
                        int written = c.update(array, 400, n, array, 400 + distance);
                        if (!name.contains("GCM") && !name.contains("Poly"))
                            written += c.doFinal(array, 400 + distance + written);
                        all.update(array);
                        all.update((byte) written);
                    } catch (GeneralSecurityException e) {
                        failed.append(' ').append(e.getClass().getSimpleName());
                    }
                }
        System.out.println(name + ", overlapping: " + HEX.formatHex(all.digest()) + failed);
    }

    static void counters() throws Exception {
        for (String start : new String[] {"ffffffffffffffffffffffffffffffff", "fffffffffffffffffffffffffffffffc",
                "00000000000000007fffffffffffffff", "0000000000000000ffffffffffffffff", "00000000fffffffffffffffffffffffe", "000000000000000000000000ffffffff"}) {
            byte[] in = new byte[400];
            Cipher c = cipher("AES/CTR/NoPadding", Cipher.ENCRYPT_MODE, new byte[16], new IvParameterSpec(HEX.parseHex(start)));
            byte[] one = c.update(in, 0, 33), two = c.update(in, 0, 1), three = c.doFinal(in, 0, 300);
            // doFinal goes back to the beginning
            System.out.println(start + ": " + hash(one) + " " + hash(two) + " " + hash(three) + " " + hash(c.doFinal(in)));
        }
    }

    static void gcm(String name) throws Exception {
        byte[] key = bytes(keySize(name, 0)), iv = bytes(12);
        MessageDigest all = MessageDigest.getInstance("MD5");
        int refused = 0;
        for (int n : new int[] {0, 1, 15, 16, 17, 31, 127, 128, 129, 1023, 1024, 1025, 4096, 20_000, 100_001}) {
            for (int extra : new int[] {0, 1, 16, 20, 200}) {
                byte[] in = bytes(n), more = bytes(extra);
                iv[extra % 12]++;
                Cipher c = cipher(name, Cipher.ENCRYPT_MODE, key, parameters(name, iv));
                c.updateAAD(more, 0, extra / 2);
                c.updateAAD(more, extra / 2, extra - extra / 2);
                byte[] out = c.doFinal(in);
                all.update(out);
                for (int change : new int[] {-1, 0, n / 2, n, n + 15}) {
                    byte[] changed = out.clone();
                    if (change >= 0)
                        changed[change] ^= 1 << n % 8;
                    c = cipher(name, Cipher.DECRYPT_MODE, key, parameters(name, iv));
                    c.updateAAD(more);
                    try {
                        if (!Arrays.equals(c.doFinal(changed), in) || change >= 0)
                            System.out.println(name + ": wrong at " + n + " " + extra + " " + change);
                    } catch (GeneralSecurityException e) {
                        refused++;
                        if (n == 16 && extra == 0)
                            System.out.println(name + ": " + e);
                    }
                }
                // direct buffers, and in place
                java.nio.ByteBuffer direct = java.nio.ByteBuffer.allocateDirect(n).put(in).flip(), to = java.nio.ByteBuffer.allocateDirect(n + 16);
                iv[extra % 12]++;
                c = cipher(name, Cipher.ENCRYPT_MODE, key, parameters(name, iv));
                c.doFinal(direct, to);
                byte[] copy = new byte[n + 16], array = Arrays.copyOf(in, n + 16);
                to.flip().get(copy);
                all.update(copy);
                iv[extra % 12]++;
                c = cipher(name, Cipher.ENCRYPT_MODE, key, parameters(name, iv));
                c.doFinal(array, 0, n, array, 0);
                all.update(array);
            }
        }
        // initial vectors of other lengths are hashed; tags may be shorter
        if (name.contains("GCM"))
            for (int n : new int[] {1, 8, 16, 17, 60, 128}) {
                Cipher c = cipher(name, Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(96 + n % 5 * 8, bytes(n)));
                all.update(c.doFinal(bytes(100)));
            }
        System.out.println(name + ": " + HEX.formatHex(all.digest()) + ", refused " + refused);
    }

    static void errors() throws Exception {
        Show.of("short output", () -> cipher("AES/ECB/NoPadding", Cipher.ENCRYPT_MODE, new byte[16], null)
            .doFinal(new byte[32], 0, 32, new byte[31]));
        Show.of("not whole blocks", () -> cipher("AES/CBC/NoPadding", Cipher.ENCRYPT_MODE, new byte[16], new IvParameterSpec(new byte[16]))
            .doFinal(new byte[33]));
        Show.of("bad padding", () -> cipher("AES/CBC/PKCS5Padding", Cipher.DECRYPT_MODE, new byte[16], new IvParameterSpec(new byte[16]))
            .doFinal(new byte[32]));
        Show.of("bad range", () -> cipher("AES/CTR/NoPadding", Cipher.ENCRYPT_MODE, new byte[16], new IvParameterSpec(new byte[16]))
            .update(new byte[10], 5, 6));
        Show.of("short tag", () -> cipher("AES/GCM/NoPadding", Cipher.DECRYPT_MODE, new byte[16], new GCMParameterSpec(128, new byte[12]))
            .doFinal(new byte[15]));
        Show.of("short tag", () -> cipher("ChaCha20-Poly1305", Cipher.DECRYPT_MODE, new byte[32], new IvParameterSpec(new byte[12]))
            .doFinal(new byte[15]));
        Show.of("counter at its end", () -> {
            Cipher c = cipher("ChaCha20", Cipher.ENCRYPT_MODE, new byte[32], new ChaCha20ParameterSpec(new byte[12], -2));
            System.out.println(hash(c.update(new byte[64])));
            System.out.println(hash(c.update(new byte[64])));
            return hash(c.update(new byte[64]));
        });
        Show.of("counter at its end, at once", () -> hash(cipher("ChaCha20", Cipher.ENCRYPT_MODE, new byte[32],
            new ChaCha20ParameterSpec(new byte[12], -2)).update(new byte[300])));
    }

    /** One cipher object through many messages, keys and directions. */
    static void reuse() throws Exception {
        MessageDigest all = MessageDigest.getInstance("MD5");
        for (String name : new String[] {"AES/CBC/PKCS5Padding", "AES/CTR/NoPadding", "AES/ECB/PKCS5Padding", "AES/CFB/NoPadding"}) {
            Cipher c = Cipher.getInstance(name);
            for (int i = 0; i < 40; i++) {
                Key key = new SecretKeySpec(bytes(keySize(name, i / 4)), "AES");
                AlgorithmParameterSpec spec = parameters(name, iv(name));
                c.init(Cipher.ENCRYPT_MODE, key, spec);
                byte[] in = bytes(RANDOM.nextInt(100)), out = c.doFinal(in), again = c.doFinal(in);
                c.init(Cipher.DECRYPT_MODE, key, spec);
                all.update(out);
                if (!Arrays.equals(out, again) || !Arrays.equals(c.doFinal(out), in) || !Arrays.equals(c.doFinal(out), in))
                    System.out.println(name + ": wrong at " + i);
            }
        }
        System.out.println("reuse: " + HEX.formatHex(all.digest()));
    }

    public static void main(String[] args) throws Exception {
        vectors();
        for (String name : MODES)
            lengths(name);
        for (String name : MODES)
            if (!name.contains("GCM") && !name.contains("Poly") && !name.contains("CTS"))
                overlapping(name);
        counters();
        gcm("AES/GCM/NoPadding");
        gcm("ChaCha20-Poly1305");
        errors();
        reuse();
    }
}
