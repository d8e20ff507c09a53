package io.gridloom.aggregate;

import io.gridloom.generator.Place;
import java.util.function.Consumer;

/** The places of the entries of a bucket. */
public final class Places {

  private final SortedEntries sorted;
  private final Carry carry;

  private Places(SortedEntries sorted, Carry carry) {
    this.sorted = sorted;
    this.carry = carry;
  }

  /** Hands out the place of each entry of a sorted bucket, in their order. */
  static void forEach(SortedEntries sorted, Carry carry, Consumer<Place> visitor) {
    int end;
    for (int group = 0; group < sorted.size(); group = end) {
      end = sorted.endOfGroup(group);
      ofGroup(sorted, carry, group, end, visitor);
    }
  }

  /**
   * Hands out the places of the entries of one group, in their order.
   *
   * @param from its first entry in the bucket
   * @param to the one behind its last
   */
  public static void ofGroup(
      SortedEntries sorted, Carry carry, int from, int to, Consumer<Place> visitor) {
    new Places(sorted, carry).visitGroup(from, to, visitor);
  }

  private void visitGroup(int from, int to, Consumer<Place> visitor) {
    long before = from == 0 ? carry.groupBefore() : 0;
    long distinct = from == 0 ? carry.distinctBefore() : 0;
    long size = before + to - from + (to == sorted.size() ? carry.groupAfter() : 0);
    int end;
    for (int run = from; run < to; run = end) {
      end = sorted.endOfRun(run, to);
      long runBefore = run == 0 ? carry.runBefore() : 0;
      long smaller = before + run - from - runBefore;
      long notGreater = before + end - from + (end == sorted.size() ? carry.runAfter() : 0);
      boolean begins = runBefore == 0;
      long firstRow = begins ? sorted.row(run) : carry.runFirstRow();
      byte[] firstNote = begins ? sorted.note(run) : carry.runFirstNote();
      distinct += begins ? 1 : 0;
      for (int entry = run; entry < end; entry++) {
        visitor.accept(
            new Place(
                sorted.row(entry),
                before + entry - from,
                size,
                smaller,
                notGreater,
                distinct,
                firstRow,
                sorted.note(entry),
                firstNote));
      }
    }
  }
}
