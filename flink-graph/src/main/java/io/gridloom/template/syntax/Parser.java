package io.gridloom.template.syntax;

import io.gridloom.template.TextPosition;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole template. */
public final class Parser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final StatementParser statements;

  private Parser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
    this.statements = new StatementParser(tokens, expressions, this);
  }

  /**
   * The statements of a template.
   *
   * @throws io.gridloom.template.TemplateException of category {@code template_syntax}, or {@code
   *     too_complex} if it is nested beyond what can be read at all
   */
  public static List<Statement> parse(String source) {
    TokenStream tokens = new TokenStream(Lexer.tokens(new Source(source)));
    return new Parser(tokens).statements(List.of());
  }

  /**
   * Statements up to a tag whose name is one of {@code ends} (its name is then the current token),
   * or to the end.
   */
  List<Statement> statements(List<String> ends) {
    List<Statement> body = new ArrayList<>();
    List<Expression> pieces = new ArrayList<>();
    while (!tokens.is(TokenType.END)) {
      tokens.newPiece();
      Token token = tokens.next();
      switch (token.type()) {
        case DATA -> pieces.add(new Expression.Text(token.text(), token.position()));
        case VARIABLE_BEGIN -> {
          pieces.add(expressions.tupleOrExpression(true));
          tokens.expect(TokenType.VARIABLE_END);
        }
        default -> { // a tag begins
          flush(pieces, body);
          if (tokens.anyName(ends).isPresent()) {
            return body;
          }
          body.add(statements.statement());
          tokens.expect(TokenType.BLOCK_END);
        }
      }
    }
    flush(pieces, body);
    return body;
  }

  /** The body of {@code tag}, which is not closed by the end of the template. */
  List<Statement> body(String tag, TextPosition opened, List<String> ends) {
    tokens.skipIf(TokenType.COLON);
    tokens.expect(TokenType.BLOCK_END);
    tokens.enter();
    List<Statement> body = statements(ends);
    tokens.leave();
    if (tokens.is(TokenType.END)) {
      throw tokens.error(
          "the \""
              + tag
              + "\" of "
              + opened
              + " is never closed; close it with {% "
              + ends.get(ends.size() - 1)
              + " %}");
    }
    return body;
  }

  private static void flush(List<Expression> pieces, List<Statement> body) {
    if (!pieces.isEmpty()) {
      body.add(new Statement.Output(pieces, pieces.get(0).position()));
      pieces.clear();
    }
  }
}
