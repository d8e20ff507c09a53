package io.gridloom.execution;

import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.row.CellState;
import io.gridloom.row.Cells;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Rows of a row stage while their cells are made, some of them by others. A cell starts the moment
 * the cells that it needs are there; a row leaves the moment its last cell is, in any order, or as
 * a tombstone when one of its cells can't be made. Used by one thread, on which answers are brought
 * in. What the error policy says of failed cells is done; it may throw {@link
 * io.gridloom.generator.StopRunException} in any method.
 */
public final class RowsInFlight implements AutoCloseable {

  private final StageGenerators stage;
  private final AsyncCellGenerator[] asked; // by column; what is there at once is not asked for
  private final CellFailures failures;
  private final Executor thread;
  private final Consumer<Row> ended;
  private final Map<Long, PartialRow> rows = new HashMap<>();
  private final long[] made; // cells, by column

  /** A row with some of its cells. */
  private static final class PartialRow {
    final RowBuilder cells = new RowBuilder();
    final int[] missing; // inputs, by column
    final Deque<Integer> ready = new ArrayDeque<>();
    final Map<Integer, CompletableFuture<Object>> asked = new HashMap<>(); // by column
    int left; // cells to be made
    boolean changed = true; // since the last snapshot
    boolean hasEnded;

    PartialRow(int columns) {
      this.missing = new int[columns];
    }
  }

  /**
   * @param thread runs what it is given on the thread that uses this object, later
   * @param ended takes each row that leaves
   */
  public RowsInFlight(
      StageGenerators stage,
      ErrorPolicy errors,
      RetryPolicy retries,
      Executor thread,
      Consumer<Row> ended) {
    this.stage = stage;
    this.asked = stage.asked(retries, thread);
    this.failures = new CellFailures(errors, List.of(stage.columns));
    this.thread = thread;
    this.ended = ended;
    this.made = new long[stage.columns.length];
  }

  /** Cells that this object has made of the stage's column of that index. */
  public long cellsMade(int column) {
    return made[column];
  }

  /** Rows that have begun and not ended. */
  public int size() {
    return rows.size();
  }

  /**
   * Begins a row, or goes on with one of which some cells are there. It may end before this method
   * does. A tombstone ends at once.
   */
  public void begin(Row row) {
    if (row.isDropped()) {
      ended.accept(row);
      return;
    }
    PartialRow partial = new PartialRow(stage.columns.length);
    partial.cells.start(row);
    rows.put(row.row(), partial);
    for (int column = 0; column < stage.columns.length; column++) {
      if (row.state(stage.cells[column].slot()) == CellState.ABSENT) {
        partial.left++;
        for (int dependent : stage.dependents[column]) {
          partial.missing[dependent]++;
        }
      }
    }
    for (int column = 0; column < stage.columns.length; column++) {
      if (partial.missing[column] == 0
          && row.state(stage.cells[column].slot()) == CellState.ABSENT) {
        partial.ready.add(column);
      }
    }
    goOn(partial);
  }

  /** Shows the rows in flight; none may be kept. */
  public void forEach(Consumer<Cells> action) {
    rows.values().forEach(partial -> action.accept(partial.cells));
  }

  /** Hands out copies of rows in flight that began or changed since the last call. */
  public void forEachChanged(Consumer<Row> action) {
    for (PartialRow partial : rows.values()) {
      if (partial.changed) {
        partial.changed = false;
        action.accept(partial.cells.copy());
      }
    }
  }

  private void goOn(PartialRow partial) {
    while (!partial.ready.isEmpty()) {
      int column = partial.ready.remove();
      try {
        if (stage.generators[column] instanceof CellGenerator generator) {
          fill(partial, column, generator.generate(partial.cells));
        } else {
          ask(partial, column);
        }
      } catch (CellException | RuntimeException e) {
        failed(partial, column, e);
      }
    }
    if (partial.left == 0 && !partial.hasEnded) {
      partial.hasEnded = true;
      long row = partial.cells.row();
      rows.remove(row);
      ended.accept(partial.cells.build());
    }
  }

  private void fill(PartialRow partial, int column, Object value) throws CellException {
    stage.cells[column].set(partial.cells, value);
    failures.made(column);
    filled(partial, column);
  }

  private void filled(PartialRow partial, int column) {
    partial.left--;
    made[column]++;
    for (int dependent : stage.dependents[column]) {
      if (--partial.missing[dependent] == 0) {
        partial.ready.add(dependent);
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it is looked at when it has completed
  private void ask(PartialRow partial, int column) throws CellException {
    CompletableFuture<Object> answer = asked[column].generate(partial.cells.copy());
    if (answer.isDone()) {
      fill(partial, column, Answers.value(answer));
      return;
    }
    partial.asked.put(column, answer);
    answer.whenComplete(
        (value, failure) -> thread.execute(() -> answered(partial, column, answer)));
  }

  private void answered(PartialRow partial, int column, CompletableFuture<Object> answer) {
    partial.asked.remove(column);
    if (partial.hasEnded) {
      return;
    }
    partial.changed = true;
    try {
      fill(partial, column, Answers.value(answer));
    } catch (CellException | RuntimeException e) {
      failed(partial, column, e);
    }
    goOn(partial);
  }

  private void failed(PartialRow partial, int column, Exception failure) {
    Optional<DeadLetter> letter = failures.failed(column, partial.cells.row(), failure);
    if (letter.isPresent()) {
      drop(partial, letter.get());
    } else {
      stage.cells[column].setNull(partial.cells);
      filled(partial, column);
    }
  }

  private void drop(PartialRow partial, DeadLetter letter) {
    partial.hasEnded = true;
    partial.ready.clear();
    rows.remove(letter.row());
    cancel(partial);
    ended.accept(Row.tombstone(letter));
  }

  private static void cancel(PartialRow partial) {
    for (CompletableFuture<Object> answer : List.copyOf(partial.asked.values())) {
      answer.cancel(true);
    }
  }

  /** Cancels what is asked for. No row ends any more. */
  @Override
  public void close() {
    for (PartialRow partial : rows.values()) {
      partial.hasEnded = true;
      cancel(partial);
    }
    rows.clear();
    stage.close();
  }
}
