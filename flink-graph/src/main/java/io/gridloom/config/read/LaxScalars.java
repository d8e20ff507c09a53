package io.gridloom.config.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which plain values count as which scalar: pydantic's lax mode, which DD reads configs in. */
final class LaxScalars {

  private static final String DIGITS = "\\d++(?:_\\d++)*+";
  private static final Pattern INTEGER_TEXT = Pattern.compile("[-+]?" + DIGITS + "(?:\\.0+)?");
  private static final Pattern NUMBER_TEXT =
      Pattern.compile("[-+]?(?:" + DIGITS + "(?:\\.\\d*+)?|\\.\\d++)(?:[eE][-+]?\\d{1,9})?");
  private static final int MAX_LENGTH = 1_000; // no number that counts is longer

  private LaxScalars() {}

  /** A whole number of 64 bits; text, a float without fraction, and a boolean may be one. */
  static Optional<Long> integer(@Nullable Object value) {
    if (value instanceof Long number) {
      return Optional.of(number);
    }
    if (value instanceof Boolean flag) {
      return Optional.of(flag ? 1L : 0L);
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return exact(new BigDecimal(number));
    }
    if (value instanceof String text
        && text.length() <= MAX_LENGTH
        && INTEGER_TEXT.matcher(text.strip()).matches()) {
      return exact(new BigDecimal(text.strip().replace("_", "")));
    }
    return Optional.empty();
  }

  private static Optional<Long> exact(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty(); // a fraction, or beyond 64 bits
    }
  }

  /** A number, perhaps not finite; text and a boolean may be one. */
  static Optional<Double> number(@Nullable Object value) {
    if (value instanceof Long || value instanceof Double || value instanceof BigInteger) {
      return Optional.of(((Number) value).doubleValue());
    }
    if (value instanceof Boolean flag) {
      return Optional.of(flag ? 1.0 : 0.0);
    }
    return value instanceof String text && text.length() <= MAX_LENGTH
        ? numberText(text.strip())
        : Optional.empty();
  }

  private static Optional<Double> numberText(String text) {
    String unsigned = text.replaceFirst("^[-+]", "").toLowerCase(Locale.ROOT);
    double sign = text.startsWith("-") ? -1 : 1;
    return switch (unsigned) {
      case "nan" -> Optional.of(Double.NaN);
      case "inf", "infinity" -> Optional.of(sign * Double.POSITIVE_INFINITY);
      default ->
          NUMBER_TEXT.matcher(text).matches()
              ? Optional.of(Double.parseDouble(text.replace("_", "")))
              : Optional.empty();
    };
  }

  /** A truth value; 0 and 1 and the usual words may be one. */
  static Optional<Boolean> flag(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    if (value instanceof Long || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      return number == 1 || number == 0 ? Optional.of(number == 1) : Optional.empty();
    }
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> Optional.of(true);
      case "false", "f", "no", "n", "off", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** A value as samplers draw them: String, Long or a finite Double; a boolean is 1 or 0. */
  static Optional<Object> scalar(@Nullable Object value) {
    if (value instanceof String || value instanceof Long) {
      return Optional.of(value);
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return Optional.of(number);
    }
    return value instanceof Boolean flag ? Optional.of(flag ? 1L : 0L) : Optional.empty();
  }
}
