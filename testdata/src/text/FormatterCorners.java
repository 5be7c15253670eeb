import java.math.*;
import java.text.*;
import java.util.*;

/** Formatter, Scanner, DecimalFormat, MessageFormat, ChoiceFormat, NumberFormat, Collator, BreakIterator: flags, widths, locales, failures. */
public class FormatterCorners {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    static class Own implements Formattable {
        public void formatTo(Formatter f, int flags, int width, int precision) { f.format("<%d %d %d>", flags, width, precision); }
    }
    public static void main(String[] args) {
        Locale.setDefault(Locale.US);
        Object[][] cases = {
            {"%d %5d|%-5d|%05d|%+d|% d|%,d|%(d|%x|%X|%o|%#x|%#o", 42, 42, 42, 42, 42, 42, 1234567, -42, 255, 255, 8, 255, 8},
            {"%x %x %x %d", (byte) -1, (short) -1, -1L, Long.MIN_VALUE},
            {"%d %x %,d %(d", new BigInteger("-123456789012345678901234567890"), new BigInteger("255").negate(),
                new BigInteger("1234567890123"), BigInteger.TEN.negate()},
            {"%f %.0f %.3f %10.2f|%-10.1f|%+.1f %,.2f %(.1f %#.0f", 1.5, 2.5, 1.0005, 3.14159, 2.0, 1.0, 1234567.891, -1.5, 3.0},
            {"%e %.2e %E %.0e %g %.3g %g %g %g %.0g", 12345.678, 0.00012345, 1e100, 5.0, 0.0001, 123456.0, 1e-5, 0.0, 1e10, 1.5},
            {"%a %a %A %.3a %a %a", 1.0, -0.1, 255.5, 1.999, Double.MIN_VALUE, 0.0},
            {"%f %e %g %a %5f %+f %(f", Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, Double.NaN,
                Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY},
            {"%f %.2f %.20f %g %e", new BigDecimal("123456789.123456789"), new BigDecimal("0.005"), new BigDecimal("1E-10"),
                new BigDecimal("1E+20"), new BigDecimal("0")},
            {"%s %10s|%-10s|%.2s|%S|%b %B %h %c %C %c|%3c", "str", "str", "str", "str", "\u00dfx", null, "x", "hi", 'c', 'c', 0x1F600, 'x'},
            {"%2$s %1$s %<s %s %s", "a", "b"}, {"%n%%|%5%|%-5%|", 1}, {"%s %10s %#s %-8.3S", new Own(), new Own(), new Own(), new Own()},
            {"%tY-%<tm-%<td %<tH:%<tM:%<tS.%<tL %<tN %<tp %<tB %<tb %<tA %<ta %<tj %<ty %<tC %<te %<tk %<tl %<tI %<tZ %<tz %<ts %<tQ %<tF %<tT %<tr %<tR %<tD %<tc %<Tp",
                new GregorianCalendar(TimeZone.getTimeZone("UTC")){{setTimeInMillis(1234567890123L);
    }
}
}
, {"%tF %tT", java.time.LocalDate.EPOCH, java.time.LocalTime.NOON}, {"%s %s %s", null, new int[0].length, List.of()},
    {"%b %b %h", false, new Object[0], null}, {"%.15g %.17g %.1f %.1f %.1f", 0.1, 0.1, 0.25, 0.35, 0.05}, {
    "%010.3f|%-12e|%012d|%+,d", -3.5, 1.0, -7, 12345
}
}
;
for (Object[] c : cases) show((String) c[0], () -> String.format((String) c[0], Arrays.copyOfRange(c, 1, c.length)));
for (Object[] c : new Object[][] {{"%d", "x"}, {"%d", 1.5}, {"%f", 1}, {"%c", "str"}, {"%c", 0x110000}, {"%q", 1}, {"%", 1}, {"%5", 1},
         {"%-d", 1}, {"%+s", "x"}, {"%0d", 1}, {"%-05d", 1}, {"% +d", 1}, {"%.2d", 1}, {"%#d", 1}, {"%,x", 1}, {"%s %s", 1}, {"%3$s", 1},
         {"%<s", 1}, {"%t", 1}, {"%tX", 1}, {"%tY", "x"}, {"%#s", "x"}, {"%.3c", 'c'}, {"%(x", 1}, {"%n5", 1}, {"%5n", 1}, {"%.5%", 1},
         {"%--5d", 1}, {"%,e", 1.0}, {"%#g", 1.0}, {"%tF", java.time.LocalTime.NOON}, {"%99999999999d", 1}, {"%0$s", "a"}})
    show("bad " + c[0], () -> String.format((String) c[0], c[1]));
for (Locale l : new Locale[] {Locale.GERMANY, Locale.FRANCE, new Locale("hi", "IN"), new Locale("ar", "EG"), new Locale("de", "CH"),
         Locale.forLanguageTag("th-TH-u-nu-thai"), Locale.ROOT})
    show(l.toLanguageTag(),
        ()
            -> String.format(l, "%,.2f %d %e", 1234567.891, 1234567, 0.5) + " " + NumberFormat.getCurrencyInstance(l).format(-1234.5) + " "
            + NumberFormat.getPercentInstance(l).format(0.256) + " " + NumberFormat.getInstance(l).format(1e7) + " "
            + NumberFormat.getCompactNumberInstance(l, NumberFormat.Style.SHORT).format(12_345_678));
for (String p : new String[] {"0", "#", "0.00", "#,##0.###", "0.###E0", "##0.##E0", "00.00%", "0.0\u2030", "\u00a4#,##0.00;(\u00a4#)",
         "'x'0", "#,##,##0", "000000", "0.0##;neg 0", "#.##.#", "0;0;0", "0#", "'open"})
    show("pattern " + p, () -> {
        DecimalFormat d = new DecimalFormat(p);
        return d.format(1234.5678) + " " + d.format(-0.005) + " " + d.format(0) + " " + d.format(1e20) + " " + d.format(Double.NaN) + " "
            + d.format(Double.NEGATIVE_INFINITY) + " " + d.toPattern() + " " + d.format(new BigDecimal("0.125"));
    });
for (RoundingMode r : RoundingMode.values())
    show("" + r, () -> {
        DecimalFormat d = new DecimalFormat("0.0");
        d.setRoundingMode(r);
        return d.format(0.25) + " " + d.format(-0.25) + " " + d.format(0.35) + " " + d.format(1.1);
    });
for (String s : new String[] {"1,234.5", "12abc", "abc", "-5", "1e3", "\u221e", "NaN", "1.2.3", ""})
    show("parse " + s, () -> {
        ParsePosition p = new ParsePosition(0);
        Number n = NumberFormat.getInstance(Locale.US).parse(s, p);
        return n + " " + (n == null ? "" : n.getClass().getSimpleName()) + " " + p.getIndex() + " " + p.getErrorIndex();
    });
show("parse throws", () -> NumberFormat.getInstance().parse("x"));
show("big", () -> {
    DecimalFormat d = new DecimalFormat();
    d.setParseBigDecimal(true);
    return d.parse("123456789012345678901234567890.123");
});
show("integer only", () -> {
    NumberFormat n = NumberFormat.getIntegerInstance();
    return n.format(2.5) + n.format(3.5) + n.parse("7.9");
});
show("not number", () -> NumberFormat.getInstance().format("x"));
for (Object[] m : new Object[][] {{"{0} {1} {0}", "a", 2}, {"it''s {0,number,#.##} {1,date,yyyy}", 3.14159, new Date(0)},
         {"{0,choice,0#none|1#one|1<many {0}}", 5}, {"'{0}' {0}", "q"}, {"{0", 1}, {"{x}", 1}, {"{0,nosuch}", 1}, {"{5} {0}", 1},
         {"{0,number}", "text"}, {"unmatched '", 1}, {"{0,number,percent} {0,number,currency} {0,number,integer}", 0.75}})
    show("message " + m[0], () -> MessageFormat.format((String) m[0], Arrays.copyOfRange(m, 1, m.length)));
show("message parse", () -> Arrays.toString(new MessageFormat("{0} is {1,number} years").parse("Bob is 42 years")));
show("choice",
    ()
        -> new ChoiceFormat("-1#neg|0#zero|1#one|2#two or more").format(1.5) + ChoiceFormat.nextDouble(1)
        + new ChoiceFormat(new double[] {1, 2}, new String[] {"a", "b"}).parse("b"));
show("sdf", () -> {
    SimpleDateFormat s = new SimpleDateFormat("yyyy-MM-dd HH:mm:ss.SSS z EEE MMM G w W D F k K X", Locale.US);
    s.setTimeZone(TimeZone.getTimeZone("UTC"));
    return s.format(new Date(1234567890123L));
});
show("sdf bad", () -> new SimpleDateFormat("yyyy-bb"));
show("sdf lenient", () -> {
    SimpleDateFormat s = new SimpleDateFormat("yyyy-MM-dd");
    s.setTimeZone(TimeZone.getTimeZone("UTC"));
    Date d = s.parse("2024-02-31");
    s.setLenient(false);
    try {
        s.parse("2024-02-31");
        return 0;
    } catch (ParseException e) { return d.getTime() + " " + e.getMessage() + " " + e.getErrorOffset(); }
});
Scanner sc = new Scanner("12 0x1f 3.5 true word 99999999999 1,234 -7\nline two\n\n\u0663");
System.out.println(sc.nextInt() + " " + sc.hasNextInt() + " " + sc.next() + " " + sc.nextDouble() + " " + sc.nextBoolean() + " " + sc.next()
    + " " + sc.hasNextInt() + sc.nextLong() + " " + sc.nextInt() + " " + sc.nextByte() + "[" + sc.nextLine() + "][" + sc.nextLine() + "]["
    + sc.nextLine() + "] " + sc.nextInt());
show("end", sc::next);
show("mismatch", () -> new Scanner("x").nextInt());
show("closed", () -> {
    sc.close();
    return sc.next();
});
show("no line", () -> new Scanner("").nextLine());
show("skip", () -> new Scanner("abc").skip("b"));
show("radix", () -> new Scanner("ff").nextInt(16) + " " + new Scanner("zz").useRadix(36).nextInt());
show("locale", () -> new Scanner("1.234,5").useLocale(Locale.GERMANY).nextDouble());
show("big", () -> new Scanner("123456789012345678901234567890 1.5e10").nextBigInteger());
show("delims", () -> new Scanner("a,,b, c").useDelimiter(",").tokens().toList());
show("within", () -> new Scanner("key=value").findWithinHorizon("=(.*)", 6));
Collator c = Collator.getInstance(Locale.FRANCE);
String[] w = {"c00f4te", "cote", "cot00e9", "C00d4TE", "00e9t00e9", "zoo", "Zebra"};
Arrays.sort(w, c);
System.out.println(Arrays.toString(w));
c.setStrength(Collator.PRIMARY);
System.out.println(c.compare("cote", "C\u00d4T\u00c9"));
BreakIterator b = BreakIterator.getSentenceInstance(Locale.US);
b.setText("Hello there. How are you? Fine!");
StringBuilder s = new StringBuilder();
for (int i = b.first(); i != BreakIterator.DONE; i = b.next()) s.append(i).append(" ");
b = BreakIterator.getWordInstance();
b.setText("can't stop 3.14 e-mail");
for (int i = b.first(); i != BreakIterator.DONE; i = b.next()) s.append(i).append(" ");
b = BreakIterator.getLineInstance();
b.setText("a line-break (here) ok");
for (int i = b.first(); i != BreakIterator.DONE; i = b.next()) s.append(i).append(" ");
System.out.println(s);
System.out.println(Normalizer.normalize("\u00e9\ufb01\u1e9b\u0323", Normalizer.Form.NFKD).length() + " "
    + Normalizer.isNormalized("e\u0301", Normalizer.Form.NFC) + " " + new StringJoiner(",", "[", "]").setEmptyValue("none") + " "
    + Bidi.requiresBidi("\u05d0b".toCharArray(), 0, 2) + new Bidi("a\u05d0\u05d1b", 0).getRunCount());
AttributedString as = new AttributedString("attributed");
as.addAttribute(java.text.AttributedCharacterIterator.Attribute.LANGUAGE, Locale.US, 2, 5);
System.out.println(as.getIterator().getRunLimit());
}
}
