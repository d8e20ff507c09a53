package io.gridloom.graph;

/**
 * One cell: a row of a column.
 *
 * @param row counted from 0; below: {@link IllegalArgumentException}
 * @param column the column's primary name; blank: {@link IllegalArgumentException}
 */
public record CellNodeId(long row, String column) implements NodeId {

  public CellNodeId {
    ColumnNames.requireName(column);
    if (row < 0) {
      throw new IllegalArgumentException(
          "column " + ColumnNames.quoted(column) + ": row " + row + " is below 0");
    }
  }

  @Override
  public String toString() {
    return "Cell(" + row + ", '" + column + "')";
  }
}
