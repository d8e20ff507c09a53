package io.gridloom.template.value;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Upper and lower case as Python has them. */
public final class TextCase {
  private TextCase() {}

  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The first letter large, all others small. */
  public static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = Character.charCount(text.codePointAt(0));
    return titleLetter(text.substring(0, first))
        + lower(text).substring(lower(text.substring(0, first)).length());
  }

  /** Python's method: a letter after anything but a letter is large. */
  public static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int end = at + Character.charCount(c);
      String letter = text.substring(at, end);
      out.append(inWord ? lower(letter) : titleLetter(letter));
      inWord = isCased(c);
      at = end;
    }
    return out.toString();
  }

  /** Jinja2's filter: words start behind blanks and {@code - ( [ <} and opening braces only. */
  public static String titleWords(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean start = true;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int end = at + Character.charCount(c);
      boolean separator =
          c == '-' || c == '(' || c == '{' || c == '[' || c == '<' || TextBlanks.isBlank(c);
      if (start || separator) {
        out.append(upper(text.substring(at, end)));
      } else {
        end = wordEnd(text, end);
        out.append(lower(text.substring(at, end)));
      }
      start = separator;
      at = end;
    }
    return out.toString();
  }

  /** Words are lowered as a whole: what a letter becomes may depend on the next. */
  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (c == '-' || c == '(' || c == '{' || c == '[' || c == '<' || TextBlanks.isBlank(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  /** Small for large and large for small. */
  public static String swap(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              String letter = Character.toString(c);
              out.append(
                  Character.isUpperCase(c)
                      ? lower(letter)
                      : Character.isLowerCase(c) ? upper(letter) : letter);
            });
    return out.toString();
  }

  public static boolean isUpper(String text) {
    return isUniform(text, Character::isUpperCase);
  }

  public static boolean isLower(String text) {
    return isUniform(text, Character::isLowerCase);
  }

  /** Whether each word starts large and goes on small, and there is one. */
  public static boolean isTitle(String text) {
    boolean inWord = false;
    boolean found = false;
    for (int c : text.codePoints().toArray()) {
      boolean large = Character.isUpperCase(c) || Character.isTitleCase(c);
      if ((large && inWord) || (Character.isLowerCase(c) && !inWord)) {
        return false;
      }
      inWord = isCased(c);
      found |= inWord;
    }
    return found;
  }

  private static boolean isUniform(String text, IntPredicate wanted) {
    return text.codePoints().anyMatch(wanted)
        && text.codePoints().filter(TextCase::isCased).allMatch(wanted);
  }

  private static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  private static String titleLetter(String letter) {
    int c = letter.codePointAt(0);
    String large = upper(letter);
    if (CodePoints.length(large) > 1) {
      return large.substring(0, 1) + lower(large.substring(1)); // such as Ss for a sharp s
    }
    return Character.toString(Character.toTitleCase(c));
  }
}
