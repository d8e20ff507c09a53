package io.gridloom.aggregate;

import io.gridloom.config.SortedFunction;
import io.gridloom.generator.OrderedBytes;
import io.gridloom.generator.Place;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.Cells;

/** One more than the number of smaller values in a row's group. */
final class Rank implements SortedGenerator {

  private final SortedFunction.Rank function;
  private final RowBytes group;
  private final int target;

  /**
   * @param target slot of the ranked column
   */
  Rank(SortedFunction.Rank function, RowBytes group, int target) {
    this.function = function;
    this.group = group;
    this.target = target;
  }

  @Override
  public void enter(Cells row, Entries entries) {
    if (row.hasValue(target)) {
      byte[] value = OrderedBytes.of(row.value(target));
      entries.add(
          group.of(row),
          function.descending() ? OrderedBytes.reversed(value) : value,
          Digest.NOTHING);
    }
  }

  @Override
  public long outcome(Place place) {
    return function.dense() ? place.distinct() : place.smaller() + 1;
  }

  @Override
  public Object cell(Cells row, long outcome) {
    return outcome;
  }
}
