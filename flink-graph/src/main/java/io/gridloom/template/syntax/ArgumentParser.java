package io.gridloom.template.syntax;

import io.gridloom.template.syntax.Expression.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of one call: first those without a name, then those with one, then {@code *} and
 * {@code **}.
 */
final class ArgumentParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final List<Expression> positional = new ArrayList<>();
  private final List<Expression.Keyword> keywords = new ArrayList<>();
  private Optional<Expression> star = Optional.empty();
  private Optional<Expression> doubleStar = Optional.empty();

  ArgumentParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Arguments read() {
    tokens.expect(TokenType.LEFT_PAREN);
    while (!tokens.is(TokenType.RIGHT_PAREN)) {
      argument();
      if (!tokens.is(TokenType.RIGHT_PAREN)) {
        tokens.expect(TokenType.COMMA);
      }
    }
    tokens.expect(TokenType.RIGHT_PAREN);
    return new Arguments(positional, keywords, star, doubleStar);
  }

  private void argument() {
    Token first = tokens.current();
    if (tokens.skipIf(TokenType.MULTIPLY)) {
      require(star.isEmpty() && doubleStar.isEmpty(), first);
      star = Optional.of(expressions.expression());
    } else if (tokens.skipIf(TokenType.POWER)) {
      require(doubleStar.isEmpty(), first);
      doubleStar = Optional.of(expressions.expression());
    } else if (first.is(TokenType.NAME) && tokens.ahead().is(TokenType.ASSIGN)) {
      require(doubleStar.isEmpty(), first);
      tokens.next();
      tokens.next();
      keywords.add(
          new Expression.Keyword(first.text(), expressions.expression(), first.position()));
    } else {
      require(star.isEmpty() && doubleStar.isEmpty() && keywords.isEmpty(), first);
      positional.add(expressions.expression());
    }
  }

  private static void require(boolean inOrder, Token place) {
    if (!inOrder) {
      throw TokenStream.error(
          place,
          "this argument is out of order; allowed are values, then name=value, then *list, then **dict");
    }
  }
}
