package io.gridloom.output;

import java.time.LocalDateTime;

/**
 * Dates in text formats: {@code YYYY-MM-DDTHH:MM:SS}, and {@code .ffffff} where there are micros.
 */
public final class IsoTime {

  /** Characters that a text may have. */
  public static final int MAX_LENGTH = 26;

  private static final int SECONDS_LENGTH = 19;
  private static final int NANOS_PER_MICRO = 1_000;

  private IsoTime() {}

  /**
   * Writes a time of the years 0 to 9999 to the start of {@code text}. By hand: a formatter costs
   * ten times more.
   *
   * @return how many characters were written
   */
  public static int write(LocalDateTime time, char[] text) {
    Digits.write(text, 0, 4, time.getYear());
    Digits.write(text, 5, 2, time.getMonthValue());
    Digits.write(text, 8, 2, time.getDayOfMonth());
    Digits.write(text, 11, 2, time.getHour());
    Digits.write(text, 14, 2, time.getMinute());
    Digits.write(text, 17, 2, time.getSecond());
    text[4] = '-';
    text[7] = '-';
    text[10] = 'T';
    text[13] = ':';
    text[16] = ':';
    int micros = time.getNano() / NANOS_PER_MICRO;
    if (micros == 0) {
      return SECONDS_LENGTH;
    }
    text[19] = '.';
    Digits.write(text, 20, 6, micros);
    return MAX_LENGTH;
  }
}
