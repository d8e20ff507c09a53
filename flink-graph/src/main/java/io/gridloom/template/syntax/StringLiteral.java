package io.gridloom.template.syntax;

/** Python's backslash escapes, as its {@code unicode-escape} codec reads them. */
final class StringLiteral {
  private final Source source;
  private final int start;
  private final String body;
  private final StringBuilder out;
  private int at;

  private StringLiteral(Source source, int start, String body) {
    this.source = source;
    this.start = start;
    this.body = body;
    this.out = new StringBuilder(body.length());
  }

  /** The value of a literal whose {@code body} (between the quotes) starts at {@code start}. */
  static String unescape(Source source, int start, String body) {
    return body.indexOf('\\') < 0 ? body : new StringLiteral(source, start, body).read();
  }

  private String read() {
    while (at < body.length()) {
      char c = body.charAt(at++);
      if (c == '\\') {
        escape();
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private void escape() {
    int c = body.codePointAt(at);
    at += Character.charCount(c);
    switch (c) {
      case '\n' -> {} // a continued line
      case '\\', '\'', '"' -> out.append((char) c);
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000b');
      case 'x' -> hexadecimal(2, 'x');
      case 'u' -> hexadecimal(4, 'u');
      case 'U' -> hexadecimal(8, 'U');
      case 'N' -> named();
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
      default -> unknown(c);
    }
  }

  private void hexadecimal(int digits, char kind) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit =
          at < body.length() && body.charAt(at) < 128 ? Character.digit(body.charAt(at), 16) : -1;
      if (digit < 0 || (value > Character.MAX_CODE_POINT >> 4 && i == digits - 1)) {
        throw broken(
            "the escape \\" + kind + " needs " + digits + " hexadecimal digits of a character");
      }
      value = value * 16 + digit;
      at++;
    }
    if (value < 0 || value > Character.MAX_CODE_POINT) {
      throw broken("the escape \\" + kind + " names no character");
    }
    out.appendCodePoint(value);
  }

  private void named() {
    int close = at < body.length() && body.charAt(at) == '{' ? body.indexOf('}', at) : -1;
    if (close < 0) {
      throw broken("the escape \\N needs a character's name in braces, such as \\N{BULLET}");
    }
    String name = body.substring(at + 1, close);
    at = close + 1;
    try {
      out.appendCodePoint(Character.codePointOf(name));
    } catch (IllegalArgumentException e) {
      throw broken("no character is named \"" + Excerpt.of(name) + "\"");
    }
  }

  private void octal(int first) {
    int value = first;
    for (int i = 0; i < 2 && at < body.length(); i++, at++) {
      int digit = body.charAt(at) - '0';
      if (digit < 0 || digit > 7) {
        break;
      }
      value = value * 8 + digit;
    }
    out.append((char) value);
  }

  /**
   * Kept as it is; the codec sees characters beyond ASCII as escapes already, and keeps the text of
   * those.
   */
  private void unknown(int c) {
    out.append('\\');
    if (c < 128) {
      out.append((char) c);
    } else if (c < 256) {
      out.append(String.format("x%02x", c));
    } else if (c < 0x10000) {
      out.append(String.format("u%04x", c));
    } else {
      out.append(String.format("U%08x", c));
    }
  }

  private RuntimeException broken(String message) {
    return source.syntaxError(start + Math.min(at, body.length()), message);
  }
}
