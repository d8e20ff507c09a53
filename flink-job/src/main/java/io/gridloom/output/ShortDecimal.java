package io.gridloom.output;

/**
 * Text of doubles that have few decimals, as {@link Double#toString} of JDK 19 and newer gives it.
 * Such are most of a dataset's numbers (prices, scores), and the general way costs five times more.
 */
public final class ShortDecimal {

  /** Characters that a text may have. */
  public static final int MAX_LENGTH = 16;

  private static final int DECIMALS = 4;
  private static final double SCALE = 10_000;
  private static final double LEAST = 1e-3; // below, and from MOST on, the text has an exponent
  private static final double MOST = 1e7;

  private ShortDecimal() {}

  /**
   * Writes {@code value} to the start of {@code text} if it has at most four decimals and no
   * exponent.
   *
   * <p>A decimal of at most 15 digits is the only one so short that its double stands for: if
   * {@code value} is the double nearest to {@code scaled / 10⁴}, then that is its text.
   *
   * @return how many characters were written; 0 if the value is not of this kind
   */
  public static int write(double value, char[] text) {
    double size = Math.abs(value);
    if (!(size >= LEAST && size < MOST)) {
      return 0;
    }
    long scaled = Math.round(size * SCALE);
    if (scaled / SCALE != size) {
      return 0;
    }
    int length = 0;
    if (value < 0) {
      text[length++] = '-';
    }
    long whole = scaled / (long) SCALE;
    int digits = 1;
    for (long power = 10; power <= whole; power *= 10) {
      digits++;
    }
    Digits.write(text, length, digits, whole);
    length += digits;
    text[length++] = '.';
    Digits.write(text, length, DECIMALS, scaled % (long) SCALE);
    length += DECIMALS;
    while (text[length - 1] == '0' && text[length - 2] != '.') {
      length--;
    }
    return length;
  }
}
