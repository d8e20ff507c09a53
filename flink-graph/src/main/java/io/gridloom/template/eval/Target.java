package io.gridloom.template.eval;

import io.gridloom.template.syntax.Expression;
import io.gridloom.template.syntax.Scope;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonTypes;
import java.util.ArrayList;
import java.util.List;

/** Where a statement puts a value: a variable, or several that share its parts. */
@FunctionalInterface
interface Target {
  void bind(Frame frame, Object value);

  /** The target that {@code expression}, names and tuples of names, means in {@code scope}. */
  static Target compile(Expression expression, Scope scope, Variables variables) {
    if (expression instanceof Expression.Name name) {
      int slot = variables.slot(new Scope.Variable(scope, name.name()));
      return (frame, value) -> frame.bind(slot, value);
    }
    if (expression instanceof Expression.TupleDisplay tuple) {
      List<Target> targets = new ArrayList<>();
      tuple.parts().forEach(part -> targets.add(compile(part, scope, variables)));
      return (frame, value) -> unpack(frame, value, targets);
    }
    return (frame, value) -> {
      throw PythonErrors.type("only a name can be given a value");
    };
  }

  private static void unpack(Frame frame, Object value, List<Target> targets) {
    List<Object> parts = PythonTypes.parts(value);
    if (parts.size() != targets.size()) {
      throw PythonErrors.value(
          PythonTypes.describe(value)
              + " has "
              + parts.size()
              + " parts; "
              + targets.size()
              + " names wait for them");
    }
    for (int i = 0; i < parts.size(); i++) {
      targets.get(i).bind(frame, parts.get(i));
    }
  }
}
