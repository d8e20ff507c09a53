package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.syntax.Expression.ComparisonOperator;
import io.gridloom.template.syntax.Vocabulary;
import io.gridloom.template.value.Dicts;
import io.gridloom.template.value.Markup;
import io.gridloom.template.value.PythonCompare;
import io.gridloom.template.value.PythonMath;
import io.gridloom.template.value.PythonObject;
import io.gridloom.template.value.PythonText;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.TextCase;
import io.gridloom.template.value.Tuple;
import io.gridloom.template.value.Undefined;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tests behind {@code is}, by name. */
final class Tests {
  private static final Signature ONE = Signature.of("other");

  private static final Set<String> WITH_ARGUMENT =
      Set.of(
          "divisibleby",
          "sameas",
          "in",
          "eq",
          "equalto",
          "ne",
          "gt",
          "greaterthan",
          "ge",
          "lt",
          "lessthan",
          "le");

  private Tests() {}

  /** The parameters of a test beside the value tested. */
  static Signature signature(String name) {
    return WITH_ARGUMENT.contains(name) ? ONE : Signature.EMPTY;
  }

  /** Whether {@code value} passes the test of that name. */
  static boolean passes(String name, Object value, Object[] given) {
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value instanceof PythonNone;
      case "boolean" -> value instanceof Boolean;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "integer" -> PythonTypes.isInteger(value) && !(value instanceof Boolean);
      case "float" -> value instanceof Double;
      case "number" -> PythonTypes.isNumber(value);
      case "string" -> PythonTypes.isText(value);
      case "mapping" -> value instanceof Map;
      case "iterable" -> PythonTypes.isIterable(value);
      case "sequence" -> isSequence(value);
      case "callable" -> value instanceof PythonObject object && object.callable();
      case "escaped" -> value instanceof Markup;
      case "lower" -> TextCase.isLower(PythonText.str(value));
      case "upper" -> TextCase.isUpper(PythonText.str(value));
      case "even" -> !PythonTypes.truth(PythonMath.modulo(value, 2L));
      case "odd" -> PythonCompare.equal(PythonMath.modulo(value, 2L), 1L);
      case "filter" -> isName(value, Vocabulary.FILTERS);
      case "test" -> isName(value, Vocabulary.TESTS);
      default -> passes(name, value, given[0]);
    };
  }

  private static boolean passes(String name, Object value, Object other) {
    return switch (name) {
      case "divisibleby" -> PythonCompare.equal(PythonMath.modulo(value, other), 0L);
      case "sameas" -> isSame(value, other);
      case "in" -> PythonCompare.contains(other, value);
      case "ne" -> Comparisons.holds(ComparisonOperator.NOT_EQUAL, value, other);
      case "gt", "greaterthan" -> Comparisons.holds(ComparisonOperator.GREATER, value, other);
      case "ge" -> Comparisons.holds(ComparisonOperator.GREATER_EQUAL, value, other);
      case "lt", "lessthan" -> Comparisons.holds(ComparisonOperator.LESS, value, other);
      case "le" -> Comparisons.holds(ComparisonOperator.LESS_EQUAL, value, other);
      default -> Comparisons.holds(ComparisonOperator.EQUAL, value, other);
    };
  }

  private static boolean isName(Object value, Set<String> names) {
    Dicts.requireHashable(value);
    return PythonTypes.isText(value) && names.contains(value.toString());
  }

  /** Has a length and items. */
  private static boolean isSequence(Object value) {
    return PythonTypes.isText(value)
        || value instanceof List
        || value instanceof Map
        || value instanceof Tuple
        || value instanceof Undefined;
  }

  /** Python's small integers are one object each, like None and the bools. */
  private static boolean isSame(Object value, Object other) {
    boolean single =
        value instanceof Boolean || (value instanceof Long number && number >= -5 && number <= 256);
    return value == other || (single && value.equals(other));
  }
}
