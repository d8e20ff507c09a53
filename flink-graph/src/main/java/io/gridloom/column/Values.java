package io.gridloom.column;

import io.gridloom.problem.Shown;
import io.gridloom.schema.CellType;
import java.util.Collection;
import java.util.Optional;

/** Lists of values that a sampler draws from: each a String, Long or Double. */
final class Values {

  private Values() {}

  /** Integers with floats are floats, anything with text is text. */
  static CellType cellType(Collection<Object> values) {
    if (values.stream().anyMatch(String.class::isInstance)) {
      return CellType.TEXT;
    }
    return values.stream().anyMatch(Double.class::isInstance) ? CellType.FLOAT : CellType.INTEGER;
  }

  /** Why not all of them can be taken as numbers; empty if they can. */
  static Optional<String> notNumeric(Collection<Object> values) {
    return values.stream()
        .filter(value -> value instanceof String text && !isNumber(text))
        .findFirst()
        .map(value -> "the value " + Shown.quoted((String) value) + " is no number");
  }

  private static boolean isNumber(String text) {
    try {
      return Double.isFinite(Double.parseDouble(text)) && !text.strip().matches(".*[dDfFxX].*");
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
