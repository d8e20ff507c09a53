package io.gridloom.execution;

import io.gridloom.generator.CellException;
import io.gridloom.row.NoValue;
import io.gridloom.schema.CellType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a generator to the cell type that its column has: a value of another type would break
 * whoever reads or writes the row later, far from its cause.
 */
final class CellCheck {

  private final Optional<CellType> type;

  /**
   * @param type of the column; empty: not known, all values pass
   */
  CellCheck(Optional<CellType> type) {
    this.type = type;
  }

  /** The value, if it is of the column's type or no value. */
  Object check(@Nullable Object value) throws CellException {
    Objects.requireNonNull(value, "the generator returned null");
    if (type.isPresent() && value.getClass() != type.get().javaType() && value != NoValue.NULL) {
      throw new CellException(
          "the generator gave a %s, but the column is %s"
              .formatted(value.getClass().getSimpleName(), type.get()),
          1);
    }
    return value;
  }
}
