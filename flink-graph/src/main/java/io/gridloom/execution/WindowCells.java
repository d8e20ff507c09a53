package io.gridloom.execution;

import io.gridloom.generator.CellException;
import io.gridloom.row.Cells;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cells of the columns that share a window. What fails in one column is done as the error
 * policy says; both methods may throw {@link io.gridloom.generator.StopRunException}.
 */
final class WindowCells {

  private final ColumnCells[] cells; // in column order
  private final CellFailures refusals; // of rows that come
  private final CellFailures failures; // for rows that go on
  private final RowBuilder builder = new RowBuilder();

  WindowCells(List<String> columns, Generators generators, ErrorPolicy policy) {
    this.cells = columns.stream().map(generators::cells).toArray(ColumnCells[]::new);
    this.refusals = new CellFailures(policy, columns);
    this.failures = new CellFailures(policy, columns);
  }

  /** What a column does with a row that comes. */
  @FunctionalInterface
  interface Taking {
    void take(int column, Row row) throws CellException;
  }

  /** What a column makes of a row that goes on. */
  @FunctionalInterface
  interface Making {
    @Nullable Object make(int column, Cells row) throws CellException;
  }

  /**
   * Gives a row to each column; tombstones to none.
   *
   * @return the row, or its tombstone if a column can't take it and such rows are dropped
   */
  Row take(Row row, Taking taking) {
    if (row.isDropped()) {
      return row;
    }
    for (int column = 0; column < cells.length; column++) {
      try {
        taking.take(column, row);
        refusals.made(column);
      } catch (CellException | RuntimeException e) {
        Optional<DeadLetter> letter = refusals.failed(column, row.row(), e);
        if (letter.isPresent()) {
          return Row.tombstone(letter.get());
        }
      }
    }
    return row;
  }

  /**
   * The row with its cells of all columns, or its tombstone if one failed and such rows are
   * dropped. A tombstone is returned as it is.
   */
  Row fill(Row row, Making making) {
    if (row.isDropped()) {
      return row;
    }
    builder.start(row);
    for (int column = 0; column < cells.length; column++) {
      try {
        cells[column].set(builder, making.make(column, builder));
        failures.made(column);
      } catch (CellException | RuntimeException e) {
        Optional<DeadLetter> letter = failures.failed(column, row.row(), e);
        if (letter.isPresent()) {
          return Row.tombstone(letter.get());
        }
        cells[column].setNull(builder);
      }
    }
    return builder.build();
  }
}
