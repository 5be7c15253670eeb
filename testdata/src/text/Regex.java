import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Regular expressions: groups, look-around, back references, flags, replacement, split, Unicode. */
public class Regex {
    public static void main(String[] args) {
        Matcher m = Pattern.compile("(?<key>\\w+)\\s*=\\s*(\"[^\"]*\"|\\d+)").matcher("a=1, name = \"x y\"; z=22");
        while (m.find()) System.out.println(m.group("key") + " -> " + m.group(2) + " " + m.start() + "-" + m.end(2) + " " + m.groupCount());
        System.out.println("2024-02-29".replaceAll("(\\d+)-(\\d+)-(\\d+)", "$3.$2.$1") + " " + "aaa".replaceFirst("a", "b") + " " + "a.b".replaceAll(Pattern.quote("."), Matcher.quoteReplacement("$")));
        System.out.println("foobar".matches("foo(?=bar).*") + " " + "foobaz".matches("foo(?!bar).*") + " " + "abab".matches("(ab)\\1") + " " + "ABC".matches("(?i)abc") + " " + Pattern.matches("[a-c&&[^b]]+", "ac"));
        System.out.println(Pattern.compile("^\\w+$", Pattern.MULTILINE).matcher("one\ntwo three\nfour").results().map(r -> r.group()).collect(Collectors.joining(",")));
        System.out.println("x1y22z".split("(?<=\\d)(?=\\D)").length + " " + "\u03b1\u03b2\u03b3 ABC".replaceAll("\\p{IsGreek}+", "greek") + " " + "\u00c4".matches("(?iu)\u00e4") + " " + "a\u0301".matches(".\\p{M}"));
        System.out.println(Pattern.compile("(a+)+b").matcher("aaaaaaaaaaaaaaaa").find() + " " + Pattern.compile("a*?b|a++c").matcher("aaac").matches() + " " + Pattern.compile("(?s).*\\R.*").matcher("a\r\nb").matches());
        System.out.println(Pattern.compile("\\d+").matcher("a1b22c333").replaceAll(r -> "<" + r.group().length() + ">") + " " + Pattern.compile("[,;]").splitAsStream("a,b;c").toList());
        Matcher region = Pattern.compile("b").matcher("abcabc").region(2, 6);
        System.out.println(region.find() + " " + region.start() + " " + region.hitEnd() + " " + region.lookingAt());
        for (String bad : new String[] {"(", "[a", "*a", "a{2,1}", "\\", "(?<n>a)(?<n>b)"})
            try {
                Pattern.compile(bad);
            } catch (PatternSyntaxException e) {
                System.out.println(e.getMessage().replace("\n", " / "));
            }
        try {
            m.group("nope");
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.out.println(e);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) text.append("word").append(i).append(i % 3 == 0 ? "\n" : " ");
        System.out.println(Pattern.compile("\\bword\\d*7\\b").matcher(text).results().count());
    }
}
