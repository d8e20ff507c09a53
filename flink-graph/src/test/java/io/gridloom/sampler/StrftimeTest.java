package io.gridloom.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.WeekFields;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrftimeTest {

  private static final LocalDateTime TIME = LocalDateTime.of(2024, 3, 5, 7, 8, 9, 120_340_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%Y-%m-%dT%H:%M:%S|uuuu-MM-dd'T'HH:mm:ss",
        "%d/%m/%y|dd/MM/uu",
        "%A, %B %d|EEEE, MMMM dd",
        "%a %b %d %I:%M %p|EEE MMM dd hh:mm a",
        "%j|DDD",
        "%-d.%-m.%Y %-H:%-M|d.M.uuuu H:m",
        "%f|SSSSSS",
        "%F %T|uuuu-MM-dd HH:mm:ss",
        "%D %R|MM/dd/uu HH:mm",
        "%r|hh:mm:ss a",
        "%x %X|MM/dd/uu HH:mm:ss",
        "%u|e",
        "%e|ppd",
        "%k %l|ppH pph",
        "%c|EEE MMM ppd HH:mm:ss uuuu",
      })
  void isWhatJavaFormats(String pattern, String java) {
    Strftime strftime = new Strftime(pattern);
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .appendPattern(java)
            .toFormatter(Locale.forLanguageTag("en-US-u-fw-mon"));
    times(2_000).forEach(t -> assertThat(strftime.format(t)).isEqualTo(formatter.format(t)));
  }

  @Test
  void countsWeeksFromSundayFromMondayAndAsIso() {
    Strftime strftime = new Strftime("%U %W %G-%V %w");
    WeekFields sunday = WeekFields.of(DayOfWeek.SUNDAY, 7);
    WeekFields monday = WeekFields.of(DayOfWeek.MONDAY, 7);
    times(2_000)
        .forEach(
            t ->
                assertThat(strftime.format(t))
                    .isEqualTo(
                        String.format(
                            Locale.ROOT,
                            "%02d %02d %04d-%02d %d",
                            t.get(sunday.weekOfYear()),
                            t.get(monday.weekOfYear()),
                            t.get(WeekFields.ISO.weekBasedYear()),
                            t.get(WeekFields.ISO.weekOfWeekBasedYear()),
                            t.getDayOfWeek().getValue() % 7)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100%% of %Q%|100% of %Q%",
        "%^a %#B %P|TUE MARCH am",
        "%_d %0e %-j|' 5 05 65'",
        "%C %g %s|20 24 1709622489",
        "%z%Z.|.",
        "Größe 😀 %y|Größe 😀 24",
      })
  void followsGlibcInTheRest(String pattern, String text) {
    assertThat(new Strftime(pattern).format(TIME)).isEqualTo(text);
  }

  @Test
  void givesNothingForNothing() {
    assertThat(new Strftime("").format(TIME)).isEmpty();
  }

  private static Stream<LocalDateTime> times(int count) {
    Random random = new Random(1);
    return Stream.generate(
            () ->
                LocalDateTime.of(1900, 1, 1, 0, 0)
                    .plusSeconds(random.nextInt(Integer.MAX_VALUE) * 3L)
                    .plusNanos(random.nextInt(1_000_000) * 1_000L))
        .limit(count);
  }
}
