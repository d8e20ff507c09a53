package io.gridloom.template.eval;

import io.gridloom.template.value.TextBlanks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Texts cut into parts, as Python's {@code str} does. */
final class TextSplitting {
  private TextSplitting() {}

  /** At every separator, or at the first {@code most} if that is not negative. */
  static List<Object> split(String text, String separator, int most) {
    List<Object> parts = new ArrayList<>();
    int at = 0;
    for (int found = text.indexOf(separator);
        found >= 0 && (most < 0 || parts.size() < most);
        found = text.indexOf(separator, at)) {
      parts.add(text.substring(at, found));
      at = found + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  /** The same from the end. */
  static List<Object> splitEnd(String text, String separator, int most) {
    List<Object> parts = new ArrayList<>();
    int end = text.length();
    while (most < 0 || parts.size() < most) {
      int found =
          end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
      if (found < 0) {
        break;
      }
      parts.add(text.substring(found + separator.length(), end));
      end = found;
    }
    parts.add(text.substring(0, end));
    Collections.reverse(parts);
    return parts;
  }

  /** At runs of blanks. */
  static List<Object> words(String text, int most, boolean fromEnd) {
    return fromEnd ? wordsFromEnd(text, most) : wordsFromStart(text, most);
  }

  private static List<Object> wordsFromStart(String text, int most) {
    List<Object> words = new ArrayList<>();
    int at = skip(text, 0, true);
    while (at < text.length()) {
      if (most >= 0 && words.size() >= most) {
        words.add(text.substring(at));
        break;
      }
      int end = skip(text, at, false);
      words.add(text.substring(at, end));
      at = skip(text, end, true);
    }
    return words;
  }

  private static int lastWordEnd(String text, int from) {
    int end = text.length();
    while (end > from && TextBlanks.isBlank(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int skip(String text, int from, boolean blanks) {
    int at = from;
    while (at < text.length() && TextBlanks.isBlank(text.charAt(at)) == blanks) {
      at++;
    }
    return at;
  }

  private static List<Object> wordsFromEnd(String text, int most) {
    List<Object> words = new ArrayList<>();
    int end = lastWordEnd(text, 0);
    while (end > 0) {
      if (most >= 0 && words.size() >= most) {
        words.add(text.substring(skip(text, 0, true), end));
        break;
      }
      int start = end;
      while (start > 0 && !TextBlanks.isBlank(text.charAt(start - 1))) {
        start--;
      }
      words.add(text.substring(start, end));
      end = start;
      while (end > 0 && TextBlanks.isBlank(text.charAt(end - 1))) {
        end--;
      }
    }
    Collections.reverse(words);
    return words;
  }

  /** At every kind of line end that Unicode has. */
  static List<Object> lines(String text, boolean keepEnds) {
    List<Object> lines = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      if (!isLineEnd(text.charAt(at))) {
        at++;
        continue;
      }
      int end = text.startsWith("\r\n", at) ? at + 2 : at + 1;
      lines.add(text.substring(start, keepEnds ? end : at));
      start = end;
      at = end;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private static boolean isLineEnd(char c) {
    return (c >= '\n' && c <= '\r')
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** How often {@code part} is in the text, without overlaps. */
  static long count(String text, String part) {
    if (part.isEmpty()) {
      return text.codePointCount(0, text.length()) + 1L;
    }
    long found = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      found++;
    }
    return found;
  }

  /** Tabs as blanks up to the next multiple of {@code size}. */
  static String expandTabs(String text, int size) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int c : text.codePoints().toArray()) {
      if (c == '\t') {
        int blanks = size > 0 ? size - column % size : 0;
        TextMethods.bound((long) out.length() + blanks);
        out.append(" ".repeat(blanks));
        column += blanks;
      } else {
        out.appendCodePoint(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
      }
    }
    return out.toString();
  }
}
