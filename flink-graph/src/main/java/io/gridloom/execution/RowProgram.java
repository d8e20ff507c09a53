package io.gridloom.execution;

import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;

/**
 * The generators of a row stage, run one after another on each row. Not thread-safe: one per
 * subtask.
 */
public final class RowProgram {

  private final String[] columns; // in column order, as are the arrays below
  private final int[] slots;
  private final CellGenerator[] generators;
  private final CellCheck[] checks;
  private final RowBuilder builder = new RowBuilder();

  /**
   * The program of a stage.
   *
   * @throws IllegalArgumentException if a cell of the stage is not there at once
   */
  public RowProgram(StageGenerators stage) {
    this.columns = stage.columns;
    this.slots = stage.slots;
    this.checks = stage.checks;
    this.generators = new CellGenerator[columns.length];
    for (int i = 0; i < columns.length; i++) {
      if (!(stage.generators[i] instanceof CellGenerator generator)) {
        throw new IllegalArgumentException("column '" + columns[i] + "' is not there at once");
      }
      generators[i] = generator;
    }
  }

  /**
   * The row with the stage's cells, or its tombstone: a row whose generator failed goes no further.
   * A tombstone is returned as it is. An {@link Error} is passed on.
   */
  public Row run(Row row) {
    if (row.isDropped() || columns.length == 0) {
      return row;
    }
    builder.start(row);
    for (int i = 0; i < columns.length; i++) {
      try {
        builder.set(slots[i], checks[i].check(generators[i].generate(builder)));
      } catch (CellException | RuntimeException e) {
        return Row.tombstone(DeadLetters.of(row.row(), columns[i], e));
      }
    }
    return builder.build();
  }
}
