import java.util.*;

/** Text blocks: incidental white space, escapes, line ends, concatenation. */
public class TextBlocks {
    interface Body { Object run() throws Exception; }
    static String visible(Object o) { return String.valueOf(o).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t").replace(" ", "."); }
    static void show(String w, Body b) { try { System.out.println(w + ": " + visible(b.run())); } catch (Throwable e) { System.out.println(w + ": " + e); } }
    static final String BLOCK = """
        first
          second \
        joined
        "quotes" and \"""three\"""
        tab\there\u0041 trailing   \s
        \\ back \101 octal
        """;
    static final String NO_END = """
            a
          b""";
    public static void main(String[] args) {
        show("block", () -> BLOCK);
        show("no end", () -> NO_END);
        show("empty block", () -> """
            """);
        show("block concat", () -> """
            x
            """ + "y" + 1);
        System.out.println(BLOCK == BLOCK.intern());
    }
}
