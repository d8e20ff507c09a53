package io.gridloom.template.eval;

import io.gridloom.template.syntax.Scope;
import io.gridloom.template.syntax.Statement;
import io.gridloom.template.value.PythonTypes;
import java.util.ArrayList;
import java.util.List;

/** Loops to steps. */
final class LoopCompiler {
  private final Variables variables;
  private final ExpressionCompiler expressions;
  private final StatementCompiler statements;

  LoopCompiler(Variables variables, ExpressionCompiler expressions, StatementCompiler statements) {
    this.variables = variables;
    this.expressions = expressions;
    this.statements = statements;
  }

  Step compile(Statement.For loop, Scope scope) {
    Evaluator values = kept(loop, scope, expressions.compile(loop.iterable(), scope));
    Scope inner = scope.loopBody(loop);
    int state = variables.slot(new Scope.Variable(inner, "loop"));
    Target target = Target.compile(loop.target(), inner, variables);
    Step body = statements.template(loop.body(), inner);
    Step otherwise = statements.template(loop.otherwise(), scope.inner(loop.otherwise()));
    return frame -> {
      List<Object> all = PythonTypes.parts(values.value(frame));
      if (all.isEmpty()) {
        otherwise.run(frame);
      }
      LoopState place = new LoopState(all);
      for (int i = 0; i < all.size(); i++) {
        frame.spend(RenderLimits.TURN);
        frame.bind(state, place);
        target.bind(frame, place.next());
        body.run(frame);
      }
    };
  }

  /** The values that pass the loop's own test. */
  private Evaluator kept(Statement.For loop, Scope scope, Evaluator values) {
    if (loop.test().isEmpty()) {
      return values;
    }
    Scope inner = scope.loopTest(loop);
    Target target = Target.compile(loop.target(), inner, variables);
    Evaluator test = expressions.compile(loop.test().get(), inner);
    return frame -> {
      List<Object> kept = new ArrayList<>();
      for (Object value : PythonTypes.parts(values.value(frame))) {
        frame.spend(RenderLimits.TURN);
        target.bind(frame, value);
        if (PythonTypes.truth(test.value(frame))) {
          kept.add(value);
        }
      }
      return kept;
    };
  }
}
