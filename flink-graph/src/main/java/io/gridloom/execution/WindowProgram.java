package io.gridloom.execution;

import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.Row;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * The generators of the barrier columns that share a window: they accumulate its rows, and give
 * each its cells when all are in. Accumulators and results are arrays with an item per column. Not
 * thread-safe: one per subtask; accumulators belong to whoever asked for them.
 */
public final class WindowProgram {

  private final List<String> columns;
  private final BarrierGenerator<Object, Object>[] generators;
  private final WindowCells cells;

  private WindowProgram(
      List<String> columns, BarrierGenerator<Object, Object>[] generators, WindowCells cells) {
    this.columns = List.copyOf(columns);
    this.generators = generators;
    this.cells = cells;
  }

  /**
   * The program of the columns of a window.
   *
   * @param columns their names, in column order
   * @throws IllegalArgumentException if a column is unknown to the context's dataset, its type has
   *     no factory, or it is no barrier
   */
  @SuppressWarnings("unchecked") // what a generator makes goes back to the same generator only
  public static WindowProgram of(
      List<String> columns,
      GeneratorRegistry registry,
      GeneratorContext context,
      ErrorPolicy policy) {
    Generators generators = new Generators(registry, context);
    return new WindowProgram(
        columns,
        columns.stream().map(generators::barrier).toArray(BarrierGenerator[]::new),
        new WindowCells(columns, generators, policy));
  }

  /** Names of the columns. */
  public List<String> columns() {
    return columns;
  }

  public Object[] createAccumulators() {
    Object[] accumulators = new Object[generators.length];
    for (int i = 0; i < generators.length; i++) {
      accumulators[i] = generators[i].createAccumulator();
    }
    return accumulators;
  }

  /**
   * Adds a row; tombstones add nothing.
   *
   * @return the row, or its tombstone if a generator can't take it and such rows are dropped
   * @throws io.gridloom.generator.StopRunException if the run is to stop
   */
  public Row add(Row row, Object[] accumulators) {
    return cells.take(row, (column, taken) -> generators[column].add(accumulators[column], taken));
  }

  /** Both together; the arguments must not be used again. */
  public Object[] merge(Object[] left, Object[] right) {
    Object[] merged = new Object[generators.length];
    for (int i = 0; i < generators.length; i++) {
      merged[i] = generators[i].merge(left[i], right[i]);
    }
    return merged;
  }

  public Object[] results(Object[] accumulators) {
    Object[] results = new Object[generators.length];
    for (int i = 0; i < generators.length; i++) {
      results[i] = generators[i].result(accumulators[i]);
    }
    return results;
  }

  /**
   * The row with its cells of all columns, or its tombstone if one failed and such rows are
   * dropped. A tombstone is returned as it is.
   *
   * @throws io.gridloom.generator.StopRunException if the run is to stop
   */
  public Row fill(Row row, Object[] results) {
    return cells.fill(row, (column, filled) -> generators[column].cell(filled, results[column]));
  }

  /** Writes the accumulator of one column. */
  public void writeAccumulator(int column, Object accumulator, DataOutput out) throws IOException {
    generators[column].writeAccumulator(accumulator, out);
  }

  public void writeAccumulators(Object[] accumulators, DataOutput out) throws IOException {
    for (int i = 0; i < generators.length; i++) {
      writeAccumulator(i, accumulators[i], out);
    }
  }

  public Object[] readAccumulators(DataInput in) throws IOException {
    Object[] accumulators = new Object[generators.length];
    for (int i = 0; i < generators.length; i++) {
      accumulators[i] = generators[i].readAccumulator(in);
    }
    return accumulators;
  }

  /** Writes the result of one column. */
  public void writeResult(int column, Object result, DataOutput out) throws IOException {
    generators[column].writeResult(result, out);
  }

  public void writeResults(Object[] results, DataOutput out) throws IOException {
    for (int i = 0; i < generators.length; i++) {
      writeResult(i, results[i], out);
    }
  }

  public Object[] readResults(DataInput in) throws IOException {
    Object[] results = new Object[generators.length];
    for (int i = 0; i < generators.length; i++) {
      results[i] = generators[i].readResult(in);
    }
    return results;
  }

  /** Closes the generators. */
  public void close() {
    for (BarrierGenerator<Object, Object> generator : generators) {
      generator.close();
    }
  }
}
