package io.gridloom.aggregate;

import io.gridloom.generator.Place;

/** The places of the entries of a bucket. */
public final class Places {

  private final SortedEntries sorted;
  private final Carry carry;

  /** Takes the places, in the order of the entries. */
  @FunctionalInterface
  public interface Visitor {
    void visit(int column, Place place);
  }

  private Places(SortedEntries sorted, Carry carry) {
    this.sorted = sorted;
    this.carry = carry;
  }

  /** Hands out the place of each entry of a sorted bucket. */
  public static void forEach(SortedEntries sorted, Carry carry, Visitor visitor) {
    Places places = new Places(sorted, carry);
    int end;
    for (int group = 0; group < sorted.size(); group = end) {
      end = group + 1;
      while (end < sorted.size() && sorted.isSameGroup(group, end)) {
        end++;
      }
      places.visitGroup(group, end, visitor);
    }
  }

  private void visitGroup(int from, int to, Visitor visitor) {
    long before = from == 0 ? carry.groupBefore() : 0;
    long distinct = from == 0 ? carry.distinctBefore() : 0;
    long size = before + to - from + (to == sorted.size() ? carry.groupAfter() : 0);
    int column = sorted.column(from);
    int end;
    for (int run = from; run < to; run = end) {
      end = run + 1;
      while (end < to && sorted.isSameRun(run, end)) {
        end++;
      }
      long runBefore = run == 0 ? carry.runBefore() : 0;
      long smaller = before + run - from - runBefore;
      long notGreater = before + end - from + (end == sorted.size() ? carry.runAfter() : 0);
      boolean begins = runBefore == 0;
      long firstRow = begins ? sorted.row(run) : carry.runFirstRow();
      byte[] firstNote = begins ? sorted.note(run) : carry.runFirstNote();
      distinct += begins ? 1 : 0;
      for (int entry = run; entry < end; entry++) {
        visitor.visit(
            column,
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
