package io.gridloom.template.value;

import io.gridloom.template.TemplateException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Python's {@code text % values}. */
final class PercentFormat {
  private final String format;
  private final Object given;
  private final List<Object> values;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int used;
  private boolean byName;

  private PercentFormat(String format, Object given) {
    this.format = format;
    this.given = given;
    this.values = given instanceof Tuple tuple ? tuple.parts() : List.of(given);
  }

  static Object format(Object format, Object values) {
    boolean escape = format instanceof Markup;
    String text = new PercentFormat(format.toString(), escape ? escaped(values) : values).write();
    return escape ? new Markup(text) : text;
  }

  private static Object escaped(Object values) {
    if (values instanceof Tuple tuple) {
      return new Tuple(tuple.parts().stream().map(PercentFormat::escaped).toList());
    }
    return PythonTypes.isText(values) ? Markup.escape(values) : values;
  }

  private String write() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        break;
      }
      out.append(format, at, percent);
      at = percent + 1;
      conversion();
      if (out.length() > PythonText.LONGEST) {
        throw PythonErrors.tooLarge("a text of more than " + PythonText.LONGEST + " characters");
      }
    }
    // Python takes whatever has items for a possible dict of named values.
    boolean mapping = given instanceof Map || given instanceof List || given instanceof Undefined;
    boolean unused = used < values.size() && !byName && !mapping;
    if (unused) {
      throw PythonErrors.type(
          "not all values of a % format are used by \"" + PythonText.excerpt(format) + "\"");
    }
    return out.append(format, Math.min(at, format.length()), format.length()).toString();
  }

  private void conversion() {
    Object named = key();
    boolean left = false;
    boolean zero = false;
    boolean alternate = false;
    char sign = '-';
    for (char c = peek(); "-+ 0#".indexOf(c) >= 0; c = peek()) {
      left |= c == '-';
      zero |= c == '0';
      alternate |= c == '#';
      sign = c == '+' || (c == ' ' && sign != '+') ? c : sign;
      at++;
    }
    int width = number();
    if (width < 0) {
      left = true;
      width = -width;
    }
    int precision = -1;
    if (peek() == '.') {
      at++;
      precision = Math.max(0, number());
    }
    while ("hlL".indexOf(peek()) >= 0) {
      at++;
    }
    char type = peek();
    at++;
    if (type == '%') {
      out.append('%');
      return;
    }
    char align = left ? '<' : (zero ? '=' : '>');
    int fill = zero && !left ? '0' : ' ';
    FormatSpec spec = new FormatSpec(fill, align, sign, alternate, width, '\0', precision, type);
    out.append(convert(spec, byName ? named : next()));
  }

  private Object key() {
    if (peek() != '(') {
      return values;
    }
    int close = format.indexOf(')', at);
    if (close < 0) {
      throw PythonErrors.value("the key of a % format is not closed");
    }
    String key = format.substring(at + 1, close);
    at = close + 1;
    if (!(given instanceof Map<?, ?> dict)) {
      throw PythonErrors.type(
          "a % format with keys needs a dict, not " + PythonTypes.describe(given));
    }
    if (!Dicts.contains(dict, key)) {
      throw TemplateException.raised(
          "KeyError", "the dict of a % format lacks the key " + PythonText.excerpt(key));
    }
    byName = true;
    return Dicts.get(dict, key, dict);
  }

  private int number() {
    if (peek() == '*') {
      at++;
      BigInteger given = PythonNumbers.big(requireInteger(next()));
      if (given.abs().compareTo(BigInteger.valueOf(PythonText.LONGEST)) > 0) {
        throw tooWide();
      }
      return given.intValue();
    }
    long value = 0;
    while (Character.isDigit(peek())) {
      value = Math.min(value * 10 + (peek() - '0'), 10L * PythonText.LONGEST);
      at++;
    }
    if (value > PythonText.LONGEST) {
      throw tooWide();
    }
    return (int) value;
  }

  private static TemplateException tooWide() {
    return PythonErrors.tooLarge("a width of more than " + PythonText.LONGEST + " characters");
  }

  private static Object requireInteger(Object value) {
    if (!PythonTypes.isInteger(value)) {
      throw PythonErrors.type("a % format needs an int here, not " + PythonTypes.describe(value));
    }
    return value;
  }

  private Object next() {
    if (used >= values.size()) {
      throw PythonErrors.type(
          "too few values for the % format \"" + PythonText.excerpt(format) + "\"");
    }
    return values.get(used++);
  }

  private char peek() {
    if (at >= format.length()) {
      throw PythonErrors.value(
          "the % format \"" + PythonText.excerpt(format) + "\" ends too early");
    }
    return format.charAt(at);
  }

  private static String convert(FormatSpec spec, Object value) {
    return switch (spec.type()) {
      case 's' -> unfilled(spec).text(PythonText.str(value));
      case 'r', 'a' -> unfilled(spec).text(PythonText.repr(value));
      case 'c' -> unfilled(spec).text(character(value));
      case 'd', 'i', 'u' -> integer(spec, wholeNumber(value));
      case 'o', 'x', 'X' -> integer(spec, PythonNumbers.big(requireInteger(value)));
      case 'e', 'E', 'f', 'F', 'g', 'G' ->
          spec.decimal(PythonNumbers.toDouble(requireNumber(value)));
      default ->
          throw PythonErrors.value("unknown conversion \"%" + spec.type() + "\" in a % format");
    };
  }

  /** Texts are filled with blanks whatever the flags say. */
  private static FormatSpec unfilled(FormatSpec spec) {
    char align = spec.align() == '<' ? '<' : '>';
    return new FormatSpec(' ', align, '-', false, spec.width(), '\0', spec.precision(), 's');
  }

  private static String integer(FormatSpec spec, BigInteger value) {
    if (spec.precision() <= 0) {
      return spec.integer(value);
    }
    FormatSpec bare = new FormatSpec('0', '=', '-', false, spec.precision(), '\0', -1, spec.type());
    String digits = bare.integer(value.abs());
    String sign =
        value.signum() < 0 ? "-" : (spec.sign() == '-' ? "" : String.valueOf(spec.sign()));
    return new FormatSpec(
            ' ', spec.align() == '<' ? '<' : '>', '-', false, spec.width(), '\0', -1, 's')
        .text(sign + digits);
  }

  private static BigInteger wholeNumber(Object value) {
    return value instanceof Double number
        ? PythonNumbers.big(PythonNumbers.truncate(number))
        : PythonNumbers.big(requireNumber(value));
  }

  private static Object requireNumber(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (!PythonTypes.isNumber(value)) {
      throw PythonErrors.type("a % format needs a number here, not " + PythonTypes.describe(value));
    }
    return value;
  }

  private static String character(Object value) {
    if (PythonTypes.isText(value) && PythonTypes.length(value) == 1) {
      return value.toString();
    }
    return PythonFormat.character(PythonNumbers.big(requireInteger(value)));
  }
}
