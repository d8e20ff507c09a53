package io.gridloom.template.syntax;

/** Values from a template in messages: cut, so that a message stays one readable line. */
final class Excerpt {
  private static final int LONGEST = 80;

  private Excerpt() {}

  static String of(String text) {
    String line = text.replace("\n", "\\n");
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end) + "…";
  }
}
