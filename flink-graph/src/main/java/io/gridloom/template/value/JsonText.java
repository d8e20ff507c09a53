package io.gridloom.template.value;

import io.gridloom.template.PythonNone;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Python's {@code json.loads}: JSON with {@code NaN} and {@code Infinity}, integers without bound,
 * the last of duplicate keys. Needs no library, and tells at the first character that most texts
 * are no JSON.
 */
public final class JsonText {
  private static final int MOST_NESTED = 200;
  private static final int MOST_DIGITS = 4300;

  private final String text;
  private int at;
  private int nested;

  private JsonText(String text) {
    this.text = text;
  }

  /** The value that a text holds if it is JSON as a whole, blanks around it allowed; else empty. */
  public static Optional<Object> parse(String text) {
    if (!mayBeJson(text)) {
      return Optional.empty();
    }
    try {
      JsonText reader = new JsonText(text);
      reader.skipBlanks();
      Object value = reader.value();
      reader.skipBlanks();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (NotJson e) {
      return Optional.empty();
    }
  }

  /** False for most texts that are no JSON, by their first and last character. */
  private static boolean mayBeJson(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    if (start == text.length()) {
      return false;
    }
    int end = text.length();
    while (isBlank(text.charAt(end - 1))) {
      end--;
    }
    char last = text.charAt(end - 1);
    return switch (text.charAt(start)) {
      case '{' -> last == '}';
      case '[' -> last == ']';
      case '"' -> last == '"';
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          last == 'y' || (last >= '0' && last <= '9');
      case 't', 'f', 'n', 'N', 'I' -> end - start >= 3 && end - start <= 8;
      default -> false;
    };
  }

  private Object value() {
    if (at == text.length()) {
      throw new NotJson();
    }
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", PythonNone.NONE);
      case 'N' -> word("NaN", Double.NaN);
      case 'I' -> word("Infinity", Double.POSITIVE_INFINITY);
      default -> number();
    };
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw new NotJson();
    }
    at += word.length();
    return value;
  }

  private Object number() {
    int start = at;
    if (peek() == '-') {
      at++;
      if (peek() == 'I') {
        return word("Infinity", Double.NEGATIVE_INFINITY);
      }
    }
    int digits = at;
    if (peek() == '0') {
      at++;
    } else {
      skipDigits();
    }
    if (at == digits) {
      throw new NotJson();
    }
    int integerEnd = at;
    skipFraction();
    skipExponent();
    if (at > integerEnd) {
      return Double.valueOf(text.substring(start, at));
    }
    if (at - digits > MOST_DIGITS) {
      throw new NotJson();
    }
    return at - start <= 18
        ? (Object) Long.parseLong(text, start, at, 10)
        : PythonNumbers.integer(new BigInteger(text.substring(start, at)));
  }

  private void skipFraction() {
    if (peek() == '.' && isDigit(charAt(at + 1))) {
      at++;
      skipDigits();
    }
  }

  private void skipExponent() {
    if (peek() == 'e' || peek() == 'E') {
      int digits = charAt(at + 1) == '+' || charAt(at + 1) == '-' ? at + 2 : at + 1;
      if (isDigit(charAt(digits))) {
        at = digits;
        skipDigits();
      }
    }
  }

  private void skipDigits() {
    while (isDigit(peek())) {
      at++;
    }
  }

  private List<Object> array() {
    enter();
    List<Object> parts = new ArrayList<>();
    if (peek() == ']') {
      at++;
    } else {
      do {
        skipBlanks();
        parts.add(value());
        skipBlanks();
      } while (more(']'));
    }
    nested--;
    return parts;
  }

  private Map<String, Object> object() {
    enter();
    Map<String, Object> pairs = new LinkedHashMap<>();
    if (peek() == '}') {
      at++;
    } else {
      do {
        skipBlanks();
        if (peek() != '"') {
          throw new NotJson();
        }
        String key = string();
        skipBlanks();
        if (peek() != ':') {
          throw new NotJson();
        }
        at++;
        skipBlanks();
        pairs.put(key, value());
        skipBlanks();
      } while (more('}'));
    }
    nested--;
    return pairs;
  }

  private void enter() {
    at++;
    if (++nested > MOST_NESTED) {
      throw new NotJson();
    }
    skipBlanks();
  }

  private boolean more(char close) {
    char c = peek();
    at++;
    if (c != ',' && c != close) {
      throw new NotJson();
    }
    return c == ',';
  }

  private String string() {
    at++;
    int start = at;
    while (peek() != '"' && peek() != '\\') {
      plain();
    }
    if (peek() == '"') {
      return text.substring(start, at++);
    }
    StringBuilder out = new StringBuilder(text.substring(start, at));
    while (peek() != '"') {
      if (peek() == '\\') {
        at++;
        out.append(escape());
      } else {
        out.append(plain());
      }
    }
    at++;
    return out.toString();
  }

  private char plain() {
    if (at >= text.length() || peek() < ' ') {
      throw new NotJson();
    }
    return text.charAt(at++);
  }

  private char escape() {
    char c = plain();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new NotJson();
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = plain();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new NotJson();
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private char peek() {
    return charAt(at);
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Leaves the reader where a text turns out to be none; one object, since most rows may hold such
   * texts.
   */
  private static final class NotJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJson() {
      super("no JSON", null, false, false);
    }
  }
}
