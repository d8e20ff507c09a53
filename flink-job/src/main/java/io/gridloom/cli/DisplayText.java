package io.gridloom.cli;

/** Text as a terminal shows it: how wide it is, cut to a width, harmless. */
final class DisplayText {

  private DisplayText() {}

  /**
   * The text on one line and without control characters, so that no value moves the cursor; line
   * breaks and tabs as in a Java literal.
   */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.appendCodePoint(Character.isISOControl(c) ? '\ufffd' : c);
              }
            });
    return line.toString();
  }

  /** Terminal cells that the text takes. */
  static int width(String text) {
    return text.codePoints().map(DisplayText::width).sum();
  }

  /** The text, or as much of it as fits before an ellipsis. */
  static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int left = width - 1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      left -= width(c);
      if (left < 0) {
        break;
      }
      cut.appendCodePoint(c);
      i += Character.charCount(c);
    }
    return cut.append('…').toString();
  }

  /** The text with blanks behind it, or before it, up to the width. */
  static String pad(String text, int width, boolean right) {
    String blanks = " ".repeat(Math.max(0, width - width(text)));
    return right ? blanks + text : text + blanks;
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  /** East Asian wide and fullwidth blocks and emoji, roughly (Unicode Annex 11). */
  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd));
  }
}
