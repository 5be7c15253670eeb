import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;

/** String methods: Latin-1 and UTF-16, surrogates, case, search, split, join, intern, format. */
public class Strings1 {
    public static void main(String[] args) {
        String a = "Hello, W\u00f6rld", u = "\u03b1\u03b2\u03b3 \ud83d\ude00 x", e = "";
        for (String s : new String[] {a, u, e})
            System.out.println(s.length() + " " + s.codePointCount(0, s.length()) + " " + s.hashCode() + " " + s.isEmpty() + " "
                + s.isBlank() + " " + s.toUpperCase(Locale.ROOT) + " " + s.toLowerCase(Locale.ROOT) + " " + s.indexOf('x') + " "
                + s.lastIndexOf("l") + " " + s.contains("W") + " " + s.replace("l", "LL") + " " + s.strip() + " " + new StringBuilder(s).reverse());
        System.out.println("Stra\u00dfe".toUpperCase(Locale.ROOT) + " " + "\u0130".toLowerCase(Locale.ROOT).length() + " " + "TITLE".toLowerCase(new Locale("tr")));
        System.out.println("abc".compareTo("ab") + " " + "a".compareTo("\u00e4") + " " + "a".compareTo("\u03b1") + " "
            + "ABC".equalsIgnoreCase("abc") + " " + "abc".compareToIgnoreCase("ABD") + " " + "abc".regionMatches(true, 1, "xBC", 1, 2));
        System.out.println(Arrays.toString("a,b,,c,,".split(",")) + Arrays.toString("a,b,,c,,".split(",", -1)) + Arrays.toString("a1b22c".split("\\d+"))
            + Arrays.toString("boo:and:foo".split("o", 2)) + Arrays.toString("".split(",")));
        System.out.println(String.join("-", "a", "b", "c") + " " + new StringJoiner(", ", "{", "}").add("x").add("y") + " " + "ab".repeat(3));
        System.out.println("a\tb\n".translateEscapes().length() + " " + "  indent".indent(2).length() + " " + "l1\nl2\r\nl3".lines().count()
            + " " + "x".compareTo("y") + " " + "%d%%".formatted(5) + " " + "abc".chars().sum() + " " + u.codePoints().max().getAsInt());
        System.out.println("""
            A text block
              with "quotes" and \\ escapes\tand \
            a joined line
            end""");
        String x = "con", y = "cat";
        System.out.println((x + y == "concat") + " " + ((x + y).intern() == "concat") + " " + "concat".equals(x + y));
        System.out.println("a\0b".length() + " " + "a\0b".indexOf(0) + " " + String.valueOf((Object) null) + " " + new String(new char[] {'a', 'b', 'c'}, 1, 2)
            + " " + String.copyValueOf(new char[] {'q'}) + " " + new String(new int[] {0x1F600, 65}, 0, 2).length());
        StringBuilder b = new StringBuilder("0123456789");
        b.insert(5, "abc").delete(0, 2).deleteCharAt(0).replace(0, 2, "XYZ").setCharAt(1, '\u2603');
        b.append(new char[] {'e'}).append("qwerty", 1, 3).append(1.0).append('c').append(-5).appendCodePoint(0x1F600).setLength(12);
        System.out.println(b + " " + b.length() + " " + b.indexOf("c") + " " + b.charAt(1) + " " + b.codePointAt(1) + " " + b.compareTo(new StringBuilder("A")));
        StringBuffer f = new StringBuffer().append(true).append(1L).append((Object) "o").append(2.5f);
        System.out.println(f);
        for (Runnable r : new Runnable[] {() -> "abc".charAt(3), () -> "abc".substring(2, 1), () -> "abc".substring(4), () -> "x".repeat(-1),
            () -> new StringBuilder("q").deleteCharAt(1), () -> "".codePointAt(0), () -> new StringBuilder().insert(1, "x")})
            try {
                r.run();
            } catch (RuntimeException ex) {
                System.out.println(ex);
            }
    }
}
