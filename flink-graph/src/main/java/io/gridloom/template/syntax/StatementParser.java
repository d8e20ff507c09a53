package io.gridloom.template.syntax;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in tags: all of Jinja2's statements, but no extension's. */
final class StatementParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final Parser parser;
  private int loops; // open round the statement that is read

  StatementParser(TokenStream tokens, ExpressionParser expressions, Parser parser) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.parser = parser;
  }

  /** A statement from its tag's name to before the end of its last tag. */
  Statement statement() {
    Token tag = tokens.expect(TokenType.NAME);
    TextPosition at = tag.position();
    return switch (tag.text()) {
      case "if" -> conditional(at);
      case "for" -> loop(at);
      case "set" -> assignment(at);
      case "with" -> with(at);
      case "filter" ->
          new Statement.FilterBlock(
              expressions.filters(Optional.empty()), body(tag, "endfilter"), at);
      case "autoescape" -> autoescape(tag);
      case "print" -> print(at);
      case "macro" -> macro(tag);
      case "call" -> call(tag);
      case "block" -> block(tag);
      case "extends" -> new Statement.Extends(expressions.expression(), at);
      case "include" -> include(at);
      case "import" -> importAs(at);
      case "from" -> importFrom(at);
      default -> throw TokenStream.error(tag, unknown(tag.text()));
    };
  }

  private static String unknown(String tag) {
    return switch (tag) {
      case "endif",
          "else",
          "elif",
          "endfor",
          "endset",
          "endwith",
          "endfilter",
          "endautoescape",
          "endraw",
          "endmacro",
          "endcall",
          "endblock" ->
          "found \"" + tag + "\" where nothing that it could end or continue is open";
      default ->
          "unknown statement \""
              + Excerpt.of(tag)
              + "\"; allowed are if, for, with, filter, set (as a block), "
              + "autoescape, print, raw";
    };
  }

  private List<Statement> body(Token tag, String end) {
    List<Statement> body = parser.body(tag.text(), tag.position(), List.of(end));
    tokens.next();
    return body;
  }

  private Statement conditional(TextPosition at) {
    Expression test = expressions.tupleOrExpression(false);
    List<Statement> body = parser.body("if", at, List.of("elif", "else", "endif"));
    List<Statement.If> alternatives = new ArrayList<>();
    Token next = tokens.next();
    while (next.isName("elif")) {
      Expression other = expressions.tupleOrExpression(false);
      List<Statement> branch = parser.body("if", at, List.of("elif", "else", "endif"));
      alternatives.add(new Statement.If(other, branch, List.of(), List.of(), next.position()));
      next = tokens.next();
    }
    List<Statement> otherwise = List.of();
    if (next.isName("else")) {
      otherwise = parser.body("if", at, List.of("endif"));
      tokens.next();
    }
    return new Statement.If(test, body, alternatives, otherwise, at);
  }

  private Statement loop(TextPosition at) {
    loops++;
    Expression target = target(false);
    requireNotLoop(target);
    tokens.expectName("in");
    Expression iterable = expressions.tupleOrExpression(false);
    Optional<Expression> test =
        tokens.skipIfName("if") ? Optional.of(expressions.expression()) : Optional.empty();
    boolean recursive = tokens.skipIfName("recursive");
    List<Statement> body = parser.body("for", at, List.of("else", "endfor"));
    List<Statement> otherwise = List.of();
    if (tokens.next().isName("else")) {
      otherwise = parser.body("for", at, List.of("endfor"));
      tokens.next();
    }
    loops--;
    return new Statement.For(target, iterable, test, recursive, body, otherwise, at);
  }

  private Statement assignment(TextPosition at) {
    Expression target = target(true);
    requireNotLoop(target);
    if (tokens.skipIf(TokenType.ASSIGN)) {
      return new Statement.Assign(target, expressions.tupleOrExpression(true), at);
    }
    Optional<Expression.Filter> filter =
        tokens.skipIf(TokenType.PIPE)
            ? Optional.of(expressions.filters(Optional.empty()))
            : Optional.empty();
    List<Statement> body = parser.body("set", at, List.of("endset"));
    tokens.next();
    return new Statement.AssignBlock(target, filter, body, at);
  }

  private Statement with(TextPosition at) {
    List<Expression> targets = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.is(TokenType.BLOCK_END)) {
      if (!targets.isEmpty()) {
        tokens.expect(TokenType.COMMA);
      }
      targets.add(target(false));
      tokens.expect(TokenType.ASSIGN);
      values.add(expressions.expression());
    }
    List<Statement> body = parser.body("with", at, List.of("endwith"));
    tokens.next();
    return new Statement.With(targets, values, body, at);
  }

  private Statement autoescape(Token tag) {
    Expression value = expressions.expression();
    Expression.Keyword option = new Expression.Keyword("autoescape", value, value.position());
    return new Statement.Autoescape(option, body(tag, "endautoescape"), tag.position());
  }

  private Statement print(TextPosition at) {
    List<Expression> pieces = new ArrayList<>();
    while (!tokens.is(TokenType.BLOCK_END)) {
      if (!pieces.isEmpty()) {
        tokens.expect(TokenType.COMMA);
      }
      pieces.add(expressions.expression());
    }
    return new Statement.Output(pieces, at);
  }

  private Statement macro(Token tag) {
    String name = assignableName();
    Statement.Signature signature = signature();
    return new Statement.Macro(name, signature, body(tag, "endmacro"), tag.position());
  }

  private Statement call(Token tag) {
    Statement.Signature signature =
        tokens.is(TokenType.LEFT_PAREN)
            ? signature()
            : new Statement.Signature(List.of(), List.of());
    Expression called = expressions.expression();
    if (!(called instanceof Expression.Call call)) {
      throw TokenStream.error(tag, "the statement \"call\" needs a call, such as {% call f(x) %}");
    }
    return new Statement.CallBlock(signature, call, body(tag, "endcall"), tag.position());
  }

  private Statement.Signature signature() {
    List<Expression.Name> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    tokens.expect(TokenType.LEFT_PAREN);
    while (!tokens.is(TokenType.RIGHT_PAREN)) {
      if (!parameters.isEmpty()) {
        tokens.expect(TokenType.COMMA);
      }
      TextPosition at = tokens.current().position();
      parameters.add(new Expression.Name(assignableName(), at));
      if (tokens.skipIf(TokenType.ASSIGN)) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw tokens.error("a parameter without a default stands behind one that has it");
      }
    }
    tokens.expect(TokenType.RIGHT_PAREN);
    return new Statement.Signature(parameters, defaults);
  }

  private Statement block(Token tag) {
    String name = tokens.expect(TokenType.NAME).text();
    tokens.skipIfName("scoped");
    tokens.skipIfName("required");
    List<Statement> body = body(tag, "endblock");
    tokens.skipIfName(name);
    return new Statement.Block(name, body, tag.position());
  }

  private Statement include(TextPosition at) {
    Expression template = expressions.expression();
    if (tokens.isName("ignore") && tokens.ahead().isName("missing")) {
      tokens.next();
      tokens.next();
    }
    skipContext();
    return new Statement.Include(template, at);
  }

  private Statement importAs(TextPosition at) {
    Expression template = expressions.expression();
    tokens.expectName("as");
    String name = assignableName();
    skipContext();
    return new Statement.Import(template, List.of(name), false, at);
  }

  private Statement importFrom(TextPosition at) {
    Expression template = expressions.expression();
    tokens.expectName("import");
    List<String> names = new ArrayList<>();
    while (!skipContext()) {
      Token first = tokens.current();
      String name = assignableName();
      if (name.startsWith("_")) {
        throw TokenStream.error(
            first, "\"" + Excerpt.of(name) + "\" cannot be imported: it starts with \"_\"");
      }
      names.add(tokens.skipIfName("as") ? assignableName() : name);
      if (skipContext() || !tokens.skipIf(TokenType.COMMA)) {
        break;
      }
    }
    return new Statement.Import(template, names, true, at);
  }

  private boolean skipContext() {
    boolean found =
        tokens.anyName(List.of("with", "without")).isPresent() && tokens.ahead().isName("context");
    if (found) {
      tokens.next();
      tokens.next();
    }
    return found;
  }

  /** What a loop, a {@code set} or a {@code with} binds: a name, or names with commas. */
  private Expression target(boolean namespaces) {
    TextPosition start = tokens.current().position();
    List<Expression> parts = new ArrayList<>();
    boolean commas = false;
    while (!expressions.endsTuple()) {
      parts.add(targetPart(namespaces));
      if (!tokens.skipIf(TokenType.COMMA)) {
        break;
      }
      commas = true;
    }
    if (parts.isEmpty()) {
      throw tokens.unexpected("a name");
    }
    Expression target = commas ? new Expression.TupleDisplay(parts, start) : parts.get(0);
    requireAssignable(target);
    return target;
  }

  private Expression targetPart(boolean namespaces) {
    Token first = tokens.current();
    if (namespaces && first.is(TokenType.NAME) && tokens.ahead().is(TokenType.DOT)) {
      tokens.next();
      tokens.next();
      String attribute = tokens.expect(TokenType.NAME).text();
      return new Expression.NamespaceTarget(first.text(), attribute, first.position());
    }
    return expressions.primary();
  }

  private static void requireAssignable(Expression target) {
    if (target instanceof Expression.TupleDisplay tuple) {
      tuple.parts().forEach(StatementParser::requireAssignable);
    } else if (!(target instanceof Expression.Name
        || target instanceof Expression.NamespaceTarget)) {
      throw new TemplateException(
          ErrorCategory.TEMPLATE_SYNTAX,
          target.position(),
          "only a name can be given a value here, or names with commas");
    }
  }

  /** In a loop, the name {@code loop} is taken. */
  private void requireNotLoop(Expression target) {
    if (target instanceof Expression.TupleDisplay tuple) {
      tuple.parts().forEach(this::requireNotLoop);
    } else if (loops > 0 && target instanceof Expression.Name name && name.name().equals("loop")) {
      throw new TemplateException(
          ErrorCategory.TEMPLATE_SYNTAX,
          name.position(),
          "\"loop\" is what a loop says of itself; choose another name");
    }
  }

  private String assignableName() {
    return tokens.expect(TokenType.NAME).text();
  }
}
