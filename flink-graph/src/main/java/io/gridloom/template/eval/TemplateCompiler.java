package io.gridloom.template.eval;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.Template;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TemplateKind;
import io.gridloom.template.syntax.Expression;
import io.gridloom.template.syntax.Parser;
import io.gridloom.template.syntax.References;
import io.gridloom.template.syntax.Scope;
import io.gridloom.template.syntax.Statement;
import io.gridloom.template.syntax.SubsetCheck;
import io.gridloom.template.value.TextBlanks;
import java.util.List;

/** From a template's text to what renders it. */
public final class TemplateCompiler {
  private static final int LENGTH_OF_A_VALUE = 16; // a guess, for buffers

  private TemplateCompiler() {}

  /**
   * Compiles a template.
   *
   * @throws TemplateException if it is refused: what was found, what is allowed, where
   */
  public static Template compile(String source, TemplateKind kind) {
    if (kind == TemplateKind.EXPRESSION && TextBlanks.isBlank(source)) {
      throw new TemplateException(
          ErrorCategory.EMPTY_TEMPLATE,
          "the expression is empty; write a template such as {{ price * 2 }}");
    }
    List<Statement> statements = Parser.parse(source);
    SubsetCheck.check(statements);
    List<String> references = List.copyOf(References.of(statements));
    Variables variables = new Variables(references);
    Step body = new StatementCompiler(variables).template(statements, Scope.of(statements));
    return new CompiledTemplate(
        kind, references, body, variables.slots(), expectedLength(statements), source.isEmpty());
  }

  private static int expectedLength(List<Statement> statements) {
    int length = LENGTH_OF_A_VALUE;
    for (Statement statement : statements) {
      if (statement instanceof Statement.Output output) {
        for (Expression piece : output.pieces()) {
          length +=
              piece instanceof Expression.Text text ? text.text().length() : LENGTH_OF_A_VALUE;
        }
      }
    }
    return length;
  }
}
