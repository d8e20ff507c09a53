package io.gridloom.template.eval;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import io.gridloom.template.syntax.Expression;
import io.gridloom.template.syntax.Node;
import io.gridloom.template.syntax.Scope;
import io.gridloom.template.syntax.Statement;
import io.gridloom.template.syntax.SubsetCheck;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonTypes;
import java.util.ArrayList;
import java.util.List;

/** Statements to steps. */
final class StatementCompiler {
  private final Variables variables;
  private final ExpressionCompiler expressions;

  StatementCompiler(Variables variables) {
    this.variables = variables;
    this.expressions = new ExpressionCompiler(variables);
  }

  /** A whole template, or a body with a scope of its own. */
  Step template(List<Statement> body, Scope scope) {
    return Steps.all(List.of(variables.enter(scope), statements(body, scope)));
  }

  private Step statements(List<Statement> body, Scope scope) {
    List<Step> steps = new ArrayList<>();
    for (Statement statement : body) {
      if (statement instanceof Statement.Output output) {
        output.pieces().forEach(piece -> steps.add(piece(piece, scope)));
      } else {
        steps.add(Steps.placed(statement.position(), statement(statement, scope)));
      }
    }
    return Steps.all(steps);
  }

  private Step piece(Expression piece, Scope scope) {
    if (piece instanceof Expression.Text text) {
      String written = text.text();
      return frame -> frame.write(written);
    }
    Evaluator value = expressions.compile(piece, scope);
    return Steps.placed(piece.position(), frame -> frame.print(value.value(frame)));
  }

  private Step statement(Statement statement, Scope scope) {
    if (statement instanceof Statement.If conditional) {
      return conditional(conditional, scope);
    }
    if (statement instanceof Statement.For loop) {
      return new LoopCompiler(variables, expressions, this).compile(loop, scope);
    }
    if (statement instanceof Statement.With with) {
      return with(with, scope);
    }
    if (statement instanceof Statement.FilterBlock block) {
      return filterBlock(block, scope);
    }
    if (statement instanceof Statement.AssignBlock block) {
      return assignBlock(block, scope);
    }
    if (statement instanceof Statement.Autoescape block) {
      return autoescape(block, scope);
    }
    return failing(statement);
  }

  /** What the checks let through, and Data Designer finds when a row comes to it. */
  private static Step failing(Statement statement) {
    TemplateException failure =
        statement instanceof Statement.CallBlock
            ? PythonErrors.type(
                "the statement \"call\" has no macro to call; macros are not available")
            : new TemplateException(
                ErrorCategory.UNSUPPORTED_STATEMENT,
                statement.position(),
                SubsetCheck.notAvailable(
                    statement instanceof Statement.Include ? "include" : "from"));
    return frame -> {
      throw failure;
    };
  }

  private Step conditional(Statement.If conditional, Scope scope) {
    Step otherwise = statements(conditional.otherwise(), scope);
    for (int i = conditional.alternatives().size() - 1; i >= 0; i--) {
      otherwise = branch(conditional.alternatives().get(i), otherwise, scope);
    }
    return branch(conditional, otherwise, scope);
  }

  private Step branch(Statement.If branch, Step otherwise, Scope scope) {
    Evaluator test = expressions.compile(branch.test(), scope);
    Step body = statements(branch.body(), scope);
    return frame -> {
      if (PythonTypes.truth(test.value(frame))) {
        body.run(frame);
      } else {
        otherwise.run(frame);
      }
    };
  }

  private Step with(Statement.With with, Scope scope) {
    Scope inner = scope.withBody(with);
    List<Step> steps = new ArrayList<>();
    steps.add(variables.enter(inner));
    for (int i = 0; i < with.targets().size(); i++) {
      Evaluator value = expressions.compile(with.values().get(i), scope);
      Target target = Target.compile(with.targets().get(i), inner, variables);
      steps.add(frame -> target.bind(frame, value.value(frame)));
    }
    steps.add(statements(with.body(), inner));
    return Steps.all(steps);
  }

  private Step filterBlock(Statement.FilterBlock block, Scope scope) {
    Scope inner = scope.inner(block.children());
    Step body = template(block.body(), inner);
    Evaluator filtered =
        expressions.compileFilter(block.filter(), frame -> frame.capture(body), inner);
    return frame -> frame.print(filtered.value(frame));
  }

  private Step assignBlock(Statement.AssignBlock block, Scope scope) {
    List<Node> parts = new ArrayList<>(block.body());
    block.filter().ifPresent(parts::add);
    Scope inner = scope.inner(parts);
    Step body = template(block.body(), inner);
    Evaluator captured = frame -> frame.capture(body);
    Evaluator value =
        block
            .filter()
            .map(filter -> expressions.compileFilter(filter, captured, inner))
            .orElse(captured);
    Target target = Target.compile(block.target(), scope, variables);
    return frame -> target.bind(frame, value.value(frame));
  }

  private Step autoescape(Statement.Autoescape block, Scope scope) {
    Scope inner = scope.inner(block.children());
    Evaluator option = expressions.compile(block.option().value(), inner);
    Step body = template(block.body(), inner);
    return frame -> {
      boolean before = frame.autoescape();
      frame.autoescape(PythonTypes.truth(option.value(frame)));
      body.run(frame);
      frame.autoescape(before);
    };
  }
}
