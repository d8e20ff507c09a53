package io.gridloom.sampler;

import io.gridloom.config.ConstraintConfig.Operator;
import io.gridloom.generator.CellException;
import io.gridloom.template.value.PythonNumbers;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.OptionalDouble;

/** Compares cell values by what they mean: numbers exactly, dates, texts. */
final class Ordering {

  private Ordering() {}

  /**
   * Whether {@code left operator right}. A text against a number counts as the number that it
   * shows; NaN is in no order.
   */
  static boolean holds(Object left, Operator operator, Object right) throws CellException {
    if (left instanceof Double a && right instanceof Double b) {
      return holds(a.doubleValue(), operator, b.doubleValue());
    }
    if (left instanceof Number a && right instanceof Number b) {
      return holds(a, operator, b);
    }
    if (left instanceof LocalDateTime a && right instanceof LocalDateTime b) {
      return operator.holds(a.compareTo(b));
    }
    if (left instanceof String a && right instanceof String b) {
      return operator.holds(a.compareTo(b));
    }
    return holds(number(left, right), operator, number(right, left));
  }

  private static boolean holds(double left, Operator operator, double right) {
    if (left < right) {
      return operator.holds(-1);
    }
    return left > right ? operator.holds(1) : left == right && operator.holds(0);
  }

  private static boolean holds(Number left, Operator operator, Number right) {
    if (left instanceof Long a && right instanceof Long b) {
      return operator.holds(Long.compare(a, b));
    }
    double a = left.doubleValue();
    double b = right.doubleValue();
    // Doubles decide, unless an integer may have been rounded to the other number.
    boolean unsure = a == b && Math.abs(a) >= 0x1p53 && Math.abs(a) <= Double.MAX_VALUE;
    return unsure ? operator.holds(exact(left).compareTo(exact(right))) : holds(a, operator, b);
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(number.doubleValue());
  }

  private static Number number(Object value, Object other) throws CellException {
    if (value instanceof Number number) {
      return number;
    }
    if (value instanceof String text && !(other instanceof LocalDateTime)) {
      OptionalDouble number = PythonNumbers.parseFloat(text);
      if (number.isPresent()) {
        return number.getAsDouble();
      }
    }
    throw new CellException("no order between " + value + " and " + other, 1);
  }
}
