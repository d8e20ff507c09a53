package io.gridloom.coordination;

/**
 * When all rows are at a barrier. Where their number is known, when those that subtasks report add
 * up to it: a report may be of an attempt that has failed since. Where it is not, rows come by an
 * exchange, so that all subtasks restart together, and each sees its end of rows behind the last
 * one: when all have reported.
 */
public final class RowsExpected {

  /** In place of a number that nobody knows before. */
  public static final long UNKNOWN = -1;

  private final long rows;

  /**
   * @param rows of the job, or {@link #UNKNOWN}
   */
  public RowsExpected(long rows) {
    this.rows = rows;
  }

  /**
   * Whether all are in.
   *
   * @param reports of so many subtasks
   * @param parallelism how many there are
   * @param sum of the rows reported
   */
  boolean areIn(int reports, int parallelism, long sum) {
    return rows == UNKNOWN ? reports == parallelism : sum == rows;
  }
}
