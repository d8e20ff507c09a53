package io.gridloom.graph;

/**
 * The barrier of a column: the wait for every row of the columns that it depends on.
 *
 * @param column the column's primary name; blank: {@link IllegalArgumentException}
 */
public record BarrierNodeId(String column) implements NodeId {

  public BarrierNodeId {
    ColumnNames.requireName(column);
  }

  @Override
  public String toString() {
    return "Barrier('" + column + "')";
  }
}
