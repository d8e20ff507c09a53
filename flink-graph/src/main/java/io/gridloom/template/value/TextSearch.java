package io.gridloom.template.value;

/** Looking for a text in another, with bounded time. */
public final class TextSearch {
  /** Most pairs of characters that the plain algorithm may have to look at. */
  private static final long MOST_WORK = 4_000_000_000L;

  private TextSearch() {}

  public static boolean contains(String text, String part) {
    return indexOf(text, part, 0) >= 0;
  }

  /** Where {@code part} starts at {@code from} or later, in UTF-16 units; -1 if nowhere. */
  public static int indexOf(String text, String part, int from) {
    requireWork(text, part);
    return text.indexOf(part, from);
  }

  /** Refuses to look for a long text in a long one: it may take minutes. */
  public static void requireWork(String text, String part) {
    if ((long) text.length() * part.length() > MOST_WORK) {
      throw PythonErrors.tooLarge(
          "a text of " + part.length() + " characters to be looked for in one of " + text.length());
    }
  }
}
