package io.gridloom.aggregate;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tallies of a part of the rows, by group. Not thread-safe. */
final class Groups {

  private final Formula formula;
  private final Map<Object, Tally> tallies = new HashMap<>();
  private long rows;
  private @Nullable Object latestKey;
  private @Nullable Tally latest;

  Groups(Formula formula) {
    this.formula = formula;
  }

  /** The group's tally, made if there was none. Fast for the key object of the call before. */
  @SuppressWarnings("ReferenceEquality") // a short cut only
  Tally tally(Object key) {
    if (latest != null && key == latestKey) {
      return latest;
    }
    Tally tally = tallies.computeIfAbsent(key, k -> formula.tally());
    latestKey = key;
    latest = tally;
    return tally;
  }

  void countRows(long more) {
    rows += more;
  }

  long rows() {
    return rows;
  }

  Map<Object, Tally> tallies() {
    return tallies;
  }

  void add(Groups other) {
    rows += other.rows;
    other.tallies.forEach((key, tally) -> tally(key).add(tally));
  }
}
