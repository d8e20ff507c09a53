package io.gridloom.template.value;

/** Python's idea of blank characters; all of them are in the basic plane. */
public final class TextBlanks {
  private TextBlanks() {}

  public static boolean isBlank(int c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= 0x1c && c <= 0x1f)
        || c == 0x85
        || (c >= 0xa0 && Character.isSpaceChar(c));
  }

  /** The text without blanks at its ends. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Whether there is nothing but blanks. */
  public static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isBlank(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
