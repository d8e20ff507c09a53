package io.gridloom.plan;

import java.io.Serializable;

/** The rows that share one result of a barrier column. */
public sealed interface BarrierWindow extends Serializable
    permits DatasetWindow, SortedWindow, BlockWindow {

  /**
   * Rows in the window that {@code row} falls into; O(1).
   *
   * @param row 0 to {@code rows - 1}, else {@link IllegalArgumentException}
   * @param rows of the dataset
   */
  long size(long row, long rows);
}
