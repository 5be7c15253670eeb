import java.time.*;
import java.time.chrono.*;
import java.time.format.*;
import java.time.temporal.*;
import java.time.zone.*;
import java.util.*;

/** java.time: gaps and overlaps, adjusters, formatting and parsing styles, chronologies, ISO weeks, overflow, failures. */
public class TimeZones {
    interface Body {
        Object run() throws Exception;
    }
    static void show(String w, Body b) {
        try {
            System.out.println(w + ": " + sorted(b.run()));
        } catch (Throwable e) { System.out.println(w + ": " + e); }
    }
    /** The fields of a parsed value come in the order of a hash table of enums. */
    static Object sorted(Object o) {
        String s = o.toString();
        if (!s.startsWith("{")) return s;
        String[] fields = s.substring(1, s.indexOf("}")).split(", ");
        Arrays.sort(fields);
        return Arrays.toString(fields) + s.substring(s.indexOf("}") + 1);
    }
    public static void main(String[] args) {
        ZoneId paris = ZoneId.of("Europe/Paris"), ny = ZoneId.of("America/New_York");
        show("gap", () -> ZonedDateTime.of(2024, 3, 31, 2, 30, 0, 0, paris));
        show("overlap", () -> {
            ZonedDateTime z = ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, paris);
            return z + " " + z.withLaterOffsetAtOverlap() + " " + z.plusHours(1) + " " + z.plusDays(1).toEpochSecond();
        });
        show("strict", () -> ZonedDateTime.ofStrict(LocalDateTime.of(2024, 3, 31, 2, 30), ZoneOffset.ofHours(1), paris));
        show("rules", () -> {
            ZoneRules r = ny.getRules();
            return r.nextTransition(Instant.EPOCH) + " " + r.getTransition(LocalDateTime.of(2024, 3, 10, 2, 30)) + " "
                + r.isDaylightSavings(Instant.parse("2024-07-01T00:00:00Z")) + " " + r.getStandardOffset(Instant.EPOCH) + " "
                + r.getTransitionRules().size() + " " + r.getValidOffsets(LocalDateTime.of(2024, 11, 3, 1, 30));
        });
        show("no zone", () -> ZoneId.of("Mars/Base"));
        show("bad zone", () -> ZoneId.of("A?B"));
        show(
            "offsets", () -> ZoneId.of("UTC+5:30").normalized() + " " + ZoneOffset.of("-03:30:15") + " " + ZoneOffset.ofTotalSeconds(3661));
        show("bad offset", () -> ZoneOffset.ofHours(19));
        show("same instant",
            ()
                -> ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, paris).withZoneSameInstant(ny) + " "
                + Duration.between(ZonedDateTime.of(2024, 3, 30, 12, 0, 0, 0, paris), ZonedDateTime.of(2024, 3, 31, 12, 0, 0, 0, paris)));
        show("leap", () -> LocalDate.of(2023, 2, 29));
        show("plus",
            ()
                -> LocalDate.of(2024, 1, 31).plusMonths(1) + " " + LocalDate.of(2024, 2, 29).plusYears(1) + " " + LocalDate.MAX.minusDays(1)
                + " " + LocalDate.ofEpochDay(-1) + " " + LocalDate.of(2024, 12, 30).get(WeekFields.ISO.weekBasedYear()) + " "
                + LocalDate.of(2024, 5, 15).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)) + " "
                + LocalDate.of(2024, 5, 15).with(TemporalAdjusters.lastDayOfYear()) + " "
                + LocalDate.of(2000, 1, 1).until(LocalDate.of(2024, 2, 29)) + " "
                + ChronoUnit.WEEKS.between(LocalDate.EPOCH, LocalDate.of(2024, 1, 1)));
        show("overflow", () -> LocalDate.MAX.plusDays(1));
        show("instant", () -> Instant.MAX.plusNanos(1));
        show("duration", () -> Duration.ofSeconds(Long.MAX_VALUE).plusSeconds(1));
        show("durations",
            ()
                -> Duration.parse("P1DT2H3M4.5S") + " " + Duration.ofMillis(-1500) + " " + Duration.ofSeconds(3661, 5).toMinutesPart() + " "
                + Duration.ZERO.minusNanos(1).toMillis() + " " + Duration.ofDays(1).dividedBy(Duration.ofHours(7)) + " "
                + Period.parse("-P1Y2M3W4D") + " " + Period.of(1, 14, 40).normalized() + " " + Duration.ofSeconds(1).dividedBy(3));
        show("bad duration", () -> Duration.parse("PT"));
        show("range",
            ()
                -> ChronoField.DAY_OF_MONTH.rangeRefinedBy(LocalDate.of(2023, 2, 1)) + " " + LocalTime.of(23, 59).plusMinutes(2) + " "
                + LocalTime.MIDNIGHT.minusNanos(1) + " " + LocalTime.ofSecondOfDay(86399) + " "
                + LocalDateTime.of(2024, 1, 1, 0, 0).truncatedTo(ChronoUnit.HALF_DAYS));
        show("unsupported", () -> LocalTime.NOON.get(ChronoField.YEAR));
        show("unit", () -> LocalDate.EPOCH.plus(1, ChronoUnit.HOURS));
        show("from", () -> LocalDate.from(LocalTime.NOON));
        show("time", () -> LocalTime.of(24, 0));
        show("truncate", () -> Instant.EPOCH.truncatedTo(ChronoUnit.MONTHS));
        ZonedDateTime t = ZonedDateTime.of(2024, 2, 29, 15, 4, 5, 123_456_789, paris);
        for (String p : new String[] {"yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS XXX VV", "EEEE d MMMM uuuu h:mm a z zzzz", "YYYY-'W'ww-e",
                 "D n N A G Q QQQ q", "yy MMM LLL ccc EEEEE K k H", "[yyyy][ 'opt' VV]", "''yyyy''", "O OOOO x xxx Z ZZZZ", "B hh", "ppp5d",
                 "yyyyyyyyyyyyyyyyyyyyy", "{", "b"})
            show(p, () -> DateTimeFormatter.ofPattern(p, Locale.ENGLISH).format(t));
        for (Locale l :
            new Locale[] {Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.JAPAN, new Locale("ar"), new Locale("th", "TH"), Locale.ROOT})
            for (FormatStyle f : FormatStyle.values())
                show(l + " " + f, () -> DateTimeFormatter.ofLocalizedDateTime(f).withLocale(l).format(t));
        show("iso",
            ()
                -> DateTimeFormatter.ISO_WEEK_DATE.format(t) + " " + DateTimeFormatter.RFC_1123_DATE_TIME.format(t) + " "
                + DateTimeFormatter.ISO_ORDINAL_DATE.format(t) + " " + DateTimeFormatter.BASIC_ISO_DATE.format(t) + " "
                + DateTimeFormatter.ISO_INSTANT.format(t));
        for (String[] s : new String[][] {{"uuuu-MM-dd", "2024-02-30"}, {"yyyy-MM-dd", "2024-2-3"}, {"d/M/yy", "1/2/24"},
                 {"HH:mm", "25:00"}, {"MMM d uuuu", "feb 29 2024"}, {"dd MM", "01 02"}, {"uuuu-DDD", "2024-366"}, {"h:mm a", "12:30 AM"}}) {
            show("parse " + s[1], () -> DateTimeFormatter.ofPattern(s[0], Locale.ENGLISH).parse(s[1]).toString());
            show("strict " + s[1],
                () -> DateTimeFormatter.ofPattern(s[0], Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT).parse(s[1]).toString());
            show("lenient " + s[1],
                ()
                    -> new DateTimeFormatterBuilder()
                           .parseCaseInsensitive()
                           .parseLenient()
                           .appendPattern(s[0])
                           .toFormatter(Locale.ENGLISH)
                           .withResolverStyle(ResolverStyle.LENIENT)
                           .parse(s[1])
                           .toString());
        }
        show("bad date", () -> LocalDate.parse("2024-02-30"));
        show("bad text", () -> LocalDate.parse("nonsense"));
        show("trailing", () -> LocalTime.parse("10:00x"));
        show("offset time", () -> OffsetDateTime.parse("2024-01-01T00:00:00+18:01"));
        show("instant parse",
            () -> Instant.parse("2024-12-31T23:59:60Z") + " " + Instant.parse("+1000000-01-01T00:00:00Z").getEpochSecond());
        show("best", () -> DateTimeFormatter.ISO_DATE.parseBest("2024-01-01+01:00", ZonedDateTime::from, LocalDate::from));
        show("index", () -> {
            java.text.ParsePosition pp = new java.text.ParsePosition(2);
            return DateTimeFormatter.ISO_LOCAL_DATE.parse("x:2024-01-01;", pp) + " " + pp.getIndex();
        });
        for (Chronology c : new Chronology[] {IsoChronology.INSTANCE, JapaneseChronology.INSTANCE, ThaiBuddhistChronology.INSTANCE,
                 MinguoChronology.INSTANCE, HijrahChronology.INSTANCE})
            show(c.getId(),
                ()
                    -> c.date(t) + " " + c.dateYearDay(c.eras().get(c.eras().size() - 1), c.date(t).get(ChronoField.YEAR_OF_ERA), 60) + " "
                    + c.isLeapYear(c.date(t).get(ChronoField.YEAR)) + " " + c.date(t).plus(1, ChronoUnit.MONTHS) + " " + c.eras().size()
                    + " " + c.range(ChronoField.DAY_OF_YEAR));
        show("era", () -> JapaneseDate.of(JapaneseEra.REIWA, 1, 4, 1));
        show("chronology", () -> Chronology.of("x"));
        show("week",
            ()
                -> WeekFields.of(Locale.US) + " " + LocalDate.of(2024, 1, 1).get(WeekFields.of(Locale.FRANCE).weekOfYear()) + " "
                + IsoFields.QUARTER_OF_YEAR.getFrom(t) + " " + t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) + " "
                + t.getLong(JulianFields.JULIAN_DAY));
        Clock fixed = Clock.fixed(Instant.EPOCH, paris);
        System.out.println(LocalDateTime.now(fixed) + " " + Clock.offset(fixed, Duration.ofHours(1)).instant() + " "
            + Clock.tick(fixed, Duration.ofMinutes(1)).millis() + " " + Year.of(1900).isLeap() + YearMonth.of(2024, 2).atEndOfMonth()
            + MonthDay.of(2, 29).isValidYear(2023) + " " + Month.JANUARY.minus(1) + DayOfWeek.SUNDAY.plus(1) + " "
            + Month.MAY.getDisplayName(TextStyle.SHORT, Locale.FRENCH) + DayOfWeek.FRIDAY.getDisplayName(TextStyle.FULL, Locale.GERMAN));
        GregorianCalendar g = new GregorianCalendar(1582, Calendar.OCTOBER, 4);
        g.setTimeZone(TimeZone.getTimeZone("UTC"));
        g.add(Calendar.DATE, 1);
        System.out.println(g.get(Calendar.DATE) + " " + g.isLeapYear(1500) + " " + g.getActualMaximum(Calendar.DAY_OF_MONTH) + " "
            + g.toZonedDateTime() + " " + TimeZone.getTimeZone("nosuch").getID() + " "
            + TimeZone.getTimeZone("America/New_York").getOffset(0L) + " " + TimeZone.getDefault().getID() + " "
            + ZoneId.SHORT_IDS.get("EST") + " " + new Date(Long.MAX_VALUE).toInstant().getEpochSecond());
        g.setLenient(false);
        g.set(Calendar.MONTH, 13);
        show("not lenient", g::getTime);
    }
}
