package io.gridloom.template.eval;

/**
 * Finds a method or function that was printed instead of called, by Python's text for it – also
 * where that text came from the data, as in Data Designer. Linear in the text.
 */
final class UncalledMethods {
  private UncalledMethods() {}

  static boolean isPrintedIn(String text) {
    return follows(text, "<built-in method ", " of ", " object at 0x", ">")
        || follows(text, "<function ", " at ", ">");
  }

  /** Whether these are in one line of the text, in this order. */
  private static boolean follows(String text, String first, String... rest) {
    int start = text.indexOf(first);
    while (start >= 0) {
      int lineEnd = text.indexOf('\n', start);
      String line = text.substring(start, lineEnd < 0 ? text.length() : lineEnd);
      int at = first.length();
      for (String part : rest) {
        int found = at < 0 ? -1 : line.indexOf(part, at);
        at = found < 0 ? -1 : found + part.length();
      }
      if (at >= 0) {
        return true;
      }
      start = lineEnd < 0 ? -1 : text.indexOf(first, lineEnd);
    }
    return false;
  }
}
