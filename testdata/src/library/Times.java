import java.time.*;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** java.time: dates, zones, periods, formatting, parsing; Calendar. */
public class Times {
    public static void main(String[] args) {
        LocalDate d = LocalDate.of(2024, 2, 29);
        System.out.println(d + " " + d.plusYears(1) + " " + d.getDayOfWeek() + " " + d.isLeapYear() + " " + d.with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)) + " " + d.getDayOfYear() + " " + d.get(WeekFields.ISO.weekOfWeekBasedYear()));
        System.out.println(ChronoUnit.DAYS.between(LocalDate.of(1970, 1, 1), d) + " " + Period.between(LocalDate.of(2000, 12, 31), d) + " " + Duration.ofSeconds(98765, 4321) + " " + Duration.between(LocalTime.NOON, LocalTime.of(8, 30)));
        LocalDateTime t = d.atTime(1, 2, 3, 456_000_000);
        ZonedDateTime z = t.atZone(ZoneId.of("Europe/Berlin"));
        System.out.println(z + " " + z.withZoneSameInstant(ZoneId.of("America/New_York")) + " " + z.toInstant() + " " + z.toEpochSecond() + " " + z.getOffset());
        ZonedDateTime gap = LocalDateTime.of(2024, 3, 31, 2, 30).atZone(ZoneId.of("Europe/Berlin"));
        System.out.println(gap + " " + gap.minusHours(1) + " " + ZoneId.of("Asia/Tokyo").getRules().getOffset(Instant.EPOCH) + " " + OffsetDateTime.of(t, ZoneOffset.ofHours(-3)));
        System.out.println(DateTimeFormatter.ofPattern("EEEE d MMMM uuuu HH:mm:ss.SSS", Locale.US).format(t) + " | " + DateTimeFormatter.ISO_ORDINAL_DATE.format(d) + " | " + DateTimeFormatter.RFC_1123_DATE_TIME.format(z)
            + " | " + DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.GERMANY).format(d) + " | " + DateTimeFormatter.ofPattern("h:mm a", Locale.US).format(LocalTime.of(15, 4)));
        System.out.println(LocalDate.parse("03/04/2021", DateTimeFormatter.ofPattern("dd/MM/yyyy")) + " " + Instant.parse("2001-09-09T01:46:40Z").getEpochSecond() + " " + Duration.parse("PT1H30M").toMinutes() + " " + LocalTime.parse("10:15").plusMinutes(900) + " " + Year.of(2100).isLeap() + " " + YearMonth.of(2023, 2).lengthOfMonth());
        for (String s : new String[] {"2023-02-29", "nonsense", "2023-13-01"})
            try {
                LocalDate.parse(s);
            } catch (DateTimeParseException e) {
                System.out.println(e.getMessage());
            }
        try {
            LocalDate.of(2023, 2, 30);
        } catch (DateTimeException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC).instant() + " " + Instant.MAX + " " + LocalDate.MIN + " " + Instant.ofEpochMilli(-1));
        Calendar c = new GregorianCalendar(TimeZone.getTimeZone("America/Los_Angeles"), Locale.US);
        c.setTimeInMillis(1234567890123L);
        c.add(Calendar.MONTH, 13);
        System.out.println(c.get(Calendar.YEAR) + " " + c.get(Calendar.MONTH) + " " + c.get(Calendar.HOUR_OF_DAY) + " " + c.get(Calendar.DAY_OF_WEEK) + " " + c.getActualMaximum(Calendar.DAY_OF_MONTH) + " " + c.getTimeZone().getDisplayName(Locale.US));
        System.out.println(ZoneId.systemDefault().getRules().getOffset(Instant.EPOCH) + " " + (System.nanoTime() - System.nanoTime() <= 0) + " " + (Instant.now().getEpochSecond() > 1_600_000_000L) + " " + (System.currentTimeMillis() > 1_600_000_000_000L));
    }
}
