package io.gridloom.generator;

import io.gridloom.row.Row;
import java.util.concurrent.CompletableFuture;

/**
 * Makes a cell by asking somebody else and being told later: a model, a remote service. Must not
 * block. Many cells are asked for at once; a cell that a failure interrupts is asked for again.
 */
public non-sealed interface AsyncCellGenerator extends Generator {

  /**
   * Begins to make the cell's value: of the column's cell type, or {@link
   * io.gridloom.row.NoValue#NULL}; or both that and the side effects, as {@link Produced}.
   *
   * @param row holds at least the cells that the column depends on; nobody changes it
   * @return completed on any thread; exceptionally with a {@link CellException} if the row can have
   *     no such cell. It is cancelled when the value is not wanted any more, be it that the row was
   *     given up or that the job ends.
   */
  CompletableFuture<Object> generate(Row row);
}
