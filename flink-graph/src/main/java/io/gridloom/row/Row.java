package io.gridloom.row;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way through the stages: its id and its cells. A dropped row travels on as a
 * tombstone, without cells, so that counts stay exact. Immutable.
 */
public final class Row implements Cells {

  private final long row;
  private final @Nullable Object[] cells; // null: absent
  private final @Nullable DeadLetter deadLetter;

  private Row(long row, @Nullable Object[] cells, @Nullable DeadLetter deadLetter) {
    this.row = row;
    this.cells = cells;
    this.deadLetter = deadLetter;
  }

  /** A row of {@code slots} absent cells. */
  public static Row empty(long row, int slots) {
    return new Row(row, new @Nullable Object[slots], null);
  }

  /** A row of the same cells with another number. */
  public Row numbered(long number) {
    return new Row(number, cells, deadLetter);
  }

  /** The tombstone of the row that {@code deadLetter} tells of. */
  public static Row tombstone(DeadLetter deadLetter) {
    return new Row(deadLetter.row(), new @Nullable Object[0], deadLetter);
  }

  /** Takes the array over. */
  static Row owning(long row, @Nullable Object[] cells) {
    return new Row(row, cells, null);
  }

  @Nullable Object[] copyOfCells() {
    return cells.clone();
  }

  @Override
  public long row() {
    return row;
  }

  /** Cells of the row; 0 for a tombstone. */
  public int slots() {
    return cells.length;
  }

  public boolean isDropped() {
    return deadLetter != null;
  }

  /** Why the row was dropped; empty for a living one. */
  public Optional<DeadLetter> deadLetter() {
    return Optional.ofNullable(deadLetter);
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row that
        && row == that.row
        && Arrays.equals(cells, that.cells)
        && deadLetter().equals(that.deadLetter());
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(row) + Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return deadLetter != null ? deadLetter.toString() : row + ": " + Arrays.toString(cells);
  }
}
