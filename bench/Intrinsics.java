// SPDX-License-Identifier: MIT
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Operations of the class library for which HotSpot has instructions of its own (intrinsics), and loops that it vectorizes.
 *
 * <p>Intrinsics [-w WARM_UP_MS] [-m MEASURE_MS] [NAME...] prints, a line each: name, checksum, nanoseconds of CPU time of this
 * thread for one run. A run is a fixed amount of work that always has the same checksum. It is repeated for WARM_UP_MS, and then
 * for MEASURE_MS, of which the fastest run counts. Without names all are run; -l lists them.
 */
public class Intrinsics {
    interface Work {
        long run() throws Exception;
    }

    interface Preparation {
        Work prepare() throws Exception;
    }

    record Row(String name, Preparation preparation) {}

    static final int KILOBYTE = 1024;

    static final Row[] ROWS = {
        new Row("aes-ecb-encrypt", () -> cipher("AES/ECB/NoPadding", 16, Cipher.ENCRYPT_MODE, null)),
        new Row("aes-ecb-decrypt", () -> cipher("AES/ECB/NoPadding", 16, Cipher.DECRYPT_MODE, null)),
        new Row("aes-cbc-encrypt", () -> cipher("AES/CBC/PKCS5Padding", 16, Cipher.ENCRYPT_MODE, new IvParameterSpec(new byte[16]))),
        new Row("aes-cbc-decrypt", () -> cipher("AES/CBC/NoPadding", 32, Cipher.DECRYPT_MODE, new IvParameterSpec(new byte[16]))),
        new Row("aes-ctr", () -> cipher("AES/CTR/NoPadding", 16, Cipher.ENCRYPT_MODE, new IvParameterSpec(new byte[16]))),
        new Row("aes-cfb", () -> cipher("AES/CFB/NoPadding", 16, Cipher.ENCRYPT_MODE, new IvParameterSpec(new byte[16]))),
        new Row("aes-gcm-encrypt", () -> sealed("AES/GCM/NoPadding", 16, true, 64 * KILOBYTE)),
        new Row("aes-gcm-decrypt", () -> sealed("AES/GCM/NoPadding", 32, false, 64 * KILOBYTE)),
        new Row("aes-gcm-small", () -> sealed("AES/GCM/NoPadding", 16, true, 256)),
        new Row("chacha20-encrypt", () -> sealed("ChaCha20-Poly1305", 32, true, 64 * KILOBYTE)),
        new Row("chacha20-decrypt", () -> sealed("ChaCha20-Poly1305", 32, false, 64 * KILOBYTE)),
        new Row("md5", () -> digest("MD5")),
        new Row("sha-1", () -> digest("SHA-1")),
        new Row("sha-256", () -> digest("SHA-256")),
        new Row("sha-512", () -> digest("SHA-512")),
        new Row("sha3-256", () -> digest("SHA3-256")),
        new Row("sha3-512", () -> digest("SHA3-512")),
        new Row("sha-256-small", Intrinsics::smallDigest),
        new Row("hmac-sha-256", Intrinsics::hmac),
        new Row("ecdsa-p256", Intrinsics::ecdsa),
        new Row("x25519", Intrinsics::x25519),
        new Row("rsa-2048", Intrinsics::rsa),

        new Row("crc32", () -> checksum(new CRC32())),
        new Row("crc32c", () -> checksum(new CRC32C())),
        new Row("adler32", () -> checksum(new Adler32())),
        new Row("crc32-direct", () -> checksumDirect(new CRC32())),
        new Row("crc32c-direct", () -> checksumDirect(new CRC32C())),

        new Row("base64-encode", () -> encode(Base64.getEncoder())),
        new Row("base64-decode", () -> decode(Base64.getEncoder(), Base64.getDecoder())),
        new Row("base64-url-decode", () -> decode(Base64.getUrlEncoder(), Base64.getUrlDecoder())),
        new Row("base64-mime-encode", () -> encode(Base64.getMimeEncoder())),
        new Row("base64-mime-decode", () -> decode(Base64.getMimeEncoder(), Base64.getMimeDecoder())),
        new Row("utf8-encode-ascii", () -> utf8Encode(text(16 * KILOBYTE, "etaoin shrdlu"))),
        new Row("utf8-decode-ascii", () -> utf8Decode(text(16 * KILOBYTE, "etaoin shrdlu"))),
        new Row("utf8-encode-latin1", () -> utf8Encode(text(16 * KILOBYTE, "etaoin shrdl\u00e4\u00fc"))),
        new Row("utf8-decode-latin1", () -> utf8Decode(text(16 * KILOBYTE, "etaoin shrdl\u00e4\u00fc"))),
        new Row("utf8-encode-mixed", () -> utf8Encode(text(16 * KILOBYTE, "etaoin \u00e4\u03c0\u20ac\u4e2d"))),
        new Row("utf8-decode-mixed", () -> utf8Decode(text(16 * KILOBYTE, "etaoin \u00e4\u03c0\u20ac\u4e2d"))),
        new Row("deflate", Intrinsics::deflate),
        new Row("inflate", Intrinsics::inflate),

        new Row("multiply-2048", () -> multiply(2048, 200)),
        new Row("multiply-100000", () -> multiply(100_000, 1)),
        new Row("square-2048", () -> square(2048, 200)),
        new Row("square-100000", () -> square(100_000, 1)),
        new Row("mod-pow-1024", () -> modPow(1024)),
        new Row("mod-pow-4096", () -> modPow(4096)),
        new Row("mod-inverse", Intrinsics::modInverse),
        new Row("pow", () -> () -> BigInteger.valueOf(1_000_003).pow(2000).hashCode()),
        new Row("divide-4096", Intrinsics::divide),
        new Row("add-shift-2048", Intrinsics::addAndShift),
        new Row("to-string", Intrinsics::decimal),
        new Row("factorial", Intrinsics::factorial),

        new Row("equals-ignore-case", Intrinsics::equalsIgnoreCase),
        new Row("to-upper-case", Intrinsics::toUpperCase),
        new Row("compare-to", Intrinsics::compareTo),
        new Row("index-of-char", Intrinsics::indexOfChar),
        new Row("index-of-string", Intrinsics::indexOfString),
        new Row("contains-short", Intrinsics::containsShort),
        new Row("string-hash", Intrinsics::stringHash),
        new Row("regex", Intrinsics::regex),

        new Row("arrays-hash-int", Intrinsics::arraysHashInt),
        new Row("arrays-hash-byte", Intrinsics::arraysHashByte),
        new Row("arrays-equals", Intrinsics::arraysEquals),
        new Row("arrays-mismatch", Intrinsics::arraysMismatch),
        new Row("arrays-fill", Intrinsics::arraysFill),
        new Row("arrays-copy-of", Intrinsics::arraysCopyOf),

        new Row("sin", () -> function(Math::sin)),
        new Row("cos", () -> function(Math::cos)),
        new Row("tan", () -> function(Math::tan)),
        new Row("exp", () -> function(Math::exp)),
        new Row("log", () -> function(Math::log)),
        new Row("log10", () -> function(Math::log10)),
        new Row("pow-double", () -> function(x -> Math.pow(x, 1.7))),
        new Row("sqrt", () -> function(Math::sqrt)),
        new Row("floor", () -> function(Math::floor)),
        new Row("round", () -> function(x -> Math.round(x * 3))),
        new Row("fma", () -> function(x -> Math.fma(x, 1.5, 0.25))),

        new Row("bit-count", Intrinsics::bitCount),
        new Row("reverse", Intrinsics::reverse),
        new Row("reverse-bytes", Intrinsics::reverseBytes),
        new Row("leading-zeros", Intrinsics::leadingZeros),
        new Row("trailing-zeros", Intrinsics::trailingZeros),
        new Row("rotate", Intrinsics::rotate),
        new Row("multiply-high", Intrinsics::multiplyHigh),
        new Row("add-exact", Intrinsics::addExact),

        new Row("var-handle-get", Intrinsics::varHandleGet),
        new Row("var-handle-set", Intrinsics::varHandleSet),
        new Row("var-handle-cas", Intrinsics::varHandleCompareAndSet),
        new Row("var-handle-add", Intrinsics::varHandleGetAndAdd),
        new Row("byte-array-view", Intrinsics::byteArrayView),
        new Row("atomic-long", Intrinsics::atomicLong),
        new Row("concurrent-map", Intrinsics::concurrentMap),
        new Row("byte-buffer", Intrinsics::byteBuffer),

        new Row("histogram", Intrinsics::histogram),
        new Row("bit-set", Intrinsics::bitSet),
        new Row("saxpy", Intrinsics::saxpy),
        new Row("xor", Intrinsics::xor),
        new Row("dot-product", Intrinsics::dotProduct),
        new Row("long-loop", Intrinsics::longLoop),
    };

    // ---- data ----

    static byte[] bytes(int n) {
        byte[] a = new byte[n];
        new Random(n).nextBytes(a);
        return a;
    }

    static int[] ints(int n) {
        return new Random(n).ints(n).toArray();
    }

    static long[] longs(int n) {
        return new Random(n).longs(n).toArray();
    }

    static String text(int n, String alphabet) {
        Random random = new Random(n);
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < n; i++)
            s.append(alphabet.charAt(random.nextInt(alphabet.length())));
        return s.toString();
    }

    static BigInteger number(int bits, int seed) {
        return new BigInteger(bits, new Random(seed)).setBit(bits - 1);
    }

    static long sum(byte[] a) {
        return ByteBuffer.wrap(a, 0, Math.min(a.length, 8) & ~7).remaining() == 8 ? ByteBuffer.wrap(a).getLong() : Arrays.hashCode(a);
    }

    // ---- cryptography ----

    static Work cipher(String name, int keySize, int mode, AlgorithmParameterSpec parameters) throws Exception {
        byte[] in = bytes(64 * KILOBYTE), out = new byte[in.length + 16];
        Cipher cipher = Cipher.getInstance(name);
        cipher.init(mode, new SecretKeySpec(bytes(keySize), "AES"), parameters);
        return () -> {
            int n = cipher.doFinal(in, 0, in.length, out);
            return n + ByteBuffer.wrap(out).getLong(in.length - 8);
        };
    }

    static Work sealed(String name, int keySize, boolean encrypt, int length) throws Exception {
        boolean aes = name.startsWith("AES");
        byte[] plain = bytes(length), out = new byte[length + 16];
        Cipher cipher = Cipher.getInstance(name);
        SecretKeySpec key = new SecretKeySpec(bytes(keySize), aes ? "AES" : "ChaCha20");
        // A cipher refuses the nonce that it was used with last, so a run uses two in turn.
        AlgorithmParameterSpec[] parameters = new AlgorithmParameterSpec[2];
        byte[][] in = new byte[2][];
        for (int i = 0; i < 2; i++) {
            byte[] nonce = bytes(12 + i);
            parameters[i] = aes ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(Arrays.copyOf(nonce, 12));
            cipher.init(Cipher.ENCRYPT_MODE, key, parameters[i]);
            cipher.updateAAD(plain, 0, 16);
            in[i] = encrypt ? plain : cipher.doFinal(plain);
        }
        int times = Math.max(1, 16 * KILOBYTE / length);
        return () -> {
            long sum = 0;
            for (int i = 0; i < 2 * times; i++) {
                cipher.init(encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, key, parameters[i & 1]);
                cipher.updateAAD(plain, 0, 16);
                sum += cipher.doFinal(in[i & 1], 0, in[i & 1].length, out) + ByteBuffer.wrap(out).getLong(length - 8);
            }
            return sum;
        };
    }

    static Work digest(String name) throws Exception {
        byte[] in = bytes(64 * KILOBYTE);
        MessageDigest digest = MessageDigest.getInstance(name);
        return () -> sum(digest.digest(in));
    }

    static Work smallDigest() throws Exception {
        byte[] in = bytes(40);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return () -> {
            long sum = 0;
            for (int i = 0; i < 500; i++)
                sum += sum(digest.digest(in));
            return sum;
        };
    }

    static Work hmac() throws Exception {
        byte[] in = bytes(KILOBYTE);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(32), "HmacSHA256"));
        return () -> {
            long sum = 0;
            for (int i = 0; i < 50; i++)
                sum += sum(mac.doFinal(in));
            return sum;
        };
    }

    /** Random numbers that are the same on every run. */
    @SuppressWarnings("serial")
    static class Seeded extends SecureRandom {
        private final Random random = new Random(1);

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }

    static KeyPair keys(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0)
            generator.initialize(bits, new Seeded());
        return generator.generateKeyPair();
    }

    static Work signature(String algorithm, KeyPair keys) throws Exception {
        byte[] in = bytes(100);
        Signature signature = Signature.getInstance(algorithm);
        return () -> {
            signature.initSign(keys.getPrivate(), new Seeded());
            signature.update(in);
            byte[] signed = signature.sign();
            signature.initVerify(keys.getPublic());
            signature.update(in);
            return signature.verify(signed) ? 1 : 0;
        };
    }

    static Work ecdsa() throws Exception {
        return signature("SHA256withECDSA", keys("EC", 256));
    }

    static Work rsa() throws Exception {
        return signature("SHA256withRSA", keys("RSA", 2048));
    }

    static Work x25519() throws Exception {
        KeyPair one = keys("X25519", 0), other = keys("X25519", 0);
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        return () -> {
            agreement.init(one.getPrivate());
            agreement.doPhase(other.getPublic(), true);
            return agreement.generateSecret().length;
        };
    }

    // ---- checksums ----

    static Work checksum(Checksum checksum) {
        byte[] in = bytes(256 * KILOBYTE);
        return () -> {
            checksum.reset();
            checksum.update(in, 0, in.length);
            return checksum.getValue();
        };
    }

    static Work checksumDirect(Checksum checksum) {
        ByteBuffer in = ByteBuffer.allocateDirect(256 * KILOBYTE);
        in.put(bytes(in.capacity()));
        return () -> {
            checksum.reset();
            checksum.update(in.flip());
            return checksum.getValue();
        };
    }

    // ---- encodings ----

    static Work encode(Base64.Encoder encoder) {
        byte[] in = bytes(48 * KILOBYTE);
        return () -> {
            byte[] out = encoder.encode(in);
            return out.length + ByteBuffer.wrap(out).getLong(out.length - 8);
        };
    }

    static Work decode(Base64.Encoder encoder, Base64.Decoder decoder) {
        byte[] in = encoder.encode(bytes(48 * KILOBYTE));
        return () -> {
            byte[] out = decoder.decode(in);
            return out.length + ByteBuffer.wrap(out).getLong(out.length - 8);
        };
    }

    static Work utf8Encode(String s) {
        return () -> {
            byte[] out = s.getBytes(StandardCharsets.UTF_8);
            return out.length + ByteBuffer.wrap(out).getLong(out.length - 8);
        };
    }

    static Work utf8Decode(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        return () -> {
            String s = new String(in, StandardCharsets.UTF_8);
            return s.length() * 31L + s.charAt(s.length() / 2);
        };
    }

    static Work deflate() {
        byte[] in = text(64 * KILOBYTE, "etaoin shrdlu").getBytes(StandardCharsets.ISO_8859_1), out = new byte[in.length];
        Deflater deflater = new Deflater();
        return () -> {
            deflater.reset();
            deflater.setInput(in);
            deflater.finish();
            return deflater.deflate(out);
        };
    }

    static Work inflate() {
        byte[] in = text(256 * KILOBYTE, "etaoin shrdlu").getBytes(StandardCharsets.ISO_8859_1), out = new byte[in.length];
        Deflater deflater = new Deflater();
        deflater.setInput(in);
        deflater.finish();
        int n = deflater.deflate(out);
        Inflater inflater = new Inflater();
        return () -> {
            inflater.reset();
            inflater.setInput(out, 0, n);
            return inflater.inflate(in) + sum(in);
        };
    }

    // ---- big numbers ----

    static Work multiply(int bits, int times) {
        BigInteger x = number(bits, 1), y = number(bits, 2);
        return () -> {
            long sum = 0;
            for (int i = 0; i < times; i++)
                sum += x.multiply(y).longValue();
            return sum;
        };
    }

    static Work square(int bits, int times) {
        BigInteger x = number(bits, 3);
        return () -> {
            long sum = 0;
            for (int i = 0; i < times; i++)
                sum += x.multiply(x).longValue();
            return sum;
        };
    }

    static Work modPow(int bits) {
        BigInteger x = number(bits - 1, 1), exponent = number(bits, 2), modulus = number(bits, 3).setBit(0);
        return () -> x.modPow(exponent, modulus).longValue();
    }

    static Work modInverse() {
        BigInteger x = number(255, 1), modulus = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
        return () -> {
            long sum = 0;
            for (int i = 0; i < 20; i++)
                sum += x.add(BigInteger.valueOf(i)).modInverse(modulus).longValue();
            return sum;
        };
    }

    static Work divide() {
        BigInteger x = number(4096, 1), y = number(2048, 2);
        return () -> {
            long sum = 0;
            for (int i = 0; i < 100; i++)
                for (BigInteger z : x.divideAndRemainder(y))
                    sum += z.longValue();
            return sum;
        };
    }

    static Work addAndShift() {
        BigInteger x = number(2048, 1), y = number(2048, 2);
        return () -> {
            BigInteger z = x;
            for (int i = 0; i < 1000; i++)
                z = z.add(y).shiftLeft(17).subtract(x).shiftRight(17);
            return z.longValue();
        };
    }

    static Work decimal() {
        BigInteger x = number(10_000, 1);
        return () -> new BigInteger(x.toString()).longValue();
    }

    static Work factorial() {
        return () -> {
            BigInteger x = BigInteger.ONE;
            for (int i = 2; i < 1000; i++)
                x = x.multiply(BigInteger.valueOf(i));
            return x.hashCode();
        };
    }

    // ---- strings ----

    static final int STRINGS = 1000;

    static String[] strings(int length) {
        String[] strings = new String[STRINGS];
        Random random = new Random(length);
        for (int i = 0; i < STRINGS; i++) {
            StringBuilder s = new StringBuilder();
            for (int j = 0; j < length; j++)
                s.append((char) ('a' + random.nextInt(26)));
            strings[i] = s.toString();
        }
        return strings;
    }

    static Work equalsIgnoreCase() {
        String[] lower = strings(30), upper = new String[STRINGS];
        for (int i = 0; i < STRINGS; i++)
            upper[i] = lower[i].toUpperCase();
        return () -> {
            long sum = 0;
            for (int i = 0; i < STRINGS; i++)
                sum += (lower[i].equalsIgnoreCase(upper[i]) ? 1 : 0) + (lower[i].equalsIgnoreCase(upper[i / 2]) ? 1 : 0);
            return sum;
        };
    }

    static Work toUpperCase() {
        String[] strings = strings(30);
        return () -> {
            long sum = 0;
            for (String s : strings)
                sum += s.toUpperCase().charAt(29);
            return sum;
        };
    }

    static Work compareTo() {
        String[] strings = strings(30), copies = new String[STRINGS];
        for (int i = 0; i < STRINGS; i++)
            copies[i] = strings[i].substring(0, 29) + "x";
        return () -> {
            long sum = 0;
            for (int i = 0; i < STRINGS; i++)
                sum += strings[i].compareTo(copies[i]);
            return sum;
        };
    }

    static Work indexOfChar() {
        String[] strings = strings(100);
        return () -> {
            long sum = 0;
            for (String s : strings)
                sum += s.indexOf('q');
            return sum;
        };
    }

    static Work indexOfString() {
        String[] strings = strings(100);
        return () -> {
            long sum = 0;
            for (String s : strings)
                sum += s.indexOf("qu");
            return sum;
        };
    }

    static Work containsShort() {
        String[] strings = strings(12);
        return () -> {
            long sum = 0;
            for (String s : strings)
                sum += s.contains("ab") ? 1 : 0;
            return sum;
        };
    }

    static Work stringHash() {
        byte[] bytes = text(16 * KILOBYTE, "etaoin shrdlu").getBytes(StandardCharsets.ISO_8859_1);
        return () -> new String(bytes, StandardCharsets.ISO_8859_1).hashCode();
    }

    static Work regex() {
        String text = text(16 * KILOBYTE, "abcdefgh 0123456789");
        Pattern pattern = Pattern.compile("([a-d]+)[0-9]+ ");
        return () -> {
            long sum = 0;
            Matcher matcher = pattern.matcher(text);
            while (matcher.find())
                sum += matcher.end(1);
            return sum;
        };
    }

    // ---- arrays ----

    static Work arraysHashInt() {
        int[] a = ints(10_000);
        return () -> Arrays.hashCode(a);
    }

    static Work arraysHashByte() {
        byte[] a = bytes(10_000);
        return () -> Arrays.hashCode(a);
    }

    static Work arraysEquals() {
        long[] a = longs(10_000), b = a.clone();
        return () -> Arrays.equals(a, b) ? 1 : 0;
    }

    static Work arraysMismatch() {
        byte[] a = bytes(64 * KILOBYTE), b = a.clone();
        b[60_000]++;
        return () -> Arrays.mismatch(a, b);
    }

    static Work arraysFill() {
        int[] a = new int[10_000];
        return () -> {
            Arrays.fill(a, 7);
            return a[9_999];
        };
    }

    static Work arraysCopyOf() {
        int[] a = ints(1000);
        return () -> {
            long sum = 0;
            for (int i = 1; i < 100; i++)
                sum += Arrays.copyOf(a, 1000 + i)[i];
            return sum;
        };
    }

    // ---- numbers ----

    static Work function(DoubleUnaryOperator f) {
        double[] x = new Random(5).doubles(1000, 0.01, 100).toArray();
        return () -> {
            double sum = 0;
            for (double d : x)
                sum += f.applyAsDouble(d);
            return Double.doubleToLongBits(sum);
        };
    }

    static Work bitCount() {
        long[] a = longs(10_000);
        return () -> {
            long sum = 0;
            for (long x : a)
                sum += Long.bitCount(x);
            return sum;
        };
    }

    static Work reverse() {
        long[] a = longs(10_000);
        return () -> {
            long sum = 0;
            for (long x : a)
                sum += Long.reverse(x);
            return sum;
        };
    }

    static Work reverseBytes() {
        long[] a = longs(10_000);
        return () -> {
            long sum = 0;
            for (long x : a)
                sum += Long.reverseBytes(x);
            return sum;
        };
    }

    static Work leadingZeros() {
        long[] a = longs(10_000);
        return () -> {
            long sum = 0;
            for (int i = 0; i < a.length; i++)
                sum += Long.numberOfLeadingZeros(a[i] >>> i);
            return sum;
        };
    }

    static Work trailingZeros() {
        int[] a = ints(10_000);
        return () -> {
            long sum = 0;
            for (int i = 0; i < a.length; i++)
                sum += Integer.numberOfTrailingZeros(a[i] << i);
            return sum;
        };
    }

    static Work rotate() {
        int[] a = ints(10_000);
        return () -> {
            int sum = 0;
            for (int x : a)
                sum = Integer.rotateLeft(sum, 5) + x;
            return sum;
        };
    }

    static Work multiplyHigh() {
        long[] a = longs(10_000);
        return () -> {
            long sum = 1;
            for (long x : a)
                sum += Math.multiplyHigh(x, sum);
            return sum;
        };
    }

    static Work addExact() {
        int[] a = ints(10_000);
        return () -> {
            int sum = 0;
            for (int x : a)
                sum = Math.addExact(sum, x >> 16);
            return sum;
        };
    }

    // ---- memory ----

    static final int ROUNDS = 10_000;
    static final VarHandle NUMBER;
    static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(int[].class);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, java.nio.ByteOrder.BIG_ENDIAN);

    static {
        try {
            NUMBER = MethodHandles.lookup().findVarHandle(Intrinsics.class, "number", long.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    volatile long number;

    static Work varHandleGet() {
        Intrinsics holder = new Intrinsics();
        holder.number = 3;
        int[] a = ints(ROUNDS);
        return () -> {
            long sum = 0;
            for (int i = 0; i < ROUNDS; i++)
                sum += (long) NUMBER.getAcquire(holder) + (int) ELEMENTS.get(a, i);
            return sum;
        };
    }

    static Work varHandleSet() {
        Intrinsics holder = new Intrinsics();
        int[] a = new int[ROUNDS];
        return () -> {
            for (int i = 0; i < ROUNDS; i++) {
                NUMBER.setRelease(holder, (long) i);
                ELEMENTS.set(a, i, i);
            }
            return holder.number + a[77];
        };
    }

    static Work varHandleCompareAndSet() {
        Intrinsics holder = new Intrinsics();
        return () -> {
            long sum = 0;
            holder.number = 0;
            for (int i = 0; i < ROUNDS; i++)
                if (NUMBER.compareAndSet(holder, (long) i, i + 1L))
                    sum++;
            return sum;
        };
    }

    static Work varHandleGetAndAdd() {
        Intrinsics holder = new Intrinsics();
        return () -> {
            long sum = 0;
            holder.number = 0;
            for (int i = 0; i < ROUNDS; i++)
                sum += (long) NUMBER.getAndAdd(holder, 3L);
            return sum;
        };
    }

    static Work byteArrayView() {
        byte[] a = bytes(8 * ROUNDS);
        return () -> {
            long sum = 0;
            for (int i = 0; i < ROUNDS; i++)
                sum += (long) LONGS.get(a, 8 * i);
            return sum;
        };
    }

    static Work atomicLong() {
        AtomicLong n = new AtomicLong();
        return () -> {
            n.set(0);
            for (int i = 0; i < ROUNDS; i++)
                n.addAndGet(n.incrementAndGet() & 7);
            return n.get();
        };
    }

    static Work concurrentMap() {
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
        return () -> {
            long sum = 0;
            for (int i = 0; i < ROUNDS; i++)
                map.put(i & 1023, i);
            for (int i = 0; i < ROUNDS; i++)
                sum += map.get(i & 1023);
            return sum;
        };
    }

    static Work byteBuffer() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(8 * ROUNDS);
        return () -> {
            long sum = 0;
            buffer.clear();
            for (int i = 0; i < ROUNDS; i++)
                buffer.putInt(i).putInt(~i);
            buffer.flip();
            for (int i = 0; i < ROUNDS; i++)
                sum += buffer.getLong();
            return sum;
        };
    }

    // ---- loops ----

    static Work histogram() {
        byte[] a = bytes(64 * KILOBYTE);
        return () -> {
            int[] counts = new int[256];
            for (byte b : a)
                counts[b & 255]++;
            return Arrays.hashCode(counts);
        };
    }

    static Work bitSet() {
        return () -> {
            BitSet composite = new BitSet();
            for (int i = 2; i < 200; i++)
                if (!composite.get(i))
                    for (int j = i * i; j < 40_000; j += i)
                        composite.set(j);
            return composite.cardinality();
        };
    }

    static Work saxpy() {
        float[] x = new float[ROUNDS], y = new float[ROUNDS];
        return () -> {
            for (int i = 0; i < ROUNDS; i++) {
                x[i] = i;
                y[i] = 1;
            }
            for (int i = 0; i < ROUNDS; i++)
                y[i] = 1.5f * x[i] + y[i];
            return (long) y[77];
        };
    }

    static Work xor() {
        int[] a = ints(ROUNDS), b = ints(ROUNDS + 1), c = new int[ROUNDS];
        return () -> {
            for (int i = 0; i < ROUNDS; i++)
                c[i] = a[i] ^ b[i];
            return c[77];
        };
    }

    static Work dotProduct() {
        int[] a = ints(ROUNDS), b = ints(ROUNDS + 1);
        return () -> {
            int sum = 0;
            for (int i = 0; i < ROUNDS; i++)
                sum += a[i] * b[i];
            return sum;
        };
    }

    static Work longLoop() {
        return () -> {
            long sum = 0;
            for (long i = 0; i < 100_000; i++)
                sum += i * i ^ sum >>> 3;
            return sum;
        };
    }

    // ---- measuring ----

    static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    static void measure(Row row, long warmUp, long duration) throws Exception {
        Work work = row.preparation().prepare();
        long result = work.run(), fastest = Long.MAX_VALUE;
        long now = CLOCK.getCurrentThreadCpuTime(), end = now + warmUp;
        for (boolean counts : new boolean[] {false, true}) {
            // several runs at a time where one is short for the clock
            int times = 1;
            while (now < end) {
                long before = now;
                for (int i = 0; i < times; i++)
                    if (work.run() != result)
                        throw new AssertionError(row.name() + ": another result");
                now = CLOCK.getCurrentThreadCpuTime();
                if (counts)
                    fastest = Math.min(fastest, (now - before) / times);
                if (now - before < 1_000_000)
                    times *= 2;
            }
            end = now + duration;
        }
        System.out.println(row.name() + " " + result + " " + fastest);
    }

    public static void main(String[] args) throws Exception {
        long warmUp = 500, duration = 200;
        int i = 0;
        for (; i < args.length && args[i].startsWith("-"); i++) {
            switch (args[i]) {
                case "-w" -> warmUp = Long.parseLong(args[++i]);
                case "-m" -> duration = Long.parseLong(args[++i]);
                case "-l" -> {
                    for (Row row : ROWS)
                        System.out.println(row.name());
                    return;
                }
                default -> throw new IllegalArgumentException(args[i]);
            }
        }
        for (int j = i; j < args.length; j++) {
            String name = args[j];
            if (Arrays.stream(ROWS).noneMatch(row -> row.name().equals(name)))
                throw new IllegalArgumentException("no operation " + name);
        }
        for (Row row : ROWS)
            if (i == args.length || Arrays.asList(args).subList(i, args.length).contains(row.name()))
                measure(row, warmUp * 1_000_000, duration * 1_000_000);
    }
}
