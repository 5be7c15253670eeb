import java.util.*;

/** Character over all of Unicode: one hash for each property; names, scripts, blocks, case, digits, surrogates. */
public class UnicodeFacts {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    interface P {
        int of(int c);
    }
    static void all(String w, P p) {
        int h = 0, n = 0;
        for (int c = 0; c <= 0x10ffff; c += c < 0x30000 ? 1 : 61) {
            int v = p.of(c);
            h = h * 31 + v;
            if (v != 0) n++;
        }
        System.out.println(w + " " + Integer.toHexString(h) + " " + n);
    }
    static int b(boolean x) { return x ? 1 : 0; }
    public static void main(String[] args) {
        all("type", Character::getType);
        all("upper", Character::toUpperCase);
        all("lower", Character::toLowerCase);
        all("title", Character::toTitleCase);
        all("predicates",
            c
            -> b(Character.isLetter(c)) | b(Character.isDigit(c)) << 1 | b(Character.isLetterOrDigit(c)) << 2
                | b(Character.isUpperCase(c)) << 3 | b(Character.isLowerCase(c)) << 4 | b(Character.isWhitespace(c)) << 5
                | b(Character.isSpaceChar(c)) << 6 | b(Character.isJavaIdentifierStart(c)) << 7 | b(Character.isJavaIdentifierPart(c)) << 8
                | b(Character.isUnicodeIdentifierStart(c)) << 9 | b(Character.isIdentifierIgnorable(c)) << 10
                | b(Character.isISOControl(c)) << 11 | b(Character.isMirrored(c)) << 12 | b(Character.isIdeographic(c)) << 13
                | b(Character.isAlphabetic(c)) << 14 | b(Character.isDefined(c)) << 15 | b(Character.isTitleCase(c)) << 16
                | b(Character.isUnicodeIdentifierPart(c)) << 17);
        all("digit", c -> Character.digit(c, 36));
        all("numeric", Character::getNumericValue);
        all("direction", Character::getDirectionality);
        all("script", c -> Character.UnicodeScript.of(c).name().hashCode());
        all("block", c -> {
            Character.UnicodeBlock u = Character.UnicodeBlock.of(c);
            return u == null ? 0 : u.toString().hashCode();
        });
        for (int c : new int[] {'a', ' ', 0x20ac, 0x1f600, 0xd800, 0xac00, 0x4e00, 0xe000, 0x10ffff, 0, 0x7f})
            show(Integer.toHexString(c),
                ()
                    -> Character.getName(c) + " " + Character.UnicodeBlock.of(c) + " " + Character.UnicodeScript.of(c) + " "
                    + Character.charCount(c) + Character.isBmpCodePoint(c) + Character.isSupplementaryCodePoint(c)
                    + Character.isValidCodePoint(c));
        show("codePointOf", () -> Character.codePointOf("LATIN SMALL LETTER A") + " " + Character.codePointOf("GRINNING FACE"));
        show("no name", () -> Character.codePointOf("NO SUCH"));
        show("bad", () -> Character.toChars(0x110000));
        show("getName bad", () -> Character.getName(-1));
        show("toString", () -> Character.toString(0x1f600) + Character.toString('x'));
        show("surrogates",
            ()
                -> Character.toCodePoint('\ud83d', '\ude00') + " " + Character.isSurrogatePair('\ud83d', '\ude00')
                + (int) Character.highSurrogate(0x1f600) + Character.isHighSurrogate('\udc00'));
        show("forDigit", () -> Character.forDigit(35, 36) + "" + Character.forDigit(16, 16) + Character.forDigit(3, 99));
        show("block", () -> Character.UnicodeBlock.forName("Greek") + " " + Character.UnicodeScript.forName("latn"));
        show("block bad", () -> Character.UnicodeBlock.forName("x"));
        show("script bad", () -> Character.UnicodeScript.forName("x"));
        show("codePointAt",
            () -> Character.codePointAt(new char[] {'\ud83d', '\ude00'}, 0, 1) + " " + Character.codePointBefore("a\ud83d\ude00", 3));
        show("values",
            ()
                -> Character.valueOf('a').compareTo('b') + " " + Character.reverseBytes('\u1234') + (int) Character.MAX_VALUE
                + Character.hashCode('x') + " " + Character.compare('a', 'z') + " " + (Character.valueOf('x') == Character.valueOf('x')));
        Locale tr = new Locale("tr");
        show("case",
            ()
                -> "\u01c5\u01c4\u01c6".toUpperCase() + " " + Character.toTitleCase('\u01c6') + " "
                + "\u1f80".toUpperCase() + " "
                + "\u0390".toUpperCase().length() + " "
                + "I".toLowerCase(tr).codePointAt(0) + " "
                + "i".toUpperCase(tr).codePointAt(0));
    }
}
