import java.text.ChoiceFormat;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Formatter;
import java.util.Locale;
import java.util.TimeZone;

/** String.format, DecimalFormat, MessageFormat, SimpleDateFormat, parsing of numbers and its failures. */
public class Format {
    static void fails(Runnable r) {
        try {
            r.run();
            System.out.println("fine");
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println(String.format("%d|%5d|%-5d|%05d|%+d|%,d|%(d|%x|%X|%o|%h|%d", 42, 42, 42, 42, 42, 1234567, -5, 255, 255, 8, "hi", Long.MIN_VALUE));
        System.out.println(String.format("%f|%.2f|%10.3f|%e|%.3E|%g|%a|%+.1f|%f|%f", 3.14159, 2.675, -1.5, 12345.678, 0.00012, 0.001, 1.0, 2.0, Double.NaN, Double.NEGATIVE_INFINITY));
        System.out.println(String.format("%s|%10s|%-10s|%.2s|%S|%c|%C|%b|%B|%n|%%|%3$s|%<s", "str", "right", "left", "cut", "up", 'c', 'd', true, null).replace(System.lineSeparator(), "NL"));
        System.out.println(String.format(Locale.GERMANY, "%,.2f", 1234567.891) + " " + String.format(Locale.FRANCE, "%.1f", 1.5) + " " + String.format("%tF %<tT %<tA %<tj", new java.util.GregorianCalendar(2024, 1, 29, 13, 5, 9)));
        System.out.println(new Formatter().format("%08.3f %s", Math.E, new int[0].length) + " " + String.format("%s %s", new StringBuilder("sb"), null) + String.format("%-6b|%#x|%#o", false, 255, 8));
        fails(() -> String.format("%d", "x"));
        fails(() -> String.format("%s"));
        fails(() -> String.format("%q", 1));
        fails(() -> String.format("%-d", 1));
        fails(() -> String.format("%.2d", 1));
        DecimalFormat f = new DecimalFormat("#,##0.00;(#,##0.00)", new DecimalFormatSymbols(Locale.US));
        System.out.println(f.format(1234567.891) + " " + f.format(-5) + " " + new DecimalFormat("0.###E0", new DecimalFormatSymbols(Locale.US)).format(123456) + " " + f.parse("(1,000.50)") + " " + NumberFormat.getPercentInstance(Locale.US).format(0.256)
            + " " + NumberFormat.getCurrencyInstance(Locale.US).format(99.5) + " " + NumberFormat.getInstance(Locale.GERMANY).format(1234.5));
        System.out.println(MessageFormat.format("{0} has {1,number,integer} of {2}; '{'quoted'}' it''s {0}", "A", 12345, "B") + " " + new ChoiceFormat("0#none|1#one|1<many {0}").format(5));
        SimpleDateFormat d = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSS EEE MMM", Locale.US);
        d.setTimeZone(TimeZone.getTimeZone("UTC"));
        System.out.println(d.format(new Date(0)) + " " + d.parse("2001-09-09T01:46:40.000 Sun Sep").getTime());
        for (String s : new String[] {"12", "-0", "+7", "2147483647", "2147483648", "", "0x1f", " 1", "1_000", "\u0663", "--1", "12a"})
            try {
                System.out.println(Integer.parseInt(s));
            } catch (NumberFormatException e) {
                System.out.println(e.getMessage());
            }
        fails(() -> Integer.parseInt(null));
        fails(() -> Long.parseLong("9223372036854775808"));
        fails(() -> Double.parseDouble("1.2.3"));
        fails(() -> Double.parseDouble(" "));
        fails(() -> Byte.parseByte("128"));
        fails(() -> Integer.parseInt("zz", 37));
        System.out.println(Integer.parseInt("-zz", 36) + " " + Integer.decode("0x7F") + " " + Long.parseUnsignedLong("ffffffffffffffff", 16) + " " + Short.valueOf("-5") + " " + Boolean.parseBoolean("TRUE") + " " + Double.valueOf("0x1.8p1") + " " + Float.parseFloat("1e-50") + " " + Integer.toString(-255, 16) + " " + Integer.toBinaryString(10));
    }
}
