package io.gridloom.aggregate;

import io.gridloom.generator.CellException;
import io.gridloom.generator.Place;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.Cells;

/**
 * Whether a row is the lowest one of its group with these values; nulls are equal to each other.
 */
final class Dedupe implements SortedGenerator {

  private final RowBytes groupAndTarget;
  private final RowBytes target;
  private final boolean drop;

  /**
   * @param drop whether the other rows are given up
   */
  Dedupe(RowBytes groupAndTarget, RowBytes target, boolean drop) {
    this.groupAndTarget = groupAndTarget;
    this.target = target;
    this.drop = drop;
  }

  @Override
  public void enter(Cells row, Entries entries) {
    if (!target.areNull(row)) {
      entries.add(groupAndTarget.of(row), Digest.NOTHING, Digest.NOTHING);
    }
  }

  @Override
  public long outcome(Place place) {
    return place.firstRow();
  }

  @Override
  public Object cell(Cells row, long outcome) throws CellException {
    return isKept(row, outcome, drop);
  }

  /** What a row's cell says, where {@code lowest} is the lowest row that it is like. */
  static boolean isKept(Cells row, long lowest, boolean drop) throws CellException {
    if (lowest < row.row() && drop) {
      throw CellException.dropping("duplicate of row " + lowest);
    }
    return lowest >= row.row();
  }
}
