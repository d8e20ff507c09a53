package io.gridloom.execution;

import io.gridloom.config.job.OnError;
import io.gridloom.generator.CellException;
import io.gridloom.generator.StopRunException;
import io.gridloom.row.DeadLetter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of cells that can't be made, and whether there are too many. One per
 * operator: it sees the cells of one subtask. Not thread-safe.
 */
public final class CellFailures {

  private final ErrorPolicy policy;
  private final String[] columns;
  private final long[] cells; // made or failed, by column
  private final @Nullable FailureWindow[] windows; // by column; most never fail

  /**
   * @param columns of the operator
   */
  CellFailures(ErrorPolicy policy, List<String> columns) {
    this.policy = policy;
    this.columns = columns.toArray(String[]::new);
    this.cells = new long[this.columns.length];
    this.windows = new @Nullable FailureWindow[this.columns.length];
  }

  /** A cell was made. */
  void made(int column) {
    cells[column]++;
  }

  /**
   * A cell can't be made.
   *
   * @return the row's dead letter; empty if the cell is to be null
   * @throws StopRunException if the run is to stop
   */
  Optional<DeadLetter> failed(int column, long row, Exception failure) {
    if (failure instanceof StopRunException stop) {
      throw inColumn(columns[column], stop);
    }
    DeadLetter letter = DeadLetters.of(row, columns[column], failure);
    if (failure instanceof CellException given && given.isDropping()) {
      made(column);
      return Optional.of(letter);
    }
    if (policy.onError() == OnError.FAIL) {
      throw new StopRunException(
          "row %d, column \"%s\", attempts %d: %s. The run stops at the first failed cell, as asked for"
              .formatted(row, letter.column(), letter.attempts(), letter.cause()));
    }
    count(column, letter);
    return policy.onError() == OnError.NULL ? Optional.empty() : Optional.of(letter);
  }

  /** The same, with the column's name. */
  static StopRunException inColumn(String column, StopRunException stop) {
    return new StopRunException("column \"" + column + "\": " + stop.getMessage());
  }

  private void count(int column, DeadLetter letter) {
    FailureWindow window = windows[column];
    if (window == null) {
      window = new FailureWindow(policy.maxFailedFraction());
      windows[column] = window;
    }
    if (window.add(cells[column]++, letter.cause())) {
      throw new StopRunException(
          "column \"%s\": of the last %,d cells %s failed, more than the fraction of %s that is allowed: %s"
              .formatted(
                  columns[column],
                  Math.min(cells[column], ErrorPolicy.WINDOW),
                  window.size(),
                  policy.maxFailedFraction(),
                  window.causes()));
    }
  }
}
