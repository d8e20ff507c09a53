package io.gridloom.sampler;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import tools.jackson.core.io.NumberOutput;

/** Floating-point numbers as Python writes and reads them. */
final class NumberText {

  private static final int SMALLEST_PLAIN_EXPONENT = -4;
  private static final int LARGEST_PLAIN_EXPONENT = 15;
  private static final double ONE_DIGIT = 0x1p-1060; // below, one digit may tell a number

  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:D(?:_?D)*(?:\\.(?:D(?:_?D)*)?)?|\\.D(?:_?D)*)(?:[eE][+-]?D(?:_?D)*)?"
              .replace("D", "\\p{Nd}"));
  private static final Pattern NOT_FINITE =
      Pattern.compile("([+-]?)(?:(inf(?:inity)?)|nan)", Pattern.CASE_INSENSITIVE);

  private NumberText() {}

  /**
   * The shortest digits that read back as the same number; with an exponent iff it is below -4 or
   * above 15: {@code 0.25}, {@code 1.0}, {@code 1e-05}, {@code 1e+16}, {@code inf}, {@code nan}.
   */
  static String of(double value) {
    double magnitude = Math.abs(value);
    if ((magnitude >= 1e-3 && magnitude < 1e7) || magnitude == 0) {
      return shortest(value); // where Java and Python write alike
    }
    if (!(magnitude <= Double.MAX_VALUE)) {
      return value > 0 ? "inf" : value < 0 ? "-inf" : "nan";
    }
    String java = shortest(value); // -d.dddE-ee
    int sign = value < 0 ? 1 : 0;
    int mark = java.indexOf('E');
    boolean oneDigit = mark == sign + 3 && java.charAt(sign + 2) == '0';
    String digits = java.charAt(sign) + (oneDigit ? "" : java.substring(sign + 2, mark));
    int exponent = Integer.parseInt(java, mark + 1, java.length(), 10);
    StringBuilder text = new StringBuilder(26).append(java, 0, sign);
    if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
      plain(text, digits, exponent);
    } else {
      scientific(text, digits, exponent);
    }
    return text.toString();
  }

  private static void plain(StringBuilder text, String digits, int exponent) {
    if (exponent < 0) {
      text.append("0.").append("0".repeat(-exponent - 1)).append(digits);
    } else if (digits.length() <= exponent + 1) {
      text.append(digits).append("0".repeat(exponent + 1 - digits.length())).append(".0");
    } else {
      text.append(digits, 0, exponent + 1)
          .append('.')
          .append(digits, exponent + 1, digits.length());
    }
  }

  private static void scientific(StringBuilder text, String digits, int exponent) {
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    if (Math.abs(exponent) < 10) {
      text.append('0');
    }
    text.append(Math.abs(exponent));
  }

  /** In Java's form, {@code d.dddE-ee} outside of 0.001 to 10,000,000. */
  private static String shortest(double value) {
    if (Math.abs(value) < ONE_DIGIT && value != 0) {
      // Java's form has two digits at least, so it takes the nearest two where one would do.
      BigDecimal digit = new BigDecimal(value).round(new MathContext(1));
      if (digit.doubleValue() == value) {
        return digit.unscaledValue() + ".0E" + -digit.scale();
      }
    }
    return NumberOutput.toString(value, true); // Schubfach; JDK 17's own is not the shortest
  }

  /** What Python's {@code float(text)} gives; empty where it fails. */
  static OptionalDouble parse(String text) {
    String stripped = text.strip();
    var special = NOT_FINITE.matcher(stripped);
    if (special.matches()) {
      double magnitude = special.group(2) == null ? Double.NaN : Double.POSITIVE_INFINITY;
      return OptionalDouble.of("-".equals(special.group(1)) ? -magnitude : magnitude);
    }
    if (!NUMBER.matcher(stripped).matches()) {
      return OptionalDouble.empty();
    }
    StringBuilder ascii = new StringBuilder(stripped.length());
    stripped
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(point -> point != '_')
        .forEach(point -> ascii.append(asciiDigit(point)));
    return OptionalDouble.of(Double.parseDouble(ascii.toString()));
  }

  private static char asciiDigit(int point) {
    return Character.isDigit(point)
        ? Character.forDigit(Character.digit(point, 10), 10)
        : (char) point;
  }
}
