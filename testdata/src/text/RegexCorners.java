import java.util.*;
import java.util.regex.*;

/** Regular expressions at the edges: catastrophic patterns, deep recursion, Unicode classes, canonical equivalence, regions, transparent bounds, errors with indexes. */
public class RegexCorners {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (PatternSyntaxException e) { System.out.println(w + ": " + e.getDescription() + " " + e.getIndex()); } catch (Throwable e) {
            System.out.println(w + ": " + e);
        }
    }
    static String all(String p, int flags, String s) {
        Matcher m = Pattern.compile(p, flags).matcher(s);
        StringBuilder b = new StringBuilder();
        while (m.find()) {
            b.append('[').append(m.start()).append('-').append(m.end());
            for (int i = 1; i <= m.groupCount(); i++) b.append(' ').append(m.group(i));
            b.append(']');
        }
        return b.toString();
    }
    public static void main(String[] args) {
        for (String p : new String[] {"(", ")", "[", "[a", "a{2,1}", "a{", "*", "a**", "(?<n>a)(?<n>b)", "\\k<x>", "(?<1>a)", "(?", "(?z)",
                 "\\", "\\p{Foo}", "\\p{IsFoo}", "\\p", "[b-a]", "\\x{110000}", "\\u12", "(?<=a*)b", "(?<=a+)b", "a{99999999999}",
                 "[[:alpha:]]", "\\c", "(?i", "\\N{NO SUCH}", "x{,3}", "[^]", "\\Qabc", "(?<=(a|bc|def))x", "++"})
            show("compile " + p, () -> Pattern.compile(p).flags());
        String[][] cases = {{"(a)|b", "ab"}, {"(?:(a)|b)*", "aba"}, {"(a*)*", "aab"}, {"(a|ab)(c|bcd)(d*)", "abcd"},
            {"\\b\\w+\\b", "one two-three \u00e9t\u00e9"}, {"(?U)\\b\\w+\\b", "\u00e9t\u00e9 x"}, {"^.*$", "a\nb"},
            {"(?m)^.*$", "a\r\nb\u0085c\n"}, {"(?dm)^.*$", "a\r\nb"}, {"(?s).+", "a\nb"}, {"\\R", "a\r\nb\nc\u2028"},
            {"\\X", "e\u0301\ud83d\ude00a"}, {"\\h+|\\v", "a \t\u00a0\u2003\n"}, {"(?<!a)b", "abbb"}, {"(?<=a{1,3})b", "aaab b"},
            {"(?>a+)ab", "aaab"}, {"a++b", "aaab"}, {"a*?b", "aab"}, {"(?=(\\w+))\\1:", "abrakadabra:"}, {"\\G\\d", "12a3"},
            {"[a-z&&[^aeiou]]+", "hello"}, {"[\\p{L}&&[^\\p{Lu}]]+", "abCDe\u00df"}, {"\\p{InGreek}+|\\p{IsHan}", "\u03b1\u03b2\u6f22"},
            {"\\p{javaUpperCase}", "aB"}, {"(?i)stra\u00dfe", "STRA\u00dfE"}, {"(?iu)\u00e9", "\u00c9"}, {"(?i)[a-f]+", "AbCz"},
            {"(?x) a b # comment\n c", "abc"}, {"\\x41\\u0042\\x{43}\\0104\\t", "ABCD\t"}, {"\\Q.*\\E+", ".***"},
            {"(\\d+)(?:,|$)", "1,22,333"}, {"(?<y>\\d{4})-(?<m>\\d\\d)", "2024-02 1999-12"},
            {"(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)\\10\\11",
                "abcdefghijj"
                    + "a1"},
            {"x*", "axb"}, {"$", "a\n"}, {"\\z", "a\n"}, {"\\Z", "a\n"}, {"[^\\n]", "\n\ud83d\ude00"}, {".", "\ud83d\ude00\ud83d"},
            {"\ud83d", "\ud83d\ude00 \ud83d"}, {"[\ud83d\ude00-\ud83d\ude02]", "\ud83d\ude01"}, {"(a(b)?)+", "aba"},
            {"(?:a|b)*?c", "ababc"}, {"((a{2}){2})", "aaaaa"}, {"\\w{2,}?", "abcd"}, {"(?<a>.)\\k<a>", "xaab"},
            {"\\s\\S\\d\\D\\W", " a1b!"}, {"[\\w&&\\D]", "a1_"}, {"\\N{LATIN SMALL LETTER A}", "xa"}, {"[\\x00-\\x1f]", "a\u0007"},
            {"(?-i)a(?i)a", "aA AA"}};
        for (String[] c : cases) show(c[0].replace("\n", "\\n") + " on " + c[1].length(), () -> all(c[0], 0, c[1]));
        show("canon", () -> all("e\u0301", Pattern.CANON_EQ, "\u00e9 e\u0301"));
        show("literal", () -> all("a.c", Pattern.LITERAL | Pattern.CASE_INSENSITIVE, "A.C abc"));
        show("unix", () -> all(".", Pattern.UNIX_LINES, "\r\n"));
        show("bad flag", () -> Pattern.compile("a", 0x8000));
        show("exponential", () -> "a".repeat(28).matches("(a|aa)+$") + " " + Pattern.matches("(x+x+)+y", "x".repeat(18)));
        show("deep", () -> {
            try {
                return Pattern.matches("(a|b)*", "ab".repeat(200_000));
            } catch (StackOverflowError e) { return "StackOverflowError"; }
        });
        show("deep possessive", () -> Pattern.matches("(?:a|b)*+", "ab".repeat(1000)));
        show("nested",
            ()
                -> Pattern
                       .compile("(".repeat(300) + "a"
                           + ")".repeat(300))
                       .matcher("a")
                       .matches());
        Matcher m = Pattern.compile("(\\w)(\\d)").matcher("a1 b2 c3");
        show("no match yet", m::group);
        show("start", () -> m.start());
        m.find();
        show("bad group", () -> m.group(3));
        show("bad name", () -> m.group("x"));
        show("negative", () -> m.group(-1));
        m.region(3, 5);
        System.out.println(m.matches() + " " + m.group() + " " + m.hitEnd() + " " + m.requireEnd() + " " + m.regionStart()
            + m.hasAnchoringBounds() + m.hasTransparentBounds());
        show("region", () -> m.region(5, 20));
        Matcher tb = Pattern.compile("(?<=a)b(?=c)").matcher("abc").region(1, 2);
        System.out.println(tb.find() + " " + tb.reset().region(1, 2).useTransparentBounds(true).find());
        Matcher ab = Pattern.compile("^b$").matcher("abc").region(1, 2);
        System.out.println(ab.find() + " " + ab.reset().region(1, 2).useAnchoringBounds(false).find());
        System.out.println(m.toMatchResult().groupCount() + " " + m.reset("z9").lookingAt() + " "
            + m.usePattern(Pattern.compile("z")).reset().matches() + " " + m);
        for (String r : new String[] {"$1-$2", "\\$1", "${y}", "$3", "$", "\\", "${", "${1}", "$12", "x$0x"})
            show("replace " + r, () -> Pattern.compile("(?<y>\\w)(\\d)").matcher("a1 b2").replaceAll(r));
        show("function",
            ()
                -> Pattern.compile("\\d+").matcher("1 22 333").replaceAll(x -> "<" + x.group().length() + ">") + " "
                + Pattern.compile("\\d").matcher("1 2").replaceFirst(x -> "\\$"));
        show("append", () -> {
            Matcher q = Pattern.compile("b").matcher("abcb");
            StringBuilder s = new StringBuilder();
            q.find();
            q.appendReplacement(s, "<$0>");
            return q.appendTail(s);
        });
        show("results", () -> Pattern.compile("\\w").matcher("a b").results().map(x -> x.start() + x.group()).toList());
        show("concurrent", () -> {
            Matcher q = Pattern.compile("a").matcher("aaa");
            return q.results().peek(x -> q.find()).toList().size();
        });
        for (String[] s : new String[][] {{"a,b,,c,,", ","}, {"", ","}, {",a", ","}, {"abc", ""}, {"a1b2", "\\d"}, {"  x y ", "\\s+"},
                 {"a|b", "|"}, {"a.b", "."}, {"x", "x"}, {"\ud83d\ude00a", ""}})
            System.out.print(Arrays.toString(s[0].split(s[1])) + s[0].split(s[1], -1).length + Arrays.toString(s[0].split(s[1], 2)) + " ");
        System.out.println();
        System.out.println(Pattern.quote("a\\Eb") + " " + Matcher.quoteReplacement("$\\") + " "
            + Pattern.compile("a").asPredicate().test("ba") + Pattern.compile("a").asMatchPredicate().test("ba") + " "
            + Pattern.compile("a(?i)b", Pattern.MULTILINE).flags() + " " + Pattern.compile("x|y") + " "
            + new Scanner("a1,b2;c").useDelimiter("[,;]").findInLine("\\d"));
    }
}
