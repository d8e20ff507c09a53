package io.gridloom.generator;

import io.gridloom.row.Cells;

/** Makes a cell from the cells of its row, at once. */
@FunctionalInterface
public non-sealed interface CellGenerator extends Generator {

  /**
   * The cell's value, of the column's cell type, or {@link io.gridloom.row.NoValue#NULL}; or both
   * that and the side effects, as {@link Produced}.
   *
   * @param row holds at least the cells that the column depends on
   * @throws CellException if the row can have no such cell
   */
  Object generate(Cells row) throws CellException;
}
