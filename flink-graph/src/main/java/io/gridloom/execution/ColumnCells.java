package io.gridloom.execution;

import io.gridloom.generator.CellException;
import io.gridloom.generator.Produced;
import io.gridloom.row.NoValue;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a row that one generator fills: the column's own and, behind it, those of its side
 * effects. Holds the generator to their types: a value of another type would break whoever reads or
 * writes the row later, far from its cause.
 */
final class ColumnCells {

  private final int slot;
  private final int sideEffects;
  private final Optional<CellType> type;

  /**
   * @param slot of the column; those of its side effects follow
   * @param sideEffects their number
   * @param type of the column; empty: not known, all values pass
   */
  ColumnCells(int slot, int sideEffects, Optional<CellType> type) {
    this.slot = slot;
    this.sideEffects = sideEffects;
    this.type = type;
  }

  int slot() {
    return slot;
  }

  /** Sets the cells to what the generator returned. */
  void set(RowBuilder row, @Nullable Object returned) throws CellException {
    Objects.requireNonNull(returned, "the generator returned null");
    if (returned instanceof Produced produced) {
      setAll(row, produced);
      return;
    }
    Object value = checked(returned, type);
    if (sideEffects > 0) {
      setNull(row);
    }
    row.set(slot, value);
  }

  /** Sets all of the cells to null. */
  void setNull(RowBuilder row) {
    for (int i = 0; i <= sideEffects; i++) {
      row.set(slot + i, NoValue.NULL);
    }
  }

  private void setAll(RowBuilder row, Produced produced) throws CellException {
    List<Object> others = produced.sideEffects();
    if (others.size() != sideEffects) {
      throw new CellException(
          "the generator gave %d side effects, but the column has %d"
              .formatted(others.size(), sideEffects),
          1);
    }
    row.set(slot, checked(produced.value(), type));
    for (int i = 0; i < sideEffects; i++) {
      row.set(slot + 1 + i, checked(others.get(i), Optional.of(CellType.TEXT)));
    }
  }

  private static Object checked(Object value, Optional<CellType> type) throws CellException {
    if (type.isPresent() && value.getClass() != type.get().javaType() && value != NoValue.NULL) {
      throw new CellException(
          "the generator gave a %s, but the column is %s"
              .formatted(value.getClass().getSimpleName(), type.get()),
          1);
    }
    return value;
  }
}
