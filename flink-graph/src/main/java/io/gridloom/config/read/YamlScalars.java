package io.gridloom.config.read;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

/** Values of YAML scalars after DD's way through JSON: dates become ISO text. */
final class YamlScalars {

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:(?:[Tt]|[ \\t]+)(\\d{1,2}):(\\d{2}):(\\d{2})"
              + "(?:\\.(\\d*))?(?:[ \\t]*(?:(Z)|([-+])(\\d{1,2})(?::(\\d{2}))?))?)?");

  private YamlScalars() {}

  /**
   * Null, Boolean, Long, BigInteger, Double or String.
   *
   * @throws IllegalArgumentException with a reason, if the text does not fit the tag or the tag has
   *     no place in a config
   */
  static @Nullable Object value(Tag tag, String text) {
    if (tag.equals(Tag.STR)) {
      return text;
    }
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return bool(text);
    }
    try {
      if (tag.equals(Tag.INT)) {
        return integer(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return floating(text);
      }
      if (tag.equals(Tag.TIMESTAMP)) {
        return timestamp(text);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number", e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no such date", e);
    }
    throw new IllegalArgumentException("tag " + tag.getValue() + " is not allowed");
  }

  private static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "on" -> true;
      case "no", "false", "off" -> false;
      default -> throw new IllegalArgumentException("not a boolean");
    };
  }

  private static Number integer(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    BigInteger size = magnitude(digits);
    BigInteger value = negative ? size.negate() : size;
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private static BigInteger magnitude(String digits) {
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.startsWith("0")) {
      return new BigInteger(digits, 8);
    }
    if (digits.indexOf(':') < 0) {
      return new BigInteger(digits);
    }
    BigInteger value = BigInteger.ZERO;
    for (String part : digits.split(":", -1)) {
      value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
    }
    return value;
  }

  private static double floating(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    double sign = digits.startsWith("-") ? -1 : 1;
    if (digits.startsWith("-") || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    if (digits.equals(".inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (digits.equals(".nan")) {
      return Double.NaN;
    }
    double value = 0;
    for (String part : digits.split(":", -1)) {
      value = value * 60 + Double.parseDouble(part);
    }
    return sign * value;
  }

  /** A date or a point in time as Python's isoformat has it. */
  private static String timestamp(String text) {
    Matcher match = TIMESTAMP.matcher(text);
    if (!match.matches()) {
      throw new DateTimeException("no timestamp");
    }
    LocalDate date = LocalDate.of(number(match, 1), number(match, 2), number(match, 3));
    if (match.group(4) == null) {
      return date.toString();
    }
    String fraction = match.group(7) == null ? "" : match.group(7);
    int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
    LocalTime time =
        LocalTime.of(number(match, 4), number(match, 5), number(match, 6), micros * 1_000);
    String seconds =
        String.format(
            "%sT%02d:%02d:%02d", date, time.getHour(), time.getMinute(), time.getSecond());
    String shown = micros == 0 ? seconds : seconds + String.format(".%06d", micros);
    return shown + offset(match);
  }

  private static String offset(Matcher match) {
    if (match.group(8) != null) {
      return "+00:00";
    }
    if (match.group(9) == null) {
      return "";
    }
    int minutes = match.group(11) == null ? 0 : number(match, 11);
    return String.format("%s%02d:%02d", match.group(9), number(match, 10), minutes);
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
