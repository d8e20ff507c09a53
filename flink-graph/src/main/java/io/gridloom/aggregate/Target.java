package io.gridloom.aggregate;

import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import java.util.OptionalInt;

/**
 * What is aggregated of a row: a cell, or the row itself.
 *
 * @param slot of the cell; empty: the row
 */
record Target(OptionalInt slot) {

  private static final Object ROW = true;

  /** The row's value, or NULL; anything else where the row itself counts. */
  Object of(Cells row) {
    if (slot.isEmpty()) {
      return ROW;
    }
    return row.hasValue(slot.getAsInt()) ? row.value(slot.getAsInt()) : NoValue.NULL;
  }
}
