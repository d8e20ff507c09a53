package io.gridloom.execution;

import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import java.util.List;
import java.util.Optional;

/**
 * The generators of a row stage, run one after another on each row. Not thread-safe: one per
 * subtask.
 */
public final class RowProgram {

  private final String[] columns; // in column order, as are the arrays below
  private final CellGenerator[] generators;
  private final ColumnCells[] cells;
  private final CellFailures failures;
  private final RowBuilder builder = new RowBuilder();

  /**
   * The program of a stage.
   *
   * @throws IllegalArgumentException if a cell of the stage is not there at once
   */
  public RowProgram(StageGenerators stage, ErrorPolicy policy) {
    this.columns = stage.columns;
    this.cells = stage.cells;
    this.failures = new CellFailures(policy, List.of(columns));
    this.generators = new CellGenerator[columns.length];
    for (int i = 0; i < columns.length; i++) {
      if (!(stage.generators[i] instanceof CellGenerator generator)) {
        throw new IllegalArgumentException("column '" + columns[i] + "' is not there at once");
      }
      generators[i] = generator;
    }
  }

  /**
   * The row with the stage's cells, or its tombstone if one of its cells failed and rows with such
   * are dropped. A tombstone is returned as it is. An {@link Error} is passed on.
   *
   * @throws io.gridloom.generator.StopRunException if the run is to stop
   */
  public Row run(Row row) {
    if (row.isDropped() || columns.length == 0) {
      return row;
    }
    builder.start(row);
    for (int i = 0; i < columns.length; i++) {
      try {
        cells[i].set(builder, generators[i].generate(builder));
        failures.made(i);
      } catch (CellException | RuntimeException e) {
        Optional<DeadLetter> letter = failures.failed(i, row.row(), e);
        if (letter.isPresent()) {
          return Row.tombstone(letter.get());
        }
        cells[i].setNull(builder);
      }
    }
    return builder.build();
  }
}
