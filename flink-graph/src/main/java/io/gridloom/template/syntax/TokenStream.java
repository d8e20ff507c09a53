package io.gridloom.template.syntax;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import java.util.List;
import java.util.Optional;

/** The tokens of a template, read from left to right, and how deep the reader is in it. */
final class TokenStream {
  /**
   * Far beyond what may be rendered, and far below what the stack bears: brackets and bodies within
   * each other, and the steps of one chain such as {@code a.b.c}, which makes a tree as deep as it
   * is long.
   */
  static final int MOST_NESTED = 60;

  static final int MOST_STEPS = 1000;

  private final List<Token> tokens;
  private int at;
  private int nested;
  private int steps;

  TokenStream(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(at);
  }

  Token ahead() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** The current token; the next one becomes current. */
  Token next() {
    Token token = current();
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  boolean is(TokenType type) {
    return current().is(type);
  }

  boolean isName(String name) {
    return current().isName(name);
  }

  boolean skipIf(TokenType type) {
    boolean found = is(type);
    if (found) {
      next();
    }
    return found;
  }

  boolean skipIfName(String name) {
    boolean found = isName(name);
    if (found) {
      next();
    }
    return found;
  }

  Token expect(TokenType type) {
    if (!is(type)) {
      throw unexpected(type.text().length() > 2 ? type.text() : "\"" + type.text() + "\"");
    }
    return next();
  }

  void expectName(String name) {
    if (!isName(name)) {
      throw unexpected("\"" + name + "\"");
    }
    next();
  }

  TemplateException unexpected(String allowed) {
    return error("found " + current().description() + "; expected " + allowed);
  }

  TemplateException error(String message) {
    return error(current(), message);
  }

  static TemplateException error(Token place, String message) {
    return new TemplateException(ErrorCategory.TEMPLATE_SYNTAX, place.position(), message);
  }

  /** Goes one level down: into brackets or a body. */
  void enter() {
    nested++;
    if (nested > MOST_NESTED) {
      throw tooDeep();
    }
  }

  void leave() {
    nested--;
  }

  /** Another statement or {@code {{ }}} begins: its chains are its own. */
  void newPiece() {
    steps = 0;
  }

  /** Another step of a chain: perhaps another level of the tree. */
  void step() {
    steps++;
    if (steps > MOST_STEPS) {
      throw tooDeep();
    }
  }

  private TemplateException tooDeep() {
    return new TemplateException(
        ErrorCategory.TOO_COMPLEX,
        current().position(),
        "too deeply nested here; "
            + SubsetCheck.MOST_LEVELS
            + " levels are allowed. Compute a part in a column of its own");
  }

  /** The first of {@code names} that the current token is. */
  Optional<String> anyName(List<String> names) {
    return is(TokenType.NAME) && names.contains(current().text())
        ? Optional.of(current().text())
        : Optional.empty();
  }
}
