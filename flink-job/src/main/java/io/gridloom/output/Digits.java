package io.gridloom.output;

/** Decimal digits in a buffer. */
final class Digits {

  private Digits() {}

  /** Writes the last {@code count} digits of {@code number}, which is not negative. */
  static void write(char[] text, int from, int count, long number) {
    long rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
