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
    int size = sorted.size();
    int end = sorted.endOfGroup(0);
    int begin = sorted.beginOfGroup(size - 1);
    GroupRuns first = GroupRuns.of(sorted, 0, end);
    GroupRuns last = begin == 0 ? first : GroupRuns.of(sorted, begin, size);
    byte[] firstFold = folding.fold(sorted, 0, end);
    byte[] lastFold = begin == 0 ? firstFold : folding.fold(sorted, begin, size);
    return new Summary(
        size,
        edge(sorted, 0, end, first.count, first.endOfFirst, firstFold),
        edge(
            sorted, last.beginOfLast, size - begin, last.count, size - last.beginOfLast, lastFold));
  }

  /**
   * The runs of a group.
   *
   * @param endOfFirst the entry behind the first run
   * @param beginOfLast the entry that begins the last run
   */
  private record GroupRuns(int count, int endOfFirst, int beginOfLast) {

    static GroupRuns of(SortedEntries sorted, int from, int to) {
      int count = 0;
      int begin = from;
      int end;
      int endOfFirst = to;
      for (int run = from; run < to; run = end) {
        end = sorted.endOfRun(run, to);
        endOfFirst = count == 0 ? end : endOfFirst;
        begin = run;
        count++;
      }
      return new GroupRuns(count, endOfFirst, begin);
    }
  }

  /** Bytes of both accumulators. */
  public int foldBytes() {
    return first.fold.length + last.fold.length;
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
