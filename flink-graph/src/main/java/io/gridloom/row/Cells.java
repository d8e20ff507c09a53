package io.gridloom.row;

/** Read access to the cells of one row. Slots are those of its {@link RowLayout}. */
public sealed interface Cells permits Row, RowBuilder {

  /** The row's number, from 0. */
  long row();

  CellState state(int slot);

  /**
   * The cell's value, of its column's {@link io.gridloom.schema.CellType}.
   *
   * @throws IllegalStateException if the cell has none: ask {@link #hasValue} first where it may
   */
  Object value(int slot);

  /** Whether {@link #value} may be called: a value, or a skipped cell's value. */
  boolean hasValue(int slot);
}
