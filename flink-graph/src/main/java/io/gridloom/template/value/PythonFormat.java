package io.gridloom.template.value;

import java.math.BigInteger;

/**
 * Python's {@code format(value, spec)}: the language of the part behind the colon in <code>{:,.2f}
 * </code>.
 */
public final class PythonFormat {
  private PythonFormat() {}

  /** {@code value} as {@code spec} wants it. */
  public static String format(Object value, String spec) {
    if (spec.isEmpty()) {
      return PythonText.str(value);
    }
    if (value instanceof Undefined || !(PythonTypes.isText(value) || PythonTypes.isNumber(value))) {
      throw PythonErrors.type(
          "the format \""
              + PythonText.excerpt(spec)
              + "\" does not work for "
              + PythonTypes.describe(value));
    }
    FormatSpec parsed = new SpecReader(spec, PythonTypes.isText(value)).read();
    if (PythonTypes.isText(value)) {
      return text(parsed, value.toString());
    }
    requireGrouping(parsed);
    if (value instanceof Double number) {
      return decimal(parsed, number);
    }
    return integer(parsed, value);
  }

  private static String text(FormatSpec spec, String value) {
    require(spec, "s\0");
    boolean numeric = spec.sign() != '\0' || spec.grouping() != '\0' || spec.alternate();
    if (numeric || spec.align() == '=') {
      throw PythonErrors.value("a sign, a grouping, \"#\" or \"=\" is no format for a text");
    }
    return spec.text(value);
  }

  private static String decimal(FormatSpec spec, double value) {
    require(spec, "eEfFgGn%\0");
    return spec.decimal(value);
  }

  private static String integer(FormatSpec spec, Object value) {
    if ("eEfFgG%".indexOf(spec.type()) >= 0) {
      return spec.decimal(PythonNumbers.toDouble(value));
    }
    BigInteger number = PythonNumbers.big(value);
    require(spec, "bdoxXnc\0");
    if (spec.precision() >= 0) {
      throw PythonErrors.value("a precision is no format for an int");
    }
    if (spec.type() != 'c') {
      return spec.integer(number);
    }
    if (spec.sign() != '\0' || spec.alternate()) {
      throw PythonErrors.value("a sign or \"#\" is no format for a character");
    }
    return spec.character(character(number));
  }

  /** The character with that number. */
  static String character(BigInteger number) {
    boolean exists = number.signum() >= 0 && number.bitLength() < Integer.SIZE;
    if (!exists || number.intValue() > Character.MAX_CODE_POINT) {
      throw PythonErrors.overflow("the format c needs a character's number");
    }
    return Character.toString(number.intValue());
  }

  private static void require(FormatSpec spec, String types) {
    if (types.indexOf(spec.type()) < 0) {
      throw PythonErrors.value("unknown format \"" + spec.type() + "\" for this value");
    }
  }

  private static void requireGrouping(FormatSpec spec) {
    String types = spec.grouping() == ',' ? "deEfFgG%\0" : "bdoxXeEfFgG%\0";
    if (spec.grouping() != '\0' && types.indexOf(spec.type()) < 0) {
      throw PythonErrors.value(
          "\"" + spec.grouping() + "\" is no grouping for the format \"" + spec.type() + "\"");
    }
  }

  /** Reads {@code [[fill]align][sign][#][0][width][grouping][.precision][type]}. */
  private static final class SpecReader {
    private final String spec;
    private final boolean text;
    private int at;

    SpecReader(String spec, boolean text) {
      this.spec = spec;
      this.text = text;
    }

    FormatSpec read() {
      int fill = ' ';
      char align = '\0';
      int second = spec.offsetByCodePoints(0, 1);
      boolean filled = second < spec.length() && isAlign(spec.charAt(second));
      if (filled) {
        fill = spec.codePointAt(0);
        align = spec.charAt(second);
        at = second + 1;
      } else if (isAlign(spec.charAt(0))) {
        align = take();
      }
      char sign = "+- ".indexOf(peek()) >= 0 ? take() : '\0';
      boolean alternate = peek() == '#';
      at += alternate ? 1 : 0;
      if (!filled && peek() == '0') {
        fill = take();
        align = align == '\0' && !text ? '=' : align;
      }
      int width = Math.max(0, number());
      char grouping = peek() == ',' || peek() == '_' ? take() : '\0';
      int precision = -1;
      if (peek() == '.') {
        at++;
        precision = number();
        if (precision < 0) {
          throw PythonErrors.value(
              "a precision is missing in the format \"" + PythonText.excerpt(spec) + "\"");
        }
      }
      char type = at < spec.length() ? take() : '\0';
      if (at < spec.length()) {
        throw PythonErrors.value("\"" + PythonText.excerpt(spec) + "\" is no format");
      }
      return new FormatSpec(fill, align, sign, alternate, width, grouping, precision, type);
    }

    private static boolean isAlign(char c) {
      return c == '<' || c == '>' || c == '^' || c == '=';
    }

    private char peek() {
      return at < spec.length() ? spec.charAt(at) : '\0';
    }

    private char take() {
      return spec.charAt(at++);
    }

    private int number() {
      int start = at;
      long value = 0;
      while (peek() >= '0' && peek() <= '9') {
        value = Math.min(value * 10 + (take() - '0'), 10L * PythonText.LONGEST);
      }
      if (value > PythonText.LONGEST) {
        throw PythonErrors.tooLarge("a width of more than " + PythonText.LONGEST + " characters");
      }
      return at == start ? -1 : (int) value;
    }
  }
}
