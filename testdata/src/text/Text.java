import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.*;
import java.text.*;
import java.util.*;
import java.util.zip.*;

/** Charsets, Base64, checksums, zip and gzip streams, digests, locales, bundles, collation, normalization. */
public class Text {
    public static class Messages extends ListResourceBundle { protected Object[][] getContents() { return new Object[][] {{"hi", "hello"}, {"bye", "goodbye"}}; } }
    public static class Messages_de extends ListResourceBundle { protected Object[][] getContents() { return new Object[][] {{"hi", "hallo"}}; } }

    public static void main(String[] args) throws Exception {
        String s = "A\u00e4\u20ac\ud83d\ude00";
        for (String cs : new String[] {"UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "US-ASCII", "windows-1252", "ISO-8859-15", "Shift_JIS", "GBK", "IBM037"}) {
            byte[] b = s.getBytes(cs);
            System.out.println(cs + " " + HexFormat.of().formatHex(b) + " " + new String(b, cs).codePointCount(0, new String(b, cs).length()));
        }
        System.out.println(new String(new byte[] {(byte) 0xc3, 0x28, (byte) 0xff, 'x'}, StandardCharsets.UTF_8).chars().mapToObj(Integer::toHexString).toList() + " " + Charset.isSupported("nope") + " " + Charset.forName("latin1") + " " + Charset.defaultCharset());
        try {
            StandardCharsets.US_ASCII.newEncoder().onUnmappableCharacter(CodingErrorAction.REPORT).encode(CharBuffer.wrap("\u00e4"));
        } catch (CharacterCodingException e) {
            System.out.println(e);
        }
        try {
            Charset.forName("no such");
        } catch (IllegalCharsetNameException e) {
            System.out.println(e.getMessage());
        }
        byte[] data = new byte[10000];
        for (int i = 0; i < data.length; i++) data[i] = (byte) (i * i >> 3);
        System.out.println(Base64.getEncoder().encodeToString("any carnal pleas".getBytes()) + " " + new String(Base64.getDecoder().decode("aGk=")) + " " + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {-1, -2, -3, -4}) + " " + Base64.getMimeEncoder().encodeToString(data).length());
        CRC32 crc = new CRC32();
        crc.update(data);
        Adler32 adler = new Adler32();
        adler.update(ByteBuffer.wrap(data));
        CRC32C c = new CRC32C();
        c.update(data, 5, 1000);
        System.out.println(crc.getValue() + " " + adler.getValue() + " " + c.getValue());
        for (String alg : new String[] {"MD5", "SHA-1", "SHA-256", "SHA-512", "SHA3-256"})
            System.out.println(alg + " " + HexFormat.of().formatHex(java.security.MessageDigest.getInstance(alg).digest(data)));
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec("key".getBytes(), "HmacSHA256"));
        javax.crypto.Cipher aes = javax.crypto.Cipher.getInstance("AES/CBC/PKCS5Padding");
        aes.init(javax.crypto.Cipher.ENCRYPT_MODE, new javax.crypto.spec.SecretKeySpec(new byte[16], "AES"), new javax.crypto.spec.IvParameterSpec(new byte[16]));
        System.out.println(HexFormat.of().formatHex(mac.doFinal("data".getBytes())) + " " + HexFormat.of().formatHex(aes.doFinal("secret".getBytes())));
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream z = new ZipOutputStream(out)) {
            z.putNextEntry(new ZipEntry("a.txt"));
            z.write(data);
            z.closeEntry();
            z.setMethod(ZipOutputStream.DEFLATED);
            z.putNextEntry(new ZipEntry("dir/"));
        }
        try (ZipInputStream z = new ZipInputStream(new java.io.ByteArrayInputStream(out.toByteArray()))) {
            ZipEntry e = z.getNextEntry();
            System.out.println(e.getName() + " " + Arrays.equals(z.readAllBytes(), data) + " " + z.getNextEntry().isDirectory() + " " + z.getNextEntry());
        }
        out.reset();
        try (GZIPOutputStream g = new GZIPOutputStream(out)) { g.write(data); }
        System.out.println(Arrays.equals(new GZIPInputStream(new java.io.ByteArrayInputStream(out.toByteArray())).readAllBytes(), data) + " " + (out.size() < data.length));
        Inflater inf = new Inflater();
        inf.setInput(new byte[] {1, 2, 3, 4});
        try {
            inf.inflate(new byte[10]);
        } catch (DataFormatException e) {
            System.out.println(e.getMessage());
        }
        ResourceBundle b = ResourceBundle.getBundle("Text$Messages", Locale.GERMANY);
        System.out.println(b.getString("hi") + " " + b.getString("bye") + " " + b.getLocale());
        try {
            ResourceBundle.getBundle("NoBundle", Locale.FRANCE);
        } catch (MissingResourceException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Locale.FRANCE.getDisplayCountry(Locale.ENGLISH) + " " + Locale.forLanguageTag("zh-Hant-TW").getScript() + " " + new Locale("de", "CH").toLanguageTag() + " " + Currency.getInstance("EUR").getDefaultFractionDigits() + " " + Locale.GERMAN.getDisplayLanguage(Locale.GERMAN));
        String[] w = {"z\u00e4h", "Zahl", "\u00c4pfel", "apfel"};
        Arrays.sort(w, Collator.getInstance(Locale.GERMANY));
        System.out.println(Arrays.toString(w) + " " + Normalizer.normalize("\u00e4", Normalizer.Form.NFD).length());
        BreakIterator words = BreakIterator.getWordInstance(Locale.US);
        words.setText("Two words.");
        int n = 0;
        while (words.next() != BreakIterator.DONE) n++;
        System.out.println(n + " " + Character.getName('a') + " " + Character.UnicodeBlock.of('\u03b1') + " " + Character.isJavaIdentifierStart('$') + " " + Character.toChars(0x1F600).length + " " + Character.getType('\u20ac') + " " + Character.UnicodeScript.of('\u0416'));
        java.util.Properties p = new java.util.Properties();
        p.load(new java.io.StringReader("# c\nkey = v\\\n  alue\nu\\u00e4=x\n!c\nempty"));
        System.out.println(new TreeMap<>(p));
        StringTokenizer t = new StringTokenizer("a b,c", " ,", true);
        System.out.println(t.countTokens());
    }
}
