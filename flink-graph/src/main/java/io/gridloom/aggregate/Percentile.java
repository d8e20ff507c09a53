package io.gridloom.aggregate;

import io.gridloom.generator.OrderedBytes;
import io.gridloom.generator.Place;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.Cells;

/** The share of values in a row's group that are not greater than its own, above 0 to 1. */
final class Percentile implements SortedGenerator {

  private final RowBytes group;
  private final int target;

  /**
   * @param target slot of the column
   */
  Percentile(RowBytes group, int target) {
    this.group = group;
    this.target = target;
  }

  @Override
  public void enter(Cells row, Entries entries) {
    if (row.hasValue(target)) {
      entries.add(group.of(row), OrderedBytes.of(row.value(target)), Digest.NOTHING);
    }
  }

  @Override
  public long outcome(Place place) {
    return Double.doubleToLongBits((double) place.notGreater() / place.groupSize());
  }

  @Override
  public Object cell(Cells row, long outcome) {
    return Double.longBitsToDouble(outcome);
  }
}
