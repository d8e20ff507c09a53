package io.gridloom.aggregate;

import java.io.Serializable;

/**
 * The ends of a sorted bucket that has entries: what it holds of groups and runs that may go on in
 * its neighbours.
 *
 * @param entries of the bucket
 * @param first its first group and the first run of that
 * @param last its last group and the last run of that
 */
public record Summary(int entries, Edge first, Edge last) implements Serializable {

  /**
   * One end.
   *
   * @param group equal for the same group; short
   * @param run equal for the same run of a group; short
   * @param firstRow the lowest row of the run
   * @param firstNote its note
   * @param groupEntries of the group, in this bucket
   * @param groupDistinct runs of the group, in this bucket
   * @param runEntries of the run, in this bucket
   * @param fold accumulator of the group's entries in this bucket; no bytes if it is not folded
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  public record Edge(
      byte[] group,
      byte[] run,
      long firstRow,
      byte[] firstNote,
      int groupEntries,
      int groupDistinct,
      int runEntries,
      byte[] fold)
      implements Serializable {}

  /** Of sorted entries, at least one. */
  public static Summary of(SortedEntries sorted, GroupFolding folding) {
    return new Summary(sorted.size(), first(sorted, folding), last(sorted, folding));
  }

  /** Bytes of both accumulators. */
  public int foldBytes() {
    return first.fold.length + last.fold.length;
  }

  private static Edge first(SortedEntries sorted, GroupFolding folding) {
    int distinct = 1;
    int run = 1;
    int end = 1;
    while (end < sorted.size() && sorted.isSameGroup(0, end)) {
      distinct += sorted.isSameRun(end - 1, end) ? 0 : 1;
      run += distinct == 1 ? 1 : 0;
      end++;
    }
    return edge(sorted, 0, end, distinct, run, folding.fold(sorted, 0, end));
  }

  private static Edge last(SortedEntries sorted, GroupFolding folding) {
    int last = sorted.size() - 1;
    int distinct = 1;
    int run = 1;
    int begin = last;
    while (begin > 0 && sorted.isSameGroup(begin - 1, last)) {
      distinct += sorted.isSameRun(begin - 1, begin) ? 0 : 1;
      run += distinct == 1 ? 1 : 0;
      begin--;
    }
    byte[] fold = folding.fold(sorted, begin, sorted.size());
    return edge(sorted, last - run + 1, last - begin + 1, distinct, run, fold);
  }

  private static Edge edge(
      SortedEntries sorted, int first, int group, int distinct, int run, byte[] fold) {
    return new Edge(
        sorted.group(first),
        Digest.shortened(sorted.run(first)),
        sorted.row(first),
        sorted.note(first),
        group,
        distinct,
        run,
        fold);
  }

  boolean isOneGroup() {
    return first.groupEntries == entries;
  }

  boolean isOneRun() {
    return first.runEntries == entries;
  }
}
