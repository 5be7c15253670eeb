import java.util.*;
import java.util.stream.*;

/** String's methods: strip, repeat, indent, transform, lines, translateEscapes, formatted, describeConstable, case and comparison. */
public class StringMethods {
    interface Body {
        Object run() throws Exception;
    }
    static String visible(Object o) {
        return String.valueOf(o).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t").replace(" ", ".");
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + visible(b.run()));
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    public static void main(String[] args) {
        for (String s :
            new String[] {"", " ", " a ", "\u2003x\u2003", "\u00a0n\u00a0", "\t\n a b \r\n", "\u0000x\u0000", "\u3000\u1680y", "a\u2028"})
            show("strip " + visible(s).length(),
                ()
                    -> s.strip() + "|" + s.stripLeading() + "|" + s.stripTrailing() + "|" + s.trim() + "|" + s.isBlank()
                    + s.strip().length());
        for (String s : new String[] {"a", "  a\n b\n", "\n\n", "a\r\nb\rc", "  \n   x", "\tx"})
            for (int n : new int[] {2, 0, -1, -9}) show("indent " + visible(s) + " " + n, () -> s.indent(n));
        for (String s : new String[] {"  a\n    b\n  ", "a", "   x\n\n   y", "\n", "  a  \n  b\t", "\t a\n  b"})
            show("stripIndent " + visible(s), s::stripIndent);
        for (String s :
            new String[] {"a\\tb", "\\n\\r\\b\\f\\s\\'\\\"\\\\", "\\101\\7\\377\\400", "x\\\ny", "\\q", "end\\", "\\u0041", "plain"})
            show("escapes " + visible(s), s::translateEscapes);
        show("repeat", () -> "ab".repeat(3) + "".repeat(1000000) + "x".repeat(0) + "\u20ac".repeat(2));
        show("repeat neg", () -> "a".repeat(-1));
        show("repeat huge", () -> "ab".repeat(Integer.MAX_VALUE));
        show("repeat huge utf16", () -> "\u20ac".repeat(Integer.MAX_VALUE / 2 + 5));
        show("transform", () -> "5".transform(Integer::parseInt) + 1);
        show("lines", () -> "a\n\nb\r\nc\rd\n".lines().map(x -> "[" + x + "]").collect(Collectors.joining()));
        show("formatted", () -> "%s-%05.1f".formatted("x", 3.14159));
        show("describe",
            ()
                -> "c".describeConstable().get() + " " + Integer.valueOf(4).describeConstable().get() + " "
                + String.class.describeConstable().get());
        show("resolve", () -> "c".resolveConstantDesc(null));
        show("chars",
            ()
                -> "a\u20ac".chars().boxed().toList() + " "
                + "\ud83d\ude00".codePoints().count());
        show("join", () -> String.join("/", List.of("a", "b")) + String.join(",") + String.join("-", "x", null));
        show("valueOf",
            ()
                -> String.valueOf((Object) null) + String.valueOf(new char[] {'a', 'b'}, 1, 1) + String.valueOf(1.0f) + String.valueOf('c')
                + String.valueOf(true));
        show("valueOf null", () -> String.valueOf((char[]) null));
        show("equalsIgnoreCase",
            ()
                -> "STRASSE".equalsIgnoreCase("stra\u00dfe") + " "
                + "\u0130".equalsIgnoreCase("i") + " "
                + "\u03c2".equalsIgnoreCase("\u03a3") + " "
                + "a".compareToIgnoreCase("B") + " "
                + "\u212a".equalsIgnoreCase("k"));
        show("case",
            ()
                -> "\u00df\ufb01\u0149".toUpperCase() + "\u0130I\u03a3A\u03a3".toLowerCase(Locale.ROOT)
                + "i\u0131".toUpperCase(new Locale("tr")) + "TITLE".toLowerCase(new Locale("az")) + "\ud801\udc00".toLowerCase()
                + "\u1e9e".toLowerCase());
        show("regionMatches",
            ()
                -> "Hello".regionMatches(true, 1, "ELL", 0, 3) + " "
                + "a".regionMatches(0, "a", 0, -5) + "x".regionMatches(-1, "x", 0, 1));
        show("contentEquals",
            ()
                -> "ab".contentEquals(new StringBuffer("ab")) + " "
                + "ab".contentEquals("a"
                    + "b"));
        show("indexes",
            ()
                -> "hello".indexOf('l', -5) + " "
                + "hello".lastIndexOf("l", 100) + " "
                + "hello".indexOf("") + " "
                + "hello".lastIndexOf("") + " "
                + "".indexOf("") + " "
                + "hello".indexOf("", 9) + " "
                + "a\ud83d\ude00b".indexOf(0x1f600) + " "
                + "x".indexOf(-1));
        show("chars at", () -> "abc".charAt(3));
        show("substring", () -> "abc".substring(2, 1));
        show("substring2", () -> "abc".substring(4));
        show("subSequence", () -> "abc".subSequence(-1, 2));
        show("codePointAt", () -> "abc".codePointAt(-1));
        show("offset",
            ()
                -> "a\ud83d\ude00b".offsetByCodePoints(0, 2) + " "
                + "ab".offsetByCodePoints(2, -1));
        show("offset bad", () -> "ab".offsetByCodePoints(0, 3));
        show("getChars", () -> {
            "abc".getChars(0, 3, new char[2], 0);
            return 0;
        });
        show("null concat", () -> "a".concat(null));
        show("null contains", () -> "a".contains(null));
        show("compare null", () -> "a".compareTo(null));
        show("bytes name", () -> "a".getBytes("nope"));
        show("new int", () -> new String(new int[] {0x110000}, 0, 1));
        show("new range", () -> new String(new char[2], 1, 2));
        show("split",
            ()
                -> Arrays.toString("a:b::".split(":", -1)) + Arrays.toString("".split("x")) + Arrays.toString("a.b".split("\\."))
                + Arrays.toString("aXbXc".split("X", 2)));
        show("replace",
            ()
                -> "aaa".replace("aa", "b") + "abc".replace("", "-") + "x".replace('x', '\u20ac') + "\u20ac\u20ac".replace('\u20ac', 'e')
                + "a.b".replace(".", "$1"));
        show("hash",
            ()
                -> "".hashCode() + " "
                + "Aa".hashCode() + "BB".hashCode() + " "
                + "\u20ac\0".hashCode() + " "
                + "polygenelubricants".hashCode());
        show("compareTo",
            ()
                -> "a".compareTo("ab") + " "
                + "\uffff".compareTo("\ud83d\ude00") + " "
                + "b\u20ac".compareTo("b") + " "
                + "a".compareTo("\u20ac") + " "
                + "z".compareTo("a"));
        show("CI", () -> Stream.of("b", "A", "C", "a").sorted(String.CASE_INSENSITIVE_ORDER).toList());
        show("switch", () -> {
            StringBuilder b = new StringBuilder();
            for (String s : new String[] {"Aa", "BB", "C#", "", "x"}) b.append(switch (s) { case "Aa" -> 1; case "BB" -> 2; case "" -> 3; default -> s.length(); }); return b; }); show("null switch", () -> { String s = null; switch (s) { case "a":
                        return 1;
                    default:
                        return 2; }
        });
        StringBuilder sb = new StringBuilder("hello");
        sb.append(1.0f)
            .append((Object) null)
            .append((String) null)
            .append(new char[] {'x'})
            .append("abc", 1, 2)
            .append(true)
            .append('c')
            .append(5L)
            .appendCodePoint(0x1f600)
            .insert(0, 3.5)
            .insert(2, "ins")
            .insert(0, (Object) null)
            .reverse();
        show("sb", () -> sb + " " + sb.length() + sb.codePointCount(0, sb.length()));
        show("sb ops",
            ()
                -> new StringBuilder("abcdef")
                       .delete(1, 99)
                       .append("xyz")
                       .deleteCharAt(0)
                       .replace(0, 1, "QQ")
                       .insert(2, 'c')
                       .indexOf("Q", 1));
        show("sb setLength", () -> {
            StringBuilder b = new StringBuilder("abc");
            b.setLength(5);
            b.setCharAt(4, '\u20ac');
            b.setLength(2);
            return b + "" + b.compareTo(new StringBuilder("ab")) + b.equals(new StringBuilder("ab")) + b.chars().sum();
        });
        show("sb self", () -> {
            StringBuilder b = new StringBuilder("ab");
            b.append(b).insert(1, b);
            return b;
        });
        show("surrogates", () -> new StringBuilder("a\ud83d\ude00b\ude00\ud83d").reverse().chars().mapToObj(Integer::toHexString).toList());
        show("sb bounds", () -> new StringBuilder("abc").insert(4, "x"));
        show("sb delete", () -> new StringBuilder("abc").delete(2, 1));
        show("sb charAt", () -> new StringBuilder("abc").charAt(3));
        show("sb negative", () -> new StringBuilder(-1));
        show("sb setLength neg", () -> {
            new StringBuilder().setLength(-1);
            return 0;
        });
        show("sb append", () -> new StringBuilder().append("abc", 2, 1));
        show("joiner", () -> new StringJoiner(",").add("a").merge(new StringJoiner("-", "<", ">").add("b").add("c")).length());
        show("tokenizer", () -> {
            StringTokenizer t = new StringTokenizer("a,b;c", ",;", true);
            StringBuilder b = new StringBuilder();
            while (t.hasMoreTokens()) b.append(t.nextToken()).append('|');
            return b + "" + t.countTokens();
        });
        show("tokenizer end", () -> new StringTokenizer("").nextToken());
    }
}
