package io.gridloom.plan;

/** All rows of a dataset; complete at the end of rows, so never on an unbounded stream. */
public record DatasetWindow() implements BarrierWindow {

  @Override
  public long size(long row, long rows) {
    if (row < 0 || row >= rows) {
      throw new IllegalArgumentException("row " + row + " is outside 0 to " + (rows - 1));
    }
    return rows;
  }

  @Override
  public String toString() {
    return "dataset";
  }
}
