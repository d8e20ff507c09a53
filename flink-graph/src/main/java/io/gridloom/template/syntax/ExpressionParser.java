package io.gridloom.template.syntax;

import io.gridloom.template.PythonNone;
import io.gridloom.template.TextPosition;
import io.gridloom.template.syntax.Expression.Arguments;
import io.gridloom.template.syntax.Expression.BinaryOperator;
import io.gridloom.template.syntax.Expression.ComparisonOperator;
import io.gridloom.template.syntax.Expression.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Jinja2's expressions by recursive descent, a method per level of precedence from loosest to
 * tightest. They are not Python's: {@code **} is left-associative, {@code ~} binds tighter than
 * {@code +}, and filters bind to the nearest operand.
 */
final class ExpressionParser {
  private final TokenStream tokens;
  private final SubscriptParser subscripts;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.subscripts = new SubscriptParser(tokens, this);
  }

  /** An expression or, with commas, a tuple without brackets, up to the end of a tag. */
  Expression tupleOrExpression(boolean conditionals) {
    return tuple(conditionals, false);
  }

  private Expression tuple(boolean conditionals, boolean bracketed) {
    TextPosition start = tokens.current().position();
    List<Expression> parts = new ArrayList<>();
    while (!endsTuple()) {
      parts.add(conditionals ? expression() : nested(this::or));
      if (!tokens.skipIf(TokenType.COMMA)) {
        if (parts.size() == 1) {
          return parts.get(0);
        }
        return new Expression.TupleDisplay(parts, start);
      }
    }
    if (parts.isEmpty() && !bracketed) {
      throw tokens.unexpected("an expression");
    }
    return new Expression.TupleDisplay(parts, start);
  }

  boolean endsTuple() {
    return tokens.is(TokenType.VARIABLE_END)
        || tokens.is(TokenType.BLOCK_END)
        || tokens.is(TokenType.RIGHT_PAREN);
  }

  Expression expression() {
    return nested(this::conditional);
  }

  private Expression nested(Supplier<Expression> level) {
    tokens.enter();
    Expression read = level.get();
    tokens.leave();
    return read;
  }

  private Expression conditional() {
    TextPosition start = tokens.current().position();
    Expression value = or();
    while (tokens.skipIfName("if")) {
      tokens.step();
      Expression test = or();
      Optional<Expression> otherwise =
          tokens.skipIfName("else") ? Optional.of(expression()) : Optional.empty();
      value = new Expression.Conditional(test, value, otherwise, start);
    }
    return value;
  }

  private Expression or() {
    TextPosition start = tokens.current().position();
    Expression left = and();
    while (tokens.skipIfName("or")) {
      tokens.step();
      left = new Expression.Or(left, and(), start);
    }
    return left;
  }

  private Expression and() {
    TextPosition start = tokens.current().position();
    Expression left = not();
    while (tokens.skipIfName("and")) {
      tokens.step();
      left = new Expression.And(left, not(), start);
    }
    return left;
  }

  private Expression not() {
    TextPosition start = tokens.current().position();
    if (tokens.skipIfName("not")) {
      return new Expression.Unary(UnaryOperator.NOT, nested(this::not), start);
    }
    return comparison();
  }

  private Expression comparison() {
    TextPosition start = tokens.current().position();
    Expression first = sum();
    List<Expression.Operand> operands = new ArrayList<>();
    for (Optional<ComparisonOperator> operator = comparisonOperator();
        operator.isPresent();
        operator = comparisonOperator()) {
      TextPosition place = tokens.current().position();
      operands.add(new Expression.Operand(operator.get(), sum(), place));
    }
    return operands.isEmpty() ? first : new Expression.Comparison(first, operands, start);
  }

  private Optional<ComparisonOperator> comparisonOperator() {
    Optional<ComparisonOperator> found =
        switch (tokens.current().type()) {
          case EQUAL -> Optional.of(ComparisonOperator.EQUAL);
          case NOT_EQUAL -> Optional.of(ComparisonOperator.NOT_EQUAL);
          case LESS -> Optional.of(ComparisonOperator.LESS);
          case LESS_EQUAL -> Optional.of(ComparisonOperator.LESS_EQUAL);
          case GREATER -> Optional.of(ComparisonOperator.GREATER);
          case GREATER_EQUAL -> Optional.of(ComparisonOperator.GREATER_EQUAL);
          default -> Optional.empty();
        };
    if (found.isPresent()) {
      tokens.next();
    } else if (tokens.skipIfName("in")) {
      return Optional.of(ComparisonOperator.IN);
    } else if (tokens.isName("not") && tokens.ahead().isName("in")) {
      tokens.next();
      tokens.next();
      return Optional.of(ComparisonOperator.NOT_IN);
    }
    return found;
  }

  private Expression sum() {
    TextPosition start = tokens.current().position();
    Expression left = concatenation();
    while (tokens.is(TokenType.ADD) || tokens.is(TokenType.SUBTRACT)) {
      tokens.step();
      BinaryOperator operator =
          tokens.next().is(TokenType.ADD) ? BinaryOperator.ADD : BinaryOperator.SUBTRACT;
      left = new Expression.Binary(operator, left, concatenation(), start);
    }
    return left;
  }

  private Expression concatenation() {
    TextPosition start = tokens.current().position();
    List<Expression> parts = new ArrayList<>();
    parts.add(product());
    while (tokens.skipIf(TokenType.TILDE)) {
      parts.add(product());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Concatenation(parts, start);
  }

  private Expression product() {
    TextPosition start = tokens.current().position();
    Expression left = power();
    for (Optional<BinaryOperator> operator = productOperator();
        operator.isPresent();
        operator = productOperator()) {
      tokens.step();
      tokens.next();
      left = new Expression.Binary(operator.get(), left, power(), start);
    }
    return left;
  }

  private Optional<BinaryOperator> productOperator() {
    return switch (tokens.current().type()) {
      case MULTIPLY -> Optional.of(BinaryOperator.MULTIPLY);
      case DIVIDE -> Optional.of(BinaryOperator.DIVIDE);
      case FLOOR_DIVIDE -> Optional.of(BinaryOperator.FLOOR_DIVIDE);
      case MODULO -> Optional.of(BinaryOperator.MODULO);
      default -> Optional.empty();
    };
  }

  private Expression power() {
    TextPosition start = tokens.current().position();
    Expression left = unary(true);
    while (tokens.skipIf(TokenType.POWER)) {
      tokens.step();
      left = new Expression.Binary(BinaryOperator.POWER, left, unary(true), start);
    }
    return left;
  }

  private Expression unary(boolean filters) {
    TextPosition start = tokens.current().position();
    Expression operand;
    if (tokens.skipIf(TokenType.SUBTRACT)) {
      operand = new Expression.Unary(UnaryOperator.NEGATE, nested(() -> unary(false)), start);
    } else if (tokens.skipIf(TokenType.ADD)) {
      operand = new Expression.Unary(UnaryOperator.PLUS, nested(() -> unary(false)), start);
    } else {
      operand = primary();
    }
    operand = postfix(operand);
    return filters ? filtersAndTests(operand) : operand;
  }

  Expression primary() {
    Token token = tokens.current();
    return switch (token.type()) {
      case NAME -> name(tokens.next());
      case STRING -> string();
      case INTEGER, FLOAT -> new Expression.Literal(tokens.next().value(), token.position());
      case LEFT_PAREN -> {
        tokens.next();
        Expression inner = tuple(true, true);
        tokens.expect(TokenType.RIGHT_PAREN);
        yield inner;
      }
      case LEFT_BRACKET -> list();
      case LEFT_BRACE -> dict();
      default -> throw tokens.unexpected("an expression");
    };
  }

  private static Expression name(Token token) {
    return switch (token.text()) {
      case "true", "True" -> new Expression.Literal(true, token.position());
      case "false", "False" -> new Expression.Literal(false, token.position());
      case "none", "None" -> new Expression.Literal(PythonNone.NONE, token.position());
      default -> new Expression.Name(token.text(), token.position());
    };
  }

  private Expression string() {
    TextPosition start = tokens.current().position();
    StringBuilder joined = new StringBuilder();
    while (tokens.is(TokenType.STRING)) {
      joined.append(tokens.next().text());
    }
    return new Expression.Literal(joined.toString(), start);
  }

  private Expression list() {
    TextPosition start = tokens.expect(TokenType.LEFT_BRACKET).position();
    List<Expression> parts = new ArrayList<>();
    while (!tokens.is(TokenType.RIGHT_BRACKET)) {
      parts.add(expression());
      if (!tokens.is(TokenType.RIGHT_BRACKET)) {
        tokens.expect(TokenType.COMMA);
      }
    }
    tokens.expect(TokenType.RIGHT_BRACKET);
    return new Expression.ListDisplay(parts, start);
  }

  private Expression dict() {
    TextPosition start = tokens.expect(TokenType.LEFT_BRACE).position();
    List<Expression.Pair> pairs = new ArrayList<>();
    while (!tokens.is(TokenType.RIGHT_BRACE)) {
      Expression key = expression();
      tokens.expect(TokenType.COLON);
      pairs.add(new Expression.Pair(key, expression(), key.position()));
      if (!tokens.is(TokenType.RIGHT_BRACE)) {
        tokens.expect(TokenType.COMMA);
      }
    }
    tokens.expect(TokenType.RIGHT_BRACE);
    return new Expression.DictDisplay(pairs, start);
  }

  private Expression postfix(Expression operand) {
    Expression value = operand;
    while (true) {
      if (tokens.is(TokenType.DOT)) {
        value = subscripts.attribute(value);
      } else if (tokens.is(TokenType.LEFT_BRACKET)) {
        value = subscripts.item(value);
      } else if (tokens.is(TokenType.LEFT_PAREN)) {
        value = call(value);
      } else {
        return value;
      }
      tokens.step();
    }
  }

  private Expression filtersAndTests(Expression operand) {
    Expression value = operand;
    while (true) {
      if (tokens.is(TokenType.PIPE)) {
        tokens.next();
        value = filter(Optional.of(value));
      } else if (tokens.isName("is")) {
        value = test(value);
      } else if (tokens.is(TokenType.LEFT_PAREN)) {
        value = call(value);
      } else {
        return value;
      }
      tokens.step();
    }
  }

  private Expression call(Expression callee) {
    TextPosition place = tokens.current().position();
    return new Expression.Call(callee, arguments(), place);
  }

  /** A filter from its name on, and the filters behind it. */
  Expression.Filter filters(Optional<Expression> input) {
    Expression.Filter filter = filter(input);
    while (tokens.skipIf(TokenType.PIPE)) {
      tokens.step();
      filter = filter(Optional.of(filter));
    }
    return filter;
  }

  private Expression.Filter filter(Optional<Expression> input) {
    TextPosition place = tokens.current().position();
    String name = dottedName();
    Arguments arguments = tokens.is(TokenType.LEFT_PAREN) ? arguments() : Arguments.NONE;
    return new Expression.Filter(input, name, arguments, place);
  }

  private String dottedName() {
    StringBuilder name = new StringBuilder(tokens.expect(TokenType.NAME).text());
    while (tokens.skipIf(TokenType.DOT)) {
      name.append('.').append(tokens.expect(TokenType.NAME).text());
    }
    return name.toString();
  }

  private Expression test(Expression input) {
    tokens.expectName("is");
    boolean negated = tokens.skipIfName("not");
    TextPosition place = tokens.current().position();
    String name = dottedName();
    Arguments arguments = Arguments.NONE;
    if (tokens.is(TokenType.LEFT_PAREN)) {
      arguments = arguments();
    } else if (startsTestArgument()) {
      if (tokens.isName("is")) {
        throw tokens.error("tests cannot be chained; write \"x is a and x is b\"");
      }
      Expression only = nested(() -> postfix(primary()));
      arguments = new Arguments(List.of(only), List.of(), Optional.empty(), Optional.empty());
    }
    Expression test = new Expression.Test(input, name, arguments, place);
    return negated ? new Expression.Unary(UnaryOperator.NOT, test, place) : test;
  }

  private boolean startsTestArgument() {
    return switch (tokens.current().type()) {
      case NAME -> tokens.anyName(List.of("else", "or", "and")).isEmpty();
      case STRING, INTEGER, FLOAT, LEFT_BRACKET, LEFT_BRACE -> true;
      default -> false;
    };
  }

  private Arguments arguments() {
    return new ArgumentParser(tokens, this).read();
  }
}
