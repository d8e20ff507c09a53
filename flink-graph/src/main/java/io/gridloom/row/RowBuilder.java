package io.gridloom.row;

import org.jspecify.annotations.Nullable;

/**
 * Fills the cells of one row after another. Generators read a row through it while it grows. Not
 * thread-safe; one per operator.
 */
public final class RowBuilder implements Cells {

  private long row;
  private @Nullable Object[] cells = new @Nullable Object[0];

  /** Goes on from the cells of {@code row}, which must not be a tombstone. */
  public void start(Row row) {
    this.row = row.row();
    this.cells = row.copyOfCells();
  }

  /** Starts a row of absent cells. */
  public void start(long row, int slots) {
    this.row = row;
    this.cells = new @Nullable Object[slots];
  }

  /**
   * Sets a cell.
   *
   * @param value what a generator returned: a value, or {@link NoValue#NULL}
   */
  public void set(int slot, Object value) {
    cells[slot] = value;
  }

  /** Marks a cell as skipped, with the value that the rule gives it or {@link NoValue#NULL}. */
  public void skip(int slot, Object value) {
    cells[slot] = new Skipped(value);
  }

  /** A copy of the row as it is now. */
  public Row copy() {
    return Row.owning(row, cells.clone());
  }

  /** The row as it is now; the builder must be started anew. */
  public Row build() {
    Row built = Row.owning(row, cells);
    cells = new @Nullable Object[0];
    return built;
  }

  @Override
  public long row() {
    return row;
  }

  @Override
  public CellState state(int slot) {
    return Slots.state(cells[slot]);
  }

  @Override
  public Object value(int slot) {
    return Slots.value(cells[slot], row, slot);
  }

  @Override
  public boolean hasValue(int slot) {
    return Slots.hasValue(cells[slot]);
  }
}
