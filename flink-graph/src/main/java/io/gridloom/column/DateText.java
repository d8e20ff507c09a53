package io.gridloom.column;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as people write them, of the many forms that pandas reads: ISO with or without time and
 * offset, {@code 2024}, {@code 2024-01}, {@code 1/31/2024}, {@code Jan 5 2024}, {@code 5 January
 * 2024}. What an offset says is brought to UTC, fractions of a second are cut off.
 */
final class DateText {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String MONTH =
      "(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final String TIME =
      "(?:(?:t|[ ,]+)(?<h>\\d{1,2}):(?<m>\\d{2})(?::(?<s>\\d{2})(?:[.,]\\d+)?)?"
          + "(?: ?(?<half>am|pm))? ?(?<zone>z|utc|gmt|[-+]\\d{2}(?::?\\d{2})?)?)?";

  private static final List<Pattern> FORMS =
      List.of(
          form("(?<y>\\d{4})(?:[-/.](?<mon>\\d{1,2})(?:[-/.](?<d>\\d{1,2}))?)?"),
          form("(?<y>\\d{4})(?<mon>\\d{2})(?<d>\\d{2})"),
          form("(?<mon>\\d{1,2})[-/.](?<d>\\d{1,2})[-/.](?<y>\\d{4})"),
          form(MONTH + "(?: (?<d>\\d{1,2})(?:st|nd|rd|th)?)?,? (?<y>\\d{4})"),
          form("(?<d>\\d{1,2})(?:st|nd|rd|th)?[- ]" + MONTH + "[-, ]+(?<y>\\d{4})"));

  private static final int FIRST_YEAR = 1678; // of timestamps that count nanoseconds in 64 bits
  private static final int LAST_YEAR = 2261;

  private DateText() {}

  private static Pattern form(String date) {
    return Pattern.compile(date + TIME);
  }

  /** The point in time, in whole seconds; empty if the text is none. */
  static Optional<LocalDateTime> read(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    for (Pattern form : FORMS) {
      Matcher match = form.matcher(lower);
      if (match.matches()) {
        return moment(match);
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDateTime> moment(Matcher match) {
    try {
      LocalDateTime local = date(match).atTime(time(match));
      ZoneOffset zone = zone(group(match, "zone"));
      LocalDateTime utc =
          local.minusSeconds(zone.getTotalSeconds()).truncatedTo(ChronoUnit.SECONDS);
      boolean inRange = utc.getYear() >= FIRST_YEAR && utc.getYear() <= LAST_YEAR;
      return inRange ? Optional.of(utc) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // such as 30 February
    }
  }

  private static LocalDate date(Matcher match) {
    int year = number(match, "y", 0);
    String name = group(match, "name");
    int month = name.isEmpty() ? number(match, "mon", 1) : MONTHS.indexOf(name.substring(0, 3)) + 1;
    int day = number(match, "d", 1);
    boolean yearLast = match.start("y") > 0;
    boolean dayFirst = yearLast && month > 12 && day <= 12; // 31/1/2024 can mean only one thing
    return dayFirst ? LocalDate.of(year, day, month) : LocalDate.of(year, month, day);
  }

  private static LocalTime time(Matcher match) {
    int hour = number(match, "h", 0);
    String half = group(match, "half");
    if (!half.isEmpty()) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("hour " + hour + " " + half);
      }
      hour = hour % 12 + (half.equals("pm") ? 12 : 0);
    }
    return LocalTime.of(hour, number(match, "m", 0), number(match, "s", 0));
  }

  private static ZoneOffset zone(String text) {
    return text.startsWith("+") || text.startsWith("-") ? ZoneOffset.of(text) : ZoneOffset.UTC;
  }

  private static int number(Matcher match, String group, int otherwise) {
    String digits = group(match, group);
    return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
  }

  /** What the group matched; empty if it did not, or if the form has no such group. */
  private static String group(Matcher match, String name) {
    if (!match.pattern().pattern().contains("(?<" + name + ">")) {
      return "";
    }
    String text = match.group(name);
    return text == null ? "" : text;
  }
}
