package io.gridloom.template.syntax;

import io.gridloom.template.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is read from a value: {@code .name}, {@code .0}, {@code [index]}, {@code [start:stop:step]}.
 */
final class SubscriptParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;

  SubscriptParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expression attribute(Expression target) {
    TextPosition place = tokens.next().position();
    Token name = tokens.current();
    if (name.is(TokenType.NAME)) {
      tokens.next();
      return new Expression.Attribute(target, name.text(), place);
    }
    if (!name.is(TokenType.INTEGER)) {
      throw tokens.unexpected("a name or a number after the \".\"");
    }
    tokens.next();
    return new Expression.Item(
        target, new Expression.Literal(name.value(), name.position()), place);
  }

  Expression item(Expression target) {
    TextPosition place = tokens.next().position();
    List<Expression> parts = new ArrayList<>();
    while (!tokens.is(TokenType.RIGHT_BRACKET)) {
      if (!parts.isEmpty()) {
        tokens.expect(TokenType.COMMA);
      }
      parts.add(subscript());
    }
    tokens.expect(TokenType.RIGHT_BRACKET);
    Expression index = parts.size() == 1 ? parts.get(0) : new Expression.TupleDisplay(parts, place);
    return new Expression.Item(target, index, place);
  }

  private Expression subscript() {
    TextPosition start = tokens.current().position();
    Optional<Expression> first = Optional.empty();
    if (!tokens.is(TokenType.COLON)) {
      Expression only = expressions.expression();
      if (!tokens.is(TokenType.COLON)) {
        return only;
      }
      first = Optional.of(only);
    }
    tokens.expect(TokenType.COLON);
    Optional<Expression> stop = bound();
    Optional<Expression> step = tokens.skipIf(TokenType.COLON) ? bound() : Optional.empty();
    return new Expression.Slice(first, stop, step, start);
  }

  private Optional<Expression> bound() {
    return tokens.is(TokenType.COLON)
            || tokens.is(TokenType.RIGHT_BRACKET)
            || tokens.is(TokenType.COMMA)
        ? Optional.empty()
        : Optional.of(expressions.expression());
  }
}
