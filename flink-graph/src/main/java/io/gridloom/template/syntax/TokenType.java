package io.gridloom.template.syntax;

/** The kinds of token; operators carry the text that they are written with. */
enum TokenType {
  DATA("text"),
  VARIABLE_BEGIN("{{"),
  VARIABLE_END("}}"),
  BLOCK_BEGIN("{%"),
  BLOCK_END("%}"),
  NAME("a name"),
  STRING("a string"),
  INTEGER("an integer"),
  FLOAT("a float"),
  END("the end of the template"),
  FLOOR_DIVIDE("//"),
  POWER("**"),
  EQUAL("=="),
  NOT_EQUAL("!="),
  GREATER_EQUAL(">="),
  LESS_EQUAL("<="),
  ADD("+"),
  SUBTRACT("-"),
  DIVIDE("/"),
  MULTIPLY("*"),
  MODULO("%"),
  TILDE("~"),
  LEFT_BRACKET("["),
  RIGHT_BRACKET("]"),
  LEFT_PAREN("("),
  RIGHT_PAREN(")"),
  LEFT_BRACE("{"),
  RIGHT_BRACE("}"),
  GREATER(">"),
  LESS("<"),
  ASSIGN("="),
  DOT("."),
  COLON(":"),
  PIPE("|"),
  COMMA(","),
  SEMICOLON(";");

  private final String text;

  TokenType(String text) {
    this.text = text;
  }

  /** The operator, or a description for the other types. */
  String text() {
    return text;
  }
}
