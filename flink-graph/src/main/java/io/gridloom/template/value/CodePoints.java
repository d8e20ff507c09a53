package io.gridloom.template.value;

/** Texts by code points, as Python counts them; Java's own indexes are in UTF-16 units. */
public final class CodePoints {
  private CodePoints() {}

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The UTF-16 index of the code point {@code index}, 0 to the length. */
  public static int offset(String text, int index) {
    return text.offsetByCodePoints(0, index);
  }

  /** The number of code points before a UTF-16 index; a negative one stays as it is. */
  public static int index(String text, int offset) {
    return offset < 0 ? offset : text.codePointCount(0, offset);
  }

  /** The code points from {@code start} to before {@code end}, both within the text. */
  public static String slice(String text, int start, int end) {
    int from = offset(text, start);
    return text.substring(from, text.offsetByCodePoints(from, Math.max(end, start) - start));
  }

  public static String reverse(String text) {
    return new StringBuilder(text).reverse().toString(); // keeps surrogate pairs
  }
}
