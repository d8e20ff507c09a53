package io.gridloom.generator;

import io.gridloom.row.Row;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the cells of several rows in one go, where that is cheaper than one by one. Otherwise like
 * {@link AsyncCellGenerator}: must not block, and each cell comes in its own time.
 */
public non-sealed interface BatchCellGenerator extends Generator {

  /** The most rows that {@link #generate} takes, at least 1. */
  int batchSize();

  /** How long a row that is ready waits for others, until a batch that is not full goes. */
  Duration linger();

  /**
   * Begins to make the cells of these rows.
   *
   * @param rows 1 to {@link #batchSize}; each as {@link AsyncCellGenerator#generate} has it
   * @return for each row, in the same order, what {@link AsyncCellGenerator#generate} returns
   */
  List<CompletableFuture<Object>> generate(List<Row> rows);
}
