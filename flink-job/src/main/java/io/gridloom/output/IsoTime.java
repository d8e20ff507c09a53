package io.gridloom.output;

import java.time.LocalDateTime;
import java.time.temporal.ChronoField;

/**
 * Dates in text formats: {@code YYYY-MM-DDTHH:MM:SS}, and {@code .ffffff} where there are micros.
 */
public final class IsoTime {

  private static final int SECONDS_LENGTH = 19;
  private static final int MICROS_LENGTH = 26;

  private IsoTime() {}

  /**
   * The text of a time of the years 0 to 9999. Written by hand: a formatter costs ten times more.
   */
  public static String text(LocalDateTime time) {
    int micros = time.get(ChronoField.MICRO_OF_SECOND);
    char[] text = new char[micros == 0 ? SECONDS_LENGTH : MICROS_LENGTH];
    digits(text, 0, 4, time.getYear());
    digits(text, 5, 2, time.getMonthValue());
    digits(text, 8, 2, time.getDayOfMonth());
    digits(text, 11, 2, time.getHour());
    digits(text, 14, 2, time.getMinute());
    digits(text, 17, 2, time.getSecond());
    text[4] = '-';
    text[7] = '-';
    text[10] = 'T';
    text[13] = ':';
    text[16] = ':';
    if (micros != 0) {
      text[19] = '.';
      digits(text, 20, 6, micros);
    }
    return new String(text);
  }

  private static void digits(char[] text, int from, int count, int number) {
    int rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
