import java.text.*;
import java.util.*;

/** Locale, ResourceBundle, Currency, Calendar by locale: tags, builders, fallback and control, display names, filtering, failures. */
public class LocaleFacts {
    public static class B extends ListResourceBundle {
        protected Object[][] getContents() {
            return new Object[][] {{"a", "root a"}, {"b", "root b"}, {"n", 42}, {"arr", new String[] {"x", "y"}}};
        }
    }
    public static class B_de extends ListResourceBundle {
        protected Object[][] getContents() { return new Object[][] {{"a", "de a"}}; }
    }
    public static class B_de_CH extends ListResourceBundle {
        protected Object[][] getContents() { return new Object[][] {{"c", "ch c"}}; }
    }
    public static class B_en extends PropertyResourceBundle {
        public B_en() throws java.io.IOException {
            super(new java.io.StringReader(
                "a=en a\\u0041\nkey\\ with\\ space: value \\\n   continued\n# comment\n! another\nempty=\nnosep\nt\\=x=y"));
        }
    }
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + b.run());
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    public static void main(String[] args) {
        Locale.setDefault(Locale.US);
        for (String t : new String[] {"en-US", "zh-Hant-TW", "de-DE-u-co-phonebk-ca-buddhist", "sr-Latn", "x-private",
                 "ja-JP-u-ca-japanese-x-lvariant-JP", "no-NO-NY", "i-klingon", "und", "", "en_US", "e", "toolonglanguage", "de-1996-POSIX",
                 "iw", "th-TH-u-nu-thai", "EN-us", "art-lojban", "hy-arevela"})
            show("tag " + t, () -> {
                Locale l = Locale.forLanguageTag(t);
                return l + "|" + l.toLanguageTag() + "|" + l.getLanguage() + "|" + l.getScript() + "|" + l.getCountry() + "|"
                    + l.getVariant() + "|" + l.getExtensionKeys() + "|" + l.getUnicodeLocaleKeys() + "|" + l.getDisplayName();
            });
        show("builder",
            ()
                -> new Locale.Builder()
                       .setLanguage("sr")
                       .setScript("Latn")
                       .setRegion("RS")
                       .setUnicodeLocaleKeyword("nu", "latn")
                       .build()
                       .toLanguageTag());
        show("bad builder", () -> new Locale.Builder().setLanguage("12"));
        show("ill-formed", () -> new Locale.Builder().setLanguageTag("en_US"));
        show("iso3", () -> Locale.GERMANY.getISO3Country() + Locale.GERMANY.getISO3Language());
        show("no iso3", () -> new Locale("xx", "YY").getISO3Country());
        show("constructors",
            ()
                -> new Locale("EN", "us", "v") + " " + new Locale("he").getLanguage() + " " + new Locale("in").toLanguageTag() + " "
                + new Locale("").equals(Locale.ROOT) + " " + Locale.CHINA.equals(Locale.SIMPLIFIED_CHINESE));
        for (Locale d : new Locale[] {Locale.ENGLISH, Locale.FRENCH, Locale.JAPANESE, new Locale("ru")})
            System.out.println(Locale.GERMANY.getDisplayName(d) + " " + Locale.forLanguageTag("zh-Hant-HK").getDisplayName(d) + " "
                + Currency.getInstance("USD").getDisplayName(d) + " "
                + TimeZone.getTimeZone("Europe/Berlin").getDisplayName(true, TimeZone.LONG, d));
        show("filter",
            ()
                -> Locale.filter(Locale.LanguageRange.parse("de-CH,fr;q=0.5,*;q=0.1"),
                       List.of(Locale.GERMANY, Locale.FRANCE, new Locale("de", "CH"), Locale.US))
                + " " + Locale.lookup(Locale.LanguageRange.parse("de-CH-1996"), List.of(Locale.GERMAN, new Locale("de", "CH"))) + " "
                + Locale.LanguageRange.parse("en-US;q=0.8,de"));
        show("bad range", () -> Locale.LanguageRange.parse("en;q=2"));
        show("counts",
            ()
                -> Locale.getISOCountries().length + " " + Locale.getISOLanguages().length + " " + Locale.getAvailableLocales().length + " "
                + Currency.getAvailableCurrencies().size());
        for (Locale l : new Locale[] {new Locale("de", "CH"), Locale.GERMANY, Locale.FRANCE, Locale.UK, Locale.ROOT})
            show("bundle " + l, () -> {
                ResourceBundle r = ResourceBundle.getBundle("LocaleFacts$B", l);
                return r.getLocale() + " " + r.getString("a") + " " + (r.containsKey("b") ? r.getString("b") : "-") + " "
                    + (r.containsKey("c") ? r.getString("c") : "-") + " " + new TreeSet<>(r.keySet()) + " "
                    + Collections.list(r.getKeys()).size() + " " + r.getBaseBundleName();
            });
        ResourceBundle root = ResourceBundle.getBundle("LocaleFacts$B", Locale.ROOT);
        show("object", () -> root.getObject("n") + " " + root.getStringArray("arr").length);
        show("not string", () -> root.getString("n"));
        show("no key", () -> root.getString("zz"));
        show("null key", () -> root.getString(null));
        show("no bundle", () -> ResourceBundle.getBundle("No.Such", Locale.GERMANY));
        show("same", () -> ResourceBundle.getBundle("LocaleFacts$B", Locale.ROOT) == root);
        ResourceBundle.clearCache();
        show("other", () -> ResourceBundle.getBundle("LocaleFacts$B", Locale.ROOT) == root);
        show("properties", () -> {
            ResourceBundle e = ResourceBundle.getBundle("LocaleFacts$B", Locale.ENGLISH);
            StringBuilder s = new StringBuilder();
            for (String k : new TreeSet<>(e.keySet()))
                s.append(k).append('=').append(e.getObject(k) instanceof String t ? t : "?").append('|');
            return s;
        });
        show("control",
            ()
                -> ResourceBundle
                       .getBundle("x", Locale.GERMANY,
                           new ResourceBundle.Control() {
                               public List<String> getFormats(String b) { return List.of("made"); }
                               public ResourceBundle newBundle(String b, Locale l, String f, ClassLoader c, boolean r) {
                                   System.out.println("  asked " + toBundleName(b, l) + " " + f);
                                   return l.equals(Locale.GERMAN) ? new B_de() : null;
                               }
                               public Locale getFallbackLocale(String b, Locale l) { return null; }
                           })
                       .getString("a"));
        show("candidates",
            ()
                -> ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_DEFAULT)
                       .getCandidateLocales("b", Locale.forLanguageTag("zh-Hant-TW")));
        {
            java.util.Properties p = new java.util.Properties();
            show("load", () -> {
                p.load(new java.io.StringReader("a = 1\nb:2\nc 3\n\\u0064=\\t4\\\n  5\n=6\n"));
                return new TreeMap<>(p);
            });
            show("bad escape", () -> {
                p.load(new java.io.StringReader("a=\\u12"));
                return 0;
            });
            show("store", () -> {
                java.io.StringWriter w = new java.io.StringWriter();
                java.util.Properties q = new java.util.Properties();
                q.setProperty(" k=:#", " v\t\u20ac\\");
                q.store(w, "c1\nc2");
                return w.toString().replaceAll("#[A-Z][a-z]{2} .*\n", "").replace("\n", "|");
            });
            show("defaults", () -> {
                java.util.Properties q = new java.util.Properties(p);
                q.setProperty("z", "26");
                return q.getProperty("a") + q.getProperty("none", "dflt") + q.size() + new TreeSet<>(q.stringPropertyNames());
            });
            show("not string", () -> {
                java.util.Properties q = new java.util.Properties();
                q.put("k", 5);
                return q.getProperty("k") + " " + q.get("k");
            });
        }
        for (Locale l : new Locale[] {Locale.US, Locale.GERMANY, Locale.JAPAN, new Locale("ar", "SA"), new Locale("pt", "BR")}) {
            Calendar c = Calendar.getInstance(TimeZone.getTimeZone("UTC"), l);
            System.out.println(l + " " + c.getFirstDayOfWeek() + c.getMinimalDaysInFirstWeek() + " "
                + Arrays.toString(new DateFormatSymbols(l).getShortMonths()).substring(0, 20) + " "
                + new DecimalFormatSymbols(l).getGroupingSeparator() + new DecimalFormatSymbols(l).getDecimalSeparator() + " "
                + Currency.getInstance(l).getSymbol(l) + " "
                + ((SimpleDateFormat) DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.SHORT, l)).toPattern() + " "
                + ((DecimalFormat) NumberFormat.getCurrencyInstance(l)).toPattern());
        }
        show("currency",
            ()
                -> Currency.getInstance("EUR").getDefaultFractionDigits() + " " + Currency.getInstance("JPY").getNumericCode() + " "
                + Currency.getInstance(Locale.FRANCE));
        show("bad currency", () -> Currency.getInstance("ZZZZ"));
        show("no currency", () -> Currency.getInstance(Locale.ENGLISH));
        show("missing country", () -> Currency.getInstance(new Locale("", "AQ")));
    }
}
