package io.gridloom.template.syntax;

import io.gridloom.template.TextPosition;

/**
 * A piece of a template.
 *
 * @param value the text of names, strings (unescaped) and data, the number of numbers, else the
 *     operator
 */
record Token(TokenType type, Object value, TextPosition position) {
  boolean is(TokenType other) {
    return type == other;
  }

  boolean isName(String name) {
    return type == TokenType.NAME && value.equals(name);
  }

  String text() {
    return value.toString();
  }

  /** For messages: what was found. */
  String description() {
    return switch (type) {
      case NAME, INTEGER, FLOAT -> "\"" + value + "\"";
      case STRING -> "the string '" + Excerpt.of(text()) + "'";
      case DATA, END -> type.text();
      default -> "\"" + type.text() + "\"";
    };
  }
}
