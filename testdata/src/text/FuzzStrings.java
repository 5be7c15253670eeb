import java.nio.charset.*;
import java.util.*;

/** Thousands of random calls of String, StringBuilder and Arrays methods, valid and not: one hash for each kind of call. */
public class FuzzStrings {
    static final Random R = new Random(20240229);
    static final int[] CHARS = {'a', 'b', 'A', ' ', '\t', '\n', '\r', 0, 0x7f, 0x80, 0xe4, 0xff, 0x100, 0x131, 0x130, 0xdf, 0x3a3, 0x20ac,
        0xd800, 0xdc00, 0x1f600, 0x10ffff, 0xfeff, 0x2028, 'z', '0', '.', 0x1e9e, 0xfb01, 0x307};
    static String random() {
        StringBuilder b = new StringBuilder();
        int n = R.nextInt(4) == 0 ? R.nextInt(70) : R.nextInt(6), range = switch (R.nextInt(3)) { case 0 -> 5; case 1 -> 12; default -> CHARS.length; }; for (int i = 0; i < n; i++) b.appendCodePoint(CHARS[R.nextInt(range)]); return R.nextInt(20) == 0 ? b.toString().repeat(3) :
                b.toString();
        }
        interface Op {
            Object run(String a, String b, int i, int j, int k);
        }
        static int small() {
            return R.nextInt(10) == 0 ? (R.nextBoolean() ? Integer.MAX_VALUE - R.nextInt(3) : Integer.MIN_VALUE + R.nextInt(3))
                                      : R.nextInt(12) - 2;
        }
        static void fuzz(String name, Op op) {
            int h = 0, failures = 0;
            Map<String, Integer> kinds = new TreeMap<>();
            for (int n = 0; n < 1500; n++) {
                String a = random(), b = R.nextInt(3) == 0 && a.length() > 1 ? a.substring(R.nextInt(a.length())) : random();
                int i = small(), j = small(), k = small();
                Object r;
                try {
                    r = op.run(a, b, i, j, k);
                    if (r instanceof Object[] o)
                        r = Arrays.deepToString(o);
                    else if (r instanceof byte[] x)
                        r = Arrays.toString(x);
                    else if (r instanceof char[] x)
                        r = Arrays.toString(x);
                    else if (r instanceof int[] x)
                        r = Arrays.toString(x);
                } catch (RuntimeException | Error e) {
                    r = e.toString();
                    failures++;
                    kinds.merge(e.getClass().getSimpleName(), 1, Integer::sum);
                }
                String s = String.valueOf(r);
                for (int q = 0; q < s.length(); q++) h = h * 31 + s.charAt(q);
                h = h * 17 + s.length();
            }
            System.out.println(name + " " + Integer.toHexString(h) + " " + kinds);
        }
        public static void main(String[] args) {
            fuzz("charAt", (a, b, i, j, k) -> a.charAt(i));
            fuzz("codePointAt", (a, b, i, j, k) -> a.codePointAt(i));
            fuzz("codePointBefore", (a, b, i, j, k) -> a.codePointBefore(i));
            fuzz("codePointCount", (a, b, i, j, k) -> a.codePointCount(i, j));
            fuzz("offset", (a, b, i, j, k) -> a.offsetByCodePoints(i, j));
            fuzz("substring", (a, b, i, j, k) -> a.substring(i, j));
            fuzz("substring1", (a, b, i, j, k) -> a.substring(i));
            fuzz("subSequence", (a, b, i, j, k) -> a.subSequence(i, j));
            fuzz("equals", (a, b, i, j, k) -> a.equals(b) + " " + a.contentEquals(new StringBuilder(b)) + a.equalsIgnoreCase(b));
            fuzz("compare", (a, b, i, j, k) -> a.compareTo(b) + " " + a.compareToIgnoreCase(b));
            fuzz("hash", (a, b, i, j, k) -> a.hashCode() ^ (a + b).hashCode());
            fuzz("indexOf", (a, b, i, j, k) -> a.indexOf(b) + " " + a.indexOf(b, i) + " " + a.lastIndexOf(b) + " " + a.lastIndexOf(b, i));
            fuzz("indexOf char", (a, b, i, j, k) -> {
                int c = CHARS[Math.floorMod(k, CHARS.length)];
                return a.indexOf(c) + " " + a.indexOf(c, i) + " " + a.lastIndexOf(c) + " " + a.lastIndexOf(c, i) + " " + a.indexOf(k)
                    + a.lastIndexOf(k, j);
            });
            fuzz("starts", (a, b, i, j, k) -> a.startsWith(b) + "" + a.startsWith(b, i) + a.endsWith(b) + a.contains(b));
            fuzz("region", (a, b, i, j, k) -> a.regionMatches(i, b, j, k) + "" + a.regionMatches(true, i, b, j, k));
            fuzz("replace",
                (a, b, i, j, k)
                    -> a.replace((char) CHARS[Math.floorMod(i, 20)], (char) CHARS[Math.floorMod(j, 20)]) + a.replace(b, "<>")
                    + a.replace("a", b));
            fuzz("case",
                (a, b, i, j, k)
                    -> a.toUpperCase(Locale.ROOT) + a.toLowerCase(Locale.ROOT) + a.toUpperCase(new Locale("tr"))
                    + a.toLowerCase(new Locale("lt")) + a.toLowerCase(new Locale("tr")));
            fuzz("strip",
                (a, b, i, j,
                    k) -> a.strip() + "|" + a.stripLeading() + "|" + a.stripTrailing() + "|" + a.trim() + a.isBlank() + a.isEmpty());
            fuzz("lines", (a, b, i, j, k) -> a.lines().toList() + " " + a.indent(i % 9) + a.stripIndent());
            fuzz("repeat", (a, b, i, j, k) -> a.repeat(i > 100 ? 3 : i));
            fuzz("escapes", (a, b, i, j, k) -> (a + "\\" + b).translateEscapes());
            fuzz("split", (a, b, i, j, k) -> a.split("a", i));
            fuzz("split2", (a, b, i, j, k) -> a.split("[ab]+"));
            fuzz("concat", (a, b, i, j, k) -> a.concat(b) + String.join("-", a, b) + a + i + b + (char) j);
            fuzz("intern", (a, b, i, j, k) -> a.intern() == new String(a).intern());
            fuzz("getChars", (a, b, i, j, k) -> {
                char[] c = new char[10];
                a.getChars(i, j, c, k);
                return c;
            });
            fuzz("getBytes old", (a, b, i, j, k) -> {
                byte[] c = new byte[10];
                oldBytes(a, i, j, c, k);
                return c;
            });
            fuzz("new char", (a, b, i, j, k) -> new String(a.toCharArray(), i, j));
            fuzz("new int", (a, b, i, j, k) -> new String(a.codePoints().toArray(), i, j));
            fuzz("copyValueOf", (a, b, i, j, k) -> String.copyValueOf(a.toCharArray(), i, j));
            fuzz("code points", (a, b, i, j, k) -> new String(new int[] {i, j & 0x1fffff}, 0, 2));
            fuzz("chars",
                (a, b, i, j,
                    k) -> a.chars().sum() + " " + a.codePoints().toArray().length + " " + Arrays.toString(a.toCharArray()).hashCode());
            for (Charset c : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII,
                     StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32"), Charset.forName("windows-1252"),
                     Charset.forName("IBM037"), Charset.forName("Shift_JIS"), Charset.forName("GB18030"), Charset.forName("ISO-2022-JP")}) {
                fuzz("encode " + c, (a, b, i, j, k) -> a.getBytes(c));
                fuzz("decode " + c, (a, b, i, j, k) -> {
                    byte[] x = (a + b).getBytes(StandardCharsets.UTF_8);
                    if (x.length > 0) x[Math.floorMod(i, x.length)] ^= (byte) j;
                    return new String(x, c) + (x.length > 3 ? new String(x, 1, x.length - 2, c) : "");
                });
            }
            fuzz("decode range", (a, b, i, j, k) -> new String(a.getBytes(StandardCharsets.UTF_8), i, j, StandardCharsets.UTF_8));
            fuzz("format",
                (a, b, i, j, k) -> String.format("%s|%10s|%-5.2s|%S|%c|%x|%,d|%08d|%+d|%o|%h|%b", a, b, a, b, 'c', i, j, k, i, j, a, b));
            fuzz("formatted", (a, b, i, j, k) -> ("%" + (char) (i & 127)).formatted(a));
            fuzz("sb insert", (a, b, i, j, k) -> new StringBuilder(a).insert(i, b).insert(j, k).insert(k, (char) i));
            fuzz("sb delete", (a, b, i, j, k) -> new StringBuilder(a).delete(i, j));
            fuzz("sb deleteCharAt", (a, b, i, j, k) -> new StringBuilder(a).deleteCharAt(i));
            fuzz("sb replace", (a, b, i, j, k) -> new StringBuilder(a).replace(i, j, b));
            fuzz("sb setLength", (a, b, i, j, k) -> {
                StringBuilder s = new StringBuilder(a);
                s.setLength(i > 100 ? 30 : i);
                return s.append(b);
            });
            fuzz("sb setCharAt", (a, b, i, j, k) -> {
                StringBuilder s = new StringBuilder(a);
                s.setCharAt(i, (char) CHARS[Math.floorMod(j, 20)]);
                return s + " " + s.length();
            });
            fuzz("sb reverse", (a, b, i, j, k) -> new StringBuilder(a).append(b).reverse());
            fuzz("sb append", (a, b, i, j, k) -> new StringBuilder(a).append(b, i, j));
            fuzz("sb append chars", (a, b, i, j, k) -> new StringBuilder().append(a.toCharArray(), i, j).append((CharSequence) b));
            fuzz("sb mixed",
                (a, b, i, j, k)
                    -> new StringBuilder(i & 31)
                           .append(a)
                           .append(i)
                           .append((long) j << 33)
                           .append(k / 7f)
                           .append(i / 3.0)
                           .append(true)
                           .append((String) null)
                           .append((Object) a)
                           .append(new StringBuffer(b))
                           .appendCodePoint(CHARS[Math.floorMod(j, CHARS.length)]));
            fuzz("sb codepoint", (a, b, i, j, k) -> new StringBuilder().appendCodePoint(i));
            fuzz("sb index", (a, b, i, j, k) -> {
                StringBuilder s = new StringBuilder(a);
                return s.indexOf(b) + " " + s.indexOf(b, i) + " " + s.lastIndexOf(b, j) + " " + s.compareTo(new StringBuilder(b)) + " "
                    + s.substring(i, j);
            });
            fuzz("sb charAt", (a, b, i, j, k) -> new StringBuilder(a).charAt(i));
            fuzz("sb codePointAt", (a, b, i, j, k) -> new StringBuilder(a).codePointAt(i) + new StringBuilder(a).codePointCount(0, i));
            fuzz("sb getChars", (a, b, i, j, k) -> {
                char[] c = new char[9];
                new StringBuilder(a).getChars(i, j, c, k);
                return c;
            });
            fuzz("sb capacity", (a, b, i, j, k) -> {
                StringBuilder s = new StringBuilder(a);
                s.ensureCapacity(i & 63);
                s.append(b);
                s.trimToSize();
                return s.capacity() + " " + s;
            });
            fuzz("buffer", (a, b, i, j, k) -> new StringBuffer(a).insert(i, b.toCharArray()).append(j).reverse());
            fuzz("sb insert chars", (a, b, i, j, k) -> new StringBuilder(a).insert(i, b.toCharArray(), j, k));
            fuzz("sb insert seq", (a, b, i, j, k) -> new StringBuilder(a).insert(i, b, j, k));
            fuzz("copyOf", (a, b, i, j, k) -> Arrays.copyOf(a.toCharArray(), i > 100 ? 9 : i));
            fuzz("copyOfRange", (a, b, i, j, k) -> Arrays.copyOfRange(a.toCharArray(), i < -9 ? -1 : i, j > 100 || j < -9 ? 9 : j));
            fuzz("copyOfRange bytes",
                (a, b, i, j, k) -> Arrays.copyOfRange(a.getBytes(StandardCharsets.UTF_8), i < -9 ? -1 : i, j > 100 || j < -9 ? 9 : j));
            fuzz("arraycopy", (a, b, i, j, k) -> {
                char[] c = "0123456789".toCharArray();
                System.arraycopy(a.toCharArray(), i, c, j, k);
                return c;
            });
            fuzz("arraycopy self", (a, b, i, j, k) -> {
                int[] c = a.chars().toArray();
                System.arraycopy(c, i, c, j, k);
                return c;
            });
            fuzz("arraycopy objects", (a, b, i, j, k) -> {
                Object[] c = a.split(""), d = new Object[8];
                System.arraycopy(c, i, d, j, k);
                return d;
            });
            fuzz("arraycopy store", (a, b, i, j, k) -> {
                Object[] c = {a, b, i, a, j, b};
                String[] d = new String[6];
                try {
                    System.arraycopy(c, i, d, j, k);
                } catch (ArrayStoreException e) { return Arrays.toString(d) + e.getMessage(); }
                return d;
            });
            fuzz("mismatch",
                (a, b, i, j, k)
                    -> Arrays.mismatch(a.toCharArray(), b.toCharArray()) + " "
                    + Arrays.compare(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)) + " "
                    + Arrays.equals(a.toCharArray(), b.toCharArray()) + " " + Arrays.hashCode(a.getBytes(StandardCharsets.UTF_16))
                    + Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
            fuzz("equals range",
                (a, b, i, j, k)
                    -> Arrays.equals(a.toCharArray(), i, j, b.toCharArray(), 0, k) + " "
                    + Arrays.mismatch(a.chars().toArray(), 0, i, b.chars().toArray(), 0, j));
            fuzz("fill sort", (a, b, i, j, k) -> {
                char[] c = a.toCharArray();
                Arrays.sort(c, i, j);
                Arrays.fill(c, i, k, 'x');
                return new String(c) + Arrays.binarySearch(c, i, j, 'x');
            });
        }
        @SuppressWarnings("deprecation")
        static void oldBytes(String a, int i, int j, byte[] c, int k) {
            a.getBytes(i, j, c, k);
        }
    }
