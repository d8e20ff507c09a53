package io.gridloom.template.syntax;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a template into tokens, as Jinja2 3.1's lexer does with its default delimiters and without
 * trimmed blocks. One pass, linear in the text.
 */
final class Lexer {
  /** Python reads no longer integers, to bound the time of the conversion. */
  static final int LONGEST_INTEGER = 4300;

  private static final Map<String, TokenType> OPERATORS = operators();

  private final Source source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Character> open = new ArrayDeque<>(); // closing brackets still to come
  private int at;

  private Lexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  /** The tokens of {@code source}, ended by one of type {@link TokenType#END}. */
  static List<Token> tokens(Source source) {
    Lexer lexer = new Lexer(source);
    lexer.root();
    lexer.add(TokenType.END, "", source.text().length());
    return lexer.tokens;
  }

  private static Map<String, TokenType> operators() {
    Map<String, TokenType> found = new HashMap<>();
    for (TokenType type : EnumSet.range(TokenType.FLOOR_DIVIDE, TokenType.SEMICOLON)) {
      found.put(type.text(), type);
    }
    return Map.copyOf(found);
  }

  private void root() {
    while (at < text.length()) {
      int start = nextTag(at);
      if (start < 0) {
        data(at, text.length());
        at = text.length();
        return;
      }
      boolean strip = charAt(start + 2) == '-';
      boolean signed = strip || charAt(start + 2) == '+';
      data(at, strip ? stripEnd(at, start) : start);
      int rawBody = text.charAt(start + 1) == '%' ? rawBody(start + (signed ? 3 : 2)) : -1;
      at = start + (signed ? 3 : 2);
      if (rawBody >= 0) {
        at = rawBody;
        raw(start);
      } else {
        switch (text.charAt(start + 1)) {
          case '#' -> comment(start);
          case '{' -> tag(TokenType.VARIABLE_BEGIN, TokenType.VARIABLE_END, start);
          default -> tag(TokenType.BLOCK_BEGIN, TokenType.BLOCK_END, start);
        }
      }
    }
  }

  private int nextTag(int from) {
    for (int brace = text.indexOf('{', from); brace >= 0; brace = text.indexOf('{', brace + 1)) {
      char next = charAt(brace + 1);
      if (next == '{' || next == '%' || next == '#') {
        return brace;
      }
    }
    return -1;
  }

  /**
   * Where the text of a raw block starts whose tag's name is at {@code from}; -1 if the tag is
   * another one.
   */
  private int rawBody(int from) {
    int name = skipBlanks(from);
    if (!text.startsWith("raw", name)) {
      return -1;
    }
    int end = skipBlanks(name + 3);
    if (text.startsWith("-%}", end)) {
      return skipBlanks(end + 3);
    }
    return text.startsWith("%}", end) ? end + 2 : -1;
  }

  private void raw(int start) {
    int body = at;
    for (int tag = text.indexOf("{%", body); tag >= 0; tag = text.indexOf("{%", tag + 1)) {
      char sign = charAt(tag + 2);
      int name = skipBlanks(sign == '-' || sign == '+' ? tag + 3 : tag + 2);
      int close = text.startsWith("endraw", name) ? skipBlanks(name + 6) : -1;
      int end = close < 0 ? -1 : tagEnd(close, '%');
      if (end >= 0) {
        data(body, sign == '-' ? stripEnd(body, tag) : tag);
        at = end;
        return;
      }
    }
    throw source.syntaxError(start, "this raw block is never closed; close it with {% endraw %}");
  }

  private void comment(int start) {
    int end = text.indexOf("#}", at);
    if (end < 0) {
      throw source.syntaxError(start, "this comment is never closed; close it with #}");
    }
    boolean strip = end > at && text.charAt(end - 1) == '-';
    at = strip ? skipBlanks(end + 2) : end + 2;
  }

  private void tag(TokenType begin, TokenType end, int start) {
    add(begin, begin.text(), start);
    open.clear();
    while (at < text.length()) {
      int close = open.isEmpty() ? tagEnd(at, end == TokenType.BLOCK_END ? '%' : '}') : -1;
      if (close >= 0) {
        add(end, end.text(), at);
        at = close;
        return;
      }
      token();
    }
  }

  /**
   * The place behind a tag's end if one starts at {@code from}, with the blanks that a {@code -}
   * takes; else -1.
   */
  private int tagEnd(int from, char kind) {
    String close = kind + "}";
    if (text.startsWith(close, from)) {
      return from + 2;
    }
    if (!text.startsWith(close, from + 1)) {
      return -1;
    }
    char sign = text.charAt(from);
    if (sign == '-') {
      return skipBlanks(from + 3);
    }
    return sign == '+' && kind == '%' ? from + 3 : -1;
  }

  private void token() {
    char c = text.charAt(at);
    int blanks = skipBlanks(at);
    if (blanks > at) {
      at = blanks;
    } else if (c >= '0' && c <= '9') {
      number();
    } else if (isNamePart(text.codePointAt(at))) {
      name();
    } else if (c == '\'' || c == '"') {
      string(c);
    } else {
      operator();
    }
  }

  private void number() {
    int start = at;
    int integer = digits(start);
    int end = integer;
    boolean afterDot = start > 0 && text.charAt(start - 1) == '.';
    if (charAt(end) == '.' && isDigit(charAt(end + 1))) {
      end = digits(end + 1);
    }
    int exponent = exponent(end);
    if (!afterDot && (end > integer || exponent > end)) {
      at = exponent;
      String digits = text.substring(start, exponent).replace("_", "");
      add(TokenType.FLOAT, Double.valueOf(digits), start);
    } else {
      integer(start);
    }
  }

  private int exponent(int from) {
    if (charAt(from) != 'e' && charAt(from) != 'E') {
      return from;
    }
    int digits = charAt(from + 1) == '+' || charAt(from + 1) == '-' ? from + 2 : from + 1;
    return isDigit(charAt(digits)) ? digits(digits) : from;
  }

  private void integer(int start) {
    int radix =
        text.charAt(start) != '0'
            ? 10
            : switch (Character.toLowerCase(charAt(start + 1))) {
              case 'b' -> 2;
              case 'o' -> 8;
              case 'x' -> 16;
              default -> 0; // zeros only
            };
    int end = start + 1;
    int first = start;
    if (radix == 2 || radix == 8 || radix == 16) {
      int from = start + 2;
      int read = radixDigits(from, radix);
      if (read > from) {
        end = read;
        first = from;
      } else {
        radix = 10;
      }
    } else {
      end = radix == 10 ? radixDigits(start, 10) : radixDigits(start, 1);
      radix = 10;
    }
    at = end;
    String digits = text.substring(first, end).replace("_", "");
    if (digits.length() > LONGEST_INTEGER) {
      throw source.syntaxError(
          start,
          "an integer of " + digits.length() + " digits; " + LONGEST_INTEGER + " are allowed");
    }
    BigInteger value = new BigInteger(digits, radix);
    add(TokenType.INTEGER, value.bitLength() < 64 ? (Object) value.longValue() : value, start);
  }

  /**
   * Behind the digits from {@code from}, single underscores between them; a radix of 1 takes zeros.
   */
  private int radixDigits(int from, int radix) {
    int end = from;
    while (true) {
      int digit = charAt(end) == '_' && end > 0 ? end + 1 : end;
      char c = charAt(digit);
      boolean fits = radix == 1 ? c == '0' : c < 128 && Character.digit(c, radix) >= 0;
      if (!fits) {
        return end;
      }
      end = digit + 1;
    }
  }

  private int digits(int from) {
    int end = from;
    while (isDigit(charAt(end)) || (charAt(end) == '_' && isDigit(charAt(end + 1)))) {
      end++;
    }
    return end;
  }

  private void name() {
    int start = at;
    while (at < text.length() && isNamePart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    String name = text.substring(start, at);
    int first = name.codePointAt(0);
    if (first != '_' && !Character.isUnicodeIdentifierStart(first)) {
      throw source.syntaxError(
          start, "\"" + Excerpt.of(name) + "\" is no name: it starts with no letter");
    }
    add(TokenType.NAME, name, start);
  }

  private void string(char quote) {
    int start = at;
    int end = start + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw source.syntaxError(start, "this string is never closed; close it with " + quote);
    }
    String body = text.substring(start + 1, end);
    at = end + 1;
    add(TokenType.STRING, StringLiteral.unescape(source, start + 1, body), start);
  }

  private void operator() {
    for (int length = 2; length >= 1; length--) {
      TokenType type =
          at + length > text.length() ? null : OPERATORS.get(text.substring(at, at + length));
      if (type != null) {
        balance(type);
        add(type, type.text(), at);
        at += length;
        return;
      }
    }
    String found = new String(Character.toChars(text.codePointAt(at)));
    throw source.syntaxError(at, "unexpected character \"" + found + "\"");
  }

  private void balance(TokenType type) {
    switch (type) {
      case LEFT_BRACE -> open.push('}');
      case LEFT_PAREN -> open.push(')');
      case LEFT_BRACKET -> open.push(']');
      case RIGHT_BRACE, RIGHT_PAREN, RIGHT_BRACKET -> {
        if (open.isEmpty()) {
          throw source.syntaxError(at, "unexpected \"" + type.text() + "\": nothing is open here");
        }
        char expected = open.pop();
        if (type.text().charAt(0) != expected) {
          throw source.syntaxError(
              at, "unexpected \"" + type.text() + "\"; expected \"" + expected + "\"");
        }
      }
      default -> {}
    }
  }

  private void data(int from, int to) {
    if (to > from) {
      add(TokenType.DATA, text.substring(from, to), from);
    }
  }

  private void add(TokenType type, Object value, int start) {
    tokens.add(new Token(type, value, source.position(start)));
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private int skipBlanks(int from) {
    int end = from;
    while (end < text.length() && isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int stripEnd(int from, int to) {
    int end = to;
    while (end > from && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Python's blanks; all are in the basic plane. */
  private static boolean isBlank(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || (c >= '\u001c' && c <= '\u001f')
        || c == '\u0085'
        || (c >= '\u00a0' && Character.isSpaceChar(c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(int c) {
    return c == '_'
        || Character.isLetterOrDigit(c)
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
