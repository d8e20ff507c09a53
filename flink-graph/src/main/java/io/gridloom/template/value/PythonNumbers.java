package io.gridloom.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers in and out of texts, and between int and float. */
public final class PythonNumbers {
  private static final int MOST_DIGITS = 4300;

  private PythonNumbers() {}

  /** An integer in its one form: Long where it fits. */
  public static Object integer(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  /** The value of an int or a bool. */
  public static BigInteger big(Object integer) {
    if (integer instanceof BigInteger big) {
      return big;
    }
    return BigInteger.valueOf(small(integer));
  }

  /** The value of a Long or a Boolean. */
  static long small(Object integer) {
    if (integer instanceof Long number) {
      return number;
    }
    return Boolean.TRUE.equals(integer) ? 1 : 0;
  }

  /** A number as a float, rounded to the nearest. */
  public static double toDouble(Object number) {
    if (number instanceof Double value) {
      return value;
    }
    if (number instanceof BigInteger big) {
      double value = big.doubleValue();
      if (Double.isInfinite(value)) {
        throw PythonErrors.overflow(
            "an int of " + big.bitLength() + " bits is too large for a float");
      }
      return value;
    }
    return small(number);
  }

  /** A float cut to an int. */
  public static Object truncate(double value) {
    if (Double.isNaN(value)) {
      throw PythonErrors.value("nan has no integer part");
    }
    if (Double.isInfinite(value)) {
      throw PythonErrors.overflow("infinity has no integer part");
    }
    if (Math.abs(value) < 0x1p62) {
      return (long) value;
    }
    return integer(new BigDecimal(value).toBigInteger());
  }

  /**
   * Python's {@code float(text)}: blanks around, underscores between digits and any decimal digits
   * are fine.
   */
  public static OptionalDouble parseFloat(String text) {
    String plain = withoutUnderscores(asciiDigits(TextBlanks.strip(text)));
    String unsigned = plain.startsWith("+") || plain.startsWith("-") ? plain.substring(1) : plain;
    switch (unsigned.toLowerCase(Locale.ROOT)) {
      case "inf", "infinity" -> {
        return OptionalDouble.of(
            plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
      }
      case "nan" -> {
        return OptionalDouble.of(Double.NaN);
      }
      default -> {
        return isDecimal(unsigned)
            ? OptionalDouble.of(Double.parseDouble(plain))
            : OptionalDouble.empty();
      }
    }
  }

  /** Python's {@code int(text, base)}; empty if it is no integer. */
  public static Optional<Object> parseInteger(String text, int base) {
    String plain = asciiDigits(TextBlanks.strip(text));
    boolean signed = plain.startsWith("+") || plain.startsWith("-");
    String digits = signed ? plain.substring(1) : plain;
    int radix = base;
    String prefix = digits.length() > 1 && digits.charAt(0) == '0' ? digits.substring(0, 2) : "";
    int prefixed =
        switch (prefix) {
          case "0x", "0X" -> 16;
          case "0o", "0O" -> 8;
          case "0b", "0B" -> 2;
          default -> 0;
        };
    if (prefixed != 0 && (base == 0 || base == prefixed)) {
      radix = prefixed;
      digits = digits.substring(2);
      digits = digits.startsWith("_") ? digits.substring(1) : digits;
    } else if (base == 0) {
      radix = 10;
      if (digits.startsWith("0") && !digits.replace("_", "").chars().allMatch(c -> c == '0')) {
        return Optional.empty();
      }
    }
    String joined = withoutUnderscores(digits);
    int checked = radix;
    boolean fits =
        !joined.isEmpty()
            && joined.chars().allMatch(c -> c < 128 && Character.digit(c, checked) >= 0);
    if (!fits || joined.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(joined, radix);
    return Optional.of(integer(plain.startsWith("-") ? value.negate() : value));
  }

  private static boolean isDecimal(String text) {
    int at = digits(text, 0);
    int read = at;
    if (at < text.length() && text.charAt(at) == '.') {
      int end = digits(text, at + 1);
      read += end - at - 1;
      at = end;
    }
    if (read == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int start =
          at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? at + 2 : at + 1;
      at = digits(text, start);
      return at > start && at == text.length();
    }
    return at == text.length();
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /**
   * Underscores between two digits (or letters that a radix may have) gone; others stay, and spoil
   * the number.
   */
  private static String withoutUnderscores(String text) {
    if (text.indexOf('_') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean between =
          i > 0
              && i < text.length() - 1
              && Character.isLetterOrDigit(text.charAt(i - 1))
              && Character.isLetterOrDigit(text.charAt(i + 1));
      if (text.charAt(i) != '_' || !between) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static String asciiDigits(String text) {
    if (text.chars().allMatch(c -> c < 128)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
              out.appendCodePoint(digit >= 0 ? '0' + digit : c);
            });
    return out.toString();
  }
}
