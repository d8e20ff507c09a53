package io.gridloom.problem;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values appear in messages: in one line, cut at {@value #MAX_LENGTH} characters. */
public final class Shown {

  static final int MAX_LENGTH = 80;
  static final int MAX_NAMES = 15;

  private Shown() {}

  /** The text in double quotes. */
  public static String quoted(String text) {
    StringBuilder shown = new StringBuilder("\"");
    String cut = cut(text);
    cut.codePoints().forEach(c -> append(shown, c));
    return shown.append('"').toString();
  }

  private static void append(StringBuilder shown, int c) {
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
          shown.append(String.format("\\u%04x", c));
        } else {
          shown.appendCodePoint(c);
        }
      }
    }
  }

  /** The names in double quotes, separated by commas; of many, the first {@value #MAX_NAMES}. */
  public static String list(Collection<String> names) {
    String first =
        names.stream().limit(MAX_NAMES).map(Shown::quoted).collect(Collectors.joining(", "));
    return names.size() <= MAX_NAMES ? first : first + ", … (" + names.size() + " in all)";
  }

  /** A plain JSON value with its kind, such as {@code the number 5} or {@code a list}. */
  public static String value(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return "the text " + quoted(text);
    }
    if (value instanceof Number) {
      return "the number " + cut(value.toString());
    }
    if (value instanceof Map<?, ?>) {
      return "a mapping";
    }
    return value instanceof Collection<?> ? "a list" : value.toString();
  }

  private static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
    return text.substring(0, end) + "…";
  }
}
