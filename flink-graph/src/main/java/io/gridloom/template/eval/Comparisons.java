package io.gridloom.template.eval;

import io.gridloom.template.syntax.Expression.ComparisonOperator;
import io.gridloom.template.value.PythonCompare;

/** The comparison operators. */
final class Comparisons {
  private Comparisons() {}

  static boolean holds(ComparisonOperator operator, Object left, Object right) {
    return switch (operator) {
      case EQUAL -> PythonCompare.equal(left, right);
      case NOT_EQUAL -> !PythonCompare.equal(left, right);
      case IN -> PythonCompare.contains(right, left);
      case NOT_IN -> !PythonCompare.contains(right, left);
      case LESS -> {
        int order = PythonCompare.compare(left, right, "<");
        yield order < 0 && order != PythonCompare.UNORDERED;
      }
      case LESS_EQUAL -> {
        int order = PythonCompare.compare(left, right, "<=");
        yield order <= 0 && order != PythonCompare.UNORDERED;
      }
      case GREATER -> PythonCompare.compare(left, right, ">") > 0;
      case GREATER_EQUAL -> PythonCompare.compare(left, right, ">=") >= 0;
    };
  }
}
