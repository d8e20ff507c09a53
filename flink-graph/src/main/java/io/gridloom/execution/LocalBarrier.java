package io.gridloom.execution;

import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.plan.BarrierWindow;
import io.gridloom.row.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A barrier column of a local run: its generator and the results of its windows. */
final class LocalBarrier<A, R> {

  private final BarrierGenerator<A, R> generator;
  private final BarrierWindow window;
  private final long rows;
  private final List<R> results = new ArrayList<>(); // by window

  /**
   * @param rows of the dataset
   */
  LocalBarrier(BarrierGenerator<A, R> generator, BarrierWindow window, long rows) {
    this.generator = generator;
    this.window = window;
    this.rows = rows;
  }

  /**
   * Makes the results of all windows.
   *
   * @param living takes a step with a row, if that is not dropped
   */
  void fire(BiConsumer<Long, LocalGrid.Step> living) {
    long end;
    for (long first = 0; first < rows; first = end) {
      end = first + window.size(first, rows);
      A accumulator = generator.createAccumulator();
      for (long row = first; row < end; row++) {
        living.accept(row, cells -> generator.add(accumulator, cells));
      }
      results.add(generator.result(accumulator));
    }
  }

  /** The row's cell, once the barrier has fired. */
  Object cell(Cells row) throws CellException {
    return generator.cell(row, results.get((int) (row.row() / window.size(0, rows))));
  }
}
