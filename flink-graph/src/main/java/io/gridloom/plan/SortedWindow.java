package io.gridloom.plan;

/** All rows of the dataset, sorted: for columns whose results grow with the data. */
public record SortedWindow() implements BarrierWindow {

  @Override
  public long size(long row, long rows) {
    return new DatasetWindow().size(row, rows);
  }

  @Override
  public String toString() {
    return "dataset";
  }
}
