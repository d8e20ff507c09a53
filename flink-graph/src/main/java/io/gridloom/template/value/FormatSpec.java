package io.gridloom.template.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How one value is to be written: the part behind the colon of {@code format}, or behind the {@code
 * %}.
 *
 * @param fill a code point
 * @param align one of {@code < > ^ =}, or NUL where the value's type decides
 * @param sign one of {@code + - space}, or NUL
 * @param alternate {@code #}
 * @param width 0 if free
 * @param grouping {@code ,} or {@code _}, or NUL
 * @param precision -1 if not given
 * @param type NUL where the value's type decides
 */
record FormatSpec(
    int fill,
    char align,
    char sign,
    boolean alternate,
    int width,
    char grouping,
    int precision,
    char type) {

  /** No double has more decimals, nor more digits: what is asked for beyond is zeros. */
  private static final int MOST_DIGITS = 1100;

  /** A text, cut to the precision. */
  String text(String value) {
    String cut = value;
    if (precision >= 0 && value.codePointCount(0, value.length()) > precision) {
      cut = value.substring(0, value.offsetByCodePoints(0, precision));
    }
    return pad("", cut, '<');
  }

  /** A character of type c, which stands where a number would. */
  String character(String value) {
    return pad("", value, '>');
  }

  /** An integer of type d, b, o, x, X, n or none. */
  String integer(BigInteger value) {
    int radix =
        switch (type) {
          case 'b' -> 2;
          case 'o' -> 8;
          case 'x', 'X' -> 16;
          default -> 10;
        };
    String digits = value.abs().toString(radix);
    String prefix = alternate && radix != 10 ? "0" + type : "";
    if (type == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    return number(value.signum() < 0, prefix, digits, "", radix == 10 ? 3 : 4);
  }

  /** A float of type e, E, f, F, g, G, n, % or none. */
  String decimal(double value) {
    boolean negative = value < 0 || (value == 0 && 1 / value < 0);
    double magnitude = Math.abs(type == '%' ? value * 100 : value); // may become infinite
    String digits =
        Double.isNaN(value) ? "nan" : Double.isInfinite(magnitude) ? "inf" : finite(magnitude);
    if (Character.isUpperCase(type)) {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    String tail = type == '%' ? "%" : "";
    int end = 0;
    while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
      end++;
    }
    return number(
        negative && !Double.isNaN(value),
        "",
        digits.substring(0, end),
        digits.substring(end) + tail,
        3);
  }

  private String finite(double magnitude) {
    int digits = precision < 0 ? 6 : precision;
    return switch (type) {
      case 'e', 'E' -> exponential(new BigDecimal(magnitude), digits);
      case 'f', 'F', '%' -> fixed(magnitude, digits);
      case 'g', 'G', 'n' -> general(magnitude, Math.max(digits, 1), false);
      default ->
          precision < 0
              ? PythonText.str(magnitude)
              : general(magnitude, Math.max(precision, 1), true);
    };
  }

  private String fixed(double magnitude, int digits) {
    int exact = Math.min(digits, MOST_DIGITS);
    String text = new BigDecimal(magnitude).setScale(exact, RoundingMode.HALF_EVEN).toPlainString();
    return digits == 0 && alternate ? text + "." : text + "0".repeat(digits - exact);
  }

  private String exponential(BigDecimal value, int digits) {
    MathContext exact = new MathContext(Math.min(digits, MOST_DIGITS) + 1, RoundingMode.HALF_EVEN);
    BigDecimal rounded = value.signum() == 0 ? value : value.round(exact);
    String unscaled = rounded.signum() == 0 ? "0" : rounded.unscaledValue().toString();
    int exponent = rounded.signum() == 0 ? 0 : unscaled.length() - 1 - rounded.scale();
    String all = unscaled + "0".repeat(Math.max(0, digits + 1 - unscaled.length()));
    String mantissa =
        digits == 0
            ? all.substring(0, 1) + (alternate ? "." : "")
            : all.charAt(0) + "." + all.substring(1, digits + 1);
    return mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /**
   * The shorter of both forms, trailing zeros cut; {@code point}: a whole number keeps its {@code
   * .0}.
   */
  private String general(double magnitude, int digits, boolean point) {
    BigDecimal value = new BigDecimal(magnitude);
    String scientific = exponential(value, digits - 1);
    int exponent = Integer.parseInt(scientific.substring(scientific.indexOf('e') + 1));
    if (exponent < -4 || exponent >= (point ? digits - 1 : digits)) {
      String mantissa = scientific.substring(0, scientific.indexOf('e'));
      return stripZeros(mantissa) + scientific.substring(scientific.indexOf('e'));
    }
    String plain = stripZeros(fixed(magnitude, Math.max(0, digits - 1 - exponent)));
    return point && plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private String stripZeros(String number) {
    if (alternate || number.indexOf('.') < 0) {
      return number;
    }
    int end = number.length();
    while (number.charAt(end - 1) == '0') {
      end--;
    }
    return number.substring(0, number.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private String number(boolean negative, String prefix, String whole, String rest, int group) {
    String signText = negative ? "-" : (sign == '+' ? "+" : (sign == ' ' ? " " : ""));
    String head = signText + prefix;
    String digits = whole;
    if (align == '=' && fill == '0' && !whole.isEmpty()) {
      int wanted = width - head.length() - rest.length();
      int length = digits.length();
      while (length + (grouping == '\0' ? 0 : (length - 1) / group) < wanted) {
        length++;
      }
      digits = "0".repeat(length - digits.length()) + digits;
    }
    return pad(head, grouped(digits, group) + rest, '>');
  }

  private String grouped(String digits, int group) {
    if (grouping == '\0') {
      return digits;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % group == 0) {
        out.append(grouping);
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  private String pad(String head, String body, char preferred) {
    int missing = width - (head + body).codePointCount(0, head.length() + body.length());
    if (missing <= 0) {
      return head + body;
    }
    if (width > PythonText.LONGEST) {
      throw PythonErrors.tooLarge("a text of " + width + " characters");
    }
    String filling = Character.toString(fill);
    char side = align == '\0' ? preferred : align;
    return switch (side) {
      case '<' -> head + body + filling.repeat(missing);
      case '^' -> filling.repeat(missing / 2) + head + body + filling.repeat(missing - missing / 2);
      case '=' -> head + filling.repeat(missing) + body;
      default -> filling.repeat(missing) + head + body;
    };
  }
}
