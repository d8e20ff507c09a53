package io.gridloom.execution;

import io.gridloom.aggregate.SortInMemory;
import io.gridloom.aggregate.SortedEntries;
import io.gridloom.generator.CellException;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.generator.Place;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import java.util.List;

/**
 * The generators of the barrier columns that share a sort: they give each row its entries, each
 * entry its outcome, and from the outcomes each row its cells. Not thread-safe: one per thread.
 */
public final class SortProgram {

  /** In place of the outcome of a row that has no entries. */
  public static final long NO_OUTCOME = Long.MAX_VALUE;

  private final List<String> columns;
  private final SortedGenerator[] generators;
  private final WindowCells cells;

  private SortProgram(List<String> columns, SortedGenerator[] generators, WindowCells cells) {
    this.columns = List.copyOf(columns);
    this.generators = generators;
    this.cells = cells;
  }

  /**
   * The program of the columns of a sort.
   *
   * @param columns their names, in column order
   * @throws IllegalArgumentException if a column is unknown to the context's dataset, its type has
   *     no factory, or it needs no sorted rows
   */
  public static SortProgram of(
      List<String> columns,
      GeneratorRegistry registry,
      GeneratorContext context,
      ErrorPolicy policy) {
    Generators generators = new Generators(registry, context);
    return new SortProgram(
        columns,
        columns.stream().map(generators::sorted).toArray(SortedGenerator[]::new),
        new WindowCells(columns, generators, policy));
  }

  /** Names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /** The most entries that a row has. */
  public int entriesPerRow() {
    int entries = 0;
    for (SortedGenerator generator : generators) {
      entries += generator.entriesPerRow();
    }
    return entries;
  }

  /**
   * Adds the entries of a row; tombstones have none.
   *
   * @return the row, or its tombstone if a generator can't take it and such rows are dropped
   * @throws io.gridloom.generator.StopRunException if the run is to stop
   */
  public Row enter(Row row, SortedEntries entries) {
    return cells.take(
        row, (column, entered) -> SortInMemory.enter(generators[column], column, entered, entries));
  }

  /** The outcome of an entry of that column. */
  public long outcome(int column, Place place) {
    return generators[column].outcome(place);
  }

  /**
   * The row with its cells of all columns, or its tombstone if one failed and such rows are
   * dropped. A tombstone is returned as it is.
   *
   * @param outcomes for each column the smallest of the row's, or {@link #NO_OUTCOME}
   * @throws io.gridloom.generator.StopRunException if the run is to stop
   */
  public Row fill(Row row, long[] outcomes) {
    return cells.fill(row, (column, filled) -> cell(column, filled, outcomes[column]));
  }

  private Object cell(int column, Cells row, long outcome) throws CellException {
    return outcome == NO_OUTCOME ? NoValue.NULL : generators[column].cell(row, outcome);
  }

  /** Closes the generators. */
  public void close() {
    for (SortedGenerator generator : generators) {
      generator.close();
    }
  }
}
