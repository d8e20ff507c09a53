package io.gridloom.template.value;

/** Python's {@code repr} of a string. */
final class StringRepr {
  private StringRepr() {}

  static void append(String text, StringBuilder out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (c == quote || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c >= ' ' && c < 0x7f) {
        out.append((char) c);
      } else {
        special(c, out);
      }
    }
    out.append(quote);
  }

  private static void special(int c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else if (c < 0x100) {
          hexadecimal("\\x", c, 2, out);
        } else if (c < 0x10000) {
          hexadecimal("\\u", c, 4, out);
        } else {
          hexadecimal("\\U", c, 8, out);
        }
      }
    }
  }

  /** All but separators (the plain blank is one that counts), and what Unicode calls other. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void hexadecimal(String prefix, int c, int width, StringBuilder out) {
    String digits = Integer.toHexString(c);
    out.append(prefix).append("0".repeat(width - digits.length())).append(digits);
  }
}
