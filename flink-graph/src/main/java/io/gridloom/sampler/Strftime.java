package io.gridloom.sampler;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pattern of C's strftime in the C locale, with Python's {@code %f} and glibc's flags {@code - _
 * 0 ^ #}. Datetimes have no zone, so {@code %z} and {@code %Z} are empty. What C does not know
 * stands as it is. Confined to one thread.
 */
final class Strftime {

  private static final String[] DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };
  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };
  private static final String FLAGS = "-_0^#";
  private static final char NO_FLAG = ' ';

  /**
   * A directive, or a text.
   *
   * @param code the directive's letter; '%' for the text
   */
  private record Part(char code, char flag, String text) {}

  private final Part[] parts;
  private final StringBuilder out = new StringBuilder();

  Strftime(String pattern) {
    List<Part> found = new ArrayList<>();
    parse(pattern, found);
    this.parts = found.toArray(new Part[0]);
  }

  private static void parse(String pattern, List<Part> found) {
    int at = 0;
    while (at < pattern.length()) {
      int percent = pattern.indexOf('%', at);
      int end = percent < 0 ? pattern.length() : percent;
      if (end > at) {
        found.add(text(pattern.substring(at, end)));
      }
      at = percent < 0 ? end : directive(pattern, percent, found);
    }
  }

  /** Reads the directive at {@code percent}; returns where the pattern goes on. */
  private static int directive(String pattern, int percent, List<Part> found) {
    int at = percent + 1;
    char flag = NO_FLAG;
    while (at < pattern.length() && FLAGS.indexOf(pattern.charAt(at)) >= 0) {
      flag = pattern.charAt(at++);
    }
    if (at == pattern.length()) {
      found.add(text(pattern.substring(percent)));
      return at;
    }
    char code = pattern.charAt(at++);
    switch (code) {
      case 'c' -> parse("%a %b %e %H:%M:%S %Y", found);
      case 'D', 'x' -> parse("%m/%d/%y", found);
      case 'F' -> parse("%Y-%m-%d", found);
      case 'r' -> parse("%I:%M:%S %p", found);
      case 'R' -> parse("%H:%M", found);
      case 'T', 'X' -> parse("%H:%M:%S", found);
      case 'n' -> found.add(text("\n"));
      case 't' -> found.add(text("\t"));
      case '%' -> found.add(text("%"));
      case 'z', 'Z' -> {}
      default -> {
        boolean known = "aAbBhpPCdefgGHIjklmMsSuUVwWyY".indexOf(code) >= 0;
        found.add(known ? new Part(code, flag, "") : text(pattern.substring(percent, at)));
      }
    }
    return at;
  }

  private static Part text(String text) {
    return new Part('%', NO_FLAG, text);
  }

  String format(LocalDateTime time) {
    out.setLength(0);
    for (Part part : parts) {
      append(part, time);
    }
    return out.toString();
  }

  private void append(Part part, LocalDateTime time) {
    char flag = part.flag;
    switch (part.code) {
      case '%' -> out.append(part.text);
      case 'a' -> name(DAYS[time.getDayOfWeek().getValue() - 1].substring(0, 3), flag);
      case 'A' -> name(DAYS[time.getDayOfWeek().getValue() - 1], flag);
      case 'b', 'h' -> name(MONTHS[time.getMonthValue() - 1].substring(0, 3), flag);
      case 'B' -> name(MONTHS[time.getMonthValue() - 1], flag);
      case 'p' -> half(time, flag == '#');
      case 'P' -> half(time, true);
      case 'C' -> number(Math.floorDiv(time.getYear(), 100), 2, '0', flag);
      case 'd' -> number(time.getDayOfMonth(), 2, '0', flag);
      case 'e' -> number(time.getDayOfMonth(), 2, ' ', flag);
      case 'f' -> number(time.getNano() / 1_000, 6, '0', NO_FLAG);
      case 'g' -> number(Math.floorMod(time.get(IsoFields.WEEK_BASED_YEAR), 100), 2, '0', flag);
      case 'G' -> number(time.get(IsoFields.WEEK_BASED_YEAR), 4, '0', flag);
      case 'H' -> number(time.getHour(), 2, '0', flag);
      case 'I' -> number((time.getHour() + 11) % 12 + 1, 2, '0', flag);
      case 'j' -> number(time.getDayOfYear(), 3, '0', flag);
      case 'k' -> number(time.getHour(), 2, ' ', flag);
      case 'l' -> number((time.getHour() + 11) % 12 + 1, 2, ' ', flag);
      case 'm' -> number(time.getMonthValue(), 2, '0', flag);
      case 'M' -> number(time.getMinute(), 2, '0', flag);
      case 's' -> number(time.toEpochSecond(ZoneOffset.UTC), 1, '0', flag);
      case 'S' -> number(time.getSecond(), 2, '0', flag);
      case 'u' -> number(time.getDayOfWeek().getValue(), 1, '0', flag);
      case 'w' -> number(time.getDayOfWeek().getValue() % 7, 1, '0', flag);
      case 'U' -> number(week(time, time.getDayOfWeek().getValue() % 7), 2, '0', flag);
      case 'V' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flag);
      case 'W' -> number(week(time, time.getDayOfWeek().getValue() - 1), 2, '0', flag);
      case 'y' -> number(Math.floorMod(time.getYear(), 100), 2, '0', flag);
      case 'Y' -> number(time.getYear(), 4, '0', flag);
      default -> throw new IllegalStateException("no directive %" + part.code);
    }
  }

  /** Weeks begun by the first day that has {@code daysSinceFirst} 0; before it week 0. */
  private static int week(LocalDateTime time, int daysSinceFirst) {
    return (time.getDayOfYear() - 1 + 7 - daysSinceFirst) / 7;
  }

  private void name(String name, char flag) {
    out.append(flag == '^' || flag == '#' ? name.toUpperCase(Locale.ROOT) : name);
  }

  private void half(LocalDateTime time, boolean lower) {
    boolean morning = time.getHour() < 12;
    out.append(lower ? morning ? "am" : "pm" : morning ? "AM" : "PM");
  }

  private void number(long value, int width, char fill, char flag) {
    char filler = flag == '_' ? ' ' : flag == '0' ? '0' : fill;
    if (value < 0) {
      out.append('-');
    }
    long magnitude = Math.abs(value);
    if (flag != '-') {
      long limit = 10;
      for (int digits = 1; digits < width; digits++) {
        limit *= 10;
      }
      for (limit /= 10; limit > magnitude && limit > 1; limit /= 10) {
        out.append(filler);
      }
    }
    out.append(magnitude);
  }
}
