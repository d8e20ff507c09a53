package io.gridloom.template.eval;

import io.gridloom.template.syntax.Expression.ComparisonOperator;
import io.gridloom.template.value.PythonCompare;
import io.gridloom.template.value.PythonTypes;

/** The comparison operators. */
final class Comparisons {
  private Comparisons() {}

  /** Whether {@code left operator right} holds. */
  static boolean holds(Frame frame, ComparisonOperator operator, Object left, Object right) {
    if (operator == ComparisonOperator.IN || operator == ComparisonOperator.NOT_IN) {
      return contains(frame, right, left) == (operator == ComparisonOperator.IN);
    }
    PythonCompare comparison = new PythonCompare();
    boolean holds = holds(comparison, operator, left, right);
    frame.spend(comparison.steps());
    return holds;
  }

  /** {@code part in whole}. */
  static boolean contains(Frame frame, Object whole, Object part) {
    if (PythonTypes.isText(whole) && PythonTypes.isText(part)) {
      frame.spendSearch(whole.toString(), part.toString());
    }
    PythonCompare comparison = new PythonCompare();
    boolean found = comparison.contains(whole, part);
    frame.spend(comparison.steps());
    return found;
  }

  private static boolean holds(
      PythonCompare comparison, ComparisonOperator operator, Object left, Object right) {
    if (operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL) {
      return comparison.areEqual(left, right) == (operator == ComparisonOperator.EQUAL);
    }
    return switch (operator) {
      case LESS -> {
        int order = comparison.order(left, right, "<");
        yield order < 0 && order != PythonCompare.UNORDERED;
      }
      case LESS_EQUAL -> {
        int order = comparison.order(left, right, "<=");
        yield order <= 0 && order != PythonCompare.UNORDERED;
      }
      case GREATER -> comparison.order(left, right, ">") > 0;
      default -> comparison.order(left, right, ">=") >= 0;
    };
  }
}
