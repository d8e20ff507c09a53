package io.gridloom.execution;

import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.Generator;
import io.gridloom.graph.CellNodeId;
import io.gridloom.graph.CompletionTracker;
import io.gridloom.graph.ExecutionGraph;
import io.gridloom.graph.NodeId;
import io.gridloom.plan.BarrierColumn;
import io.gridloom.plan.BarrierStage;
import io.gridloom.plan.RowStage;
import io.gridloom.plan.StagePlan;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** All rows of a local run while their cells are filled. */
final class LocalGrid implements AutoCloseable {

  /** What may fail for a row. */
  interface Step {
    void run(RowBuilder row) throws CellException;
  }

  private final ExecutionGraph graph;
  private final CompletionTracker tracker;
  private final Map<String, Generator> generators = new HashMap<>();
  private final Map<String, LocalBarrier<?, ?>> barriers = new HashMap<>();
  private final Map<String, AsyncCellGenerator> asked = new HashMap<>(); // for cells
  private final Map<String, ColumnCells> cells = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>(); // of the columns
  private final CellFailures failures;
  private final CellFailures refusals; // of rows that come to a barrier
  private final LocalThread thread = new LocalThread();
  private final List<RowBuilder> grid = new ArrayList<>();
  private final Map<Long, DeadLetter> dropped = new TreeMap<>();

  LocalGrid(
      ExecutionGraph graph,
      CompletionTracker tracker,
      StagePlan plan,
      Generators generators,
      ErrorPolicy errors) {
    this.graph = graph;
    this.tracker = tracker;
    this.failures = new CellFailures(errors, graph.columnNames());
    this.refusals = new CellFailures(errors, graph.columnNames());
    for (RowStage stage : plan.rowStages()) {
      for (String column : stage.columns()) {
        put(column, generators.rowLocal(column));
      }
    }
    for (BarrierStage stage : plan.barrierStages()) {
      for (BarrierColumn column : stage.columns()) {
        barriers.put(
            column.name(),
            new LocalBarrier<>(
                generators.barrier(column.name()), column.window(), graph.numRecords()));
      }
    }
    for (String column : graph.columnNames()) {
      numbers.put(column, numbers.size());
      cells.put(column, generators.cells(column));
    }
    for (long row = 0; row < graph.numRecords(); row++) {
      RowBuilder builder = new RowBuilder();
      builder.start(row, generators.layout().slots());
      grid.add(builder);
    }
  }

  private void put(String column, Generator generator) {
    generators.put(column, generator);
    Attempts.of(generator, RetryPolicy.DEFAULT, thread).ifPresent(asks -> asked.put(column, asks));
  }

  /**
   * Fills the cells of ready nodes of one column, or makes its barrier's results; for the rows that
   * this fails for it does as the error policy says. What others are asked for is asked for all
   * rows at once.
   */
  void execute(String column, List<NodeId> nodes) {
    Map<Long, CompletableFuture<Object>> answers = ask(column, nodes);
    for (NodeId node : nodes) {
      if (node instanceof CellNodeId cell) {
        CompletableFuture<Object> answer = answers.get(cell.row());
        ColumnCells own = Objects.requireNonNull(cells.get(column), column);
        boolean isNull =
            !attempt(
                cell.row(),
                column,
                failures,
                row -> own.set(row, answer != null ? Answers.value(answer) : value(column, row)));
        if (isNull) {
          own.setNull(grid.get((int) cell.row()));
        }
      } else {
        barrier(column).fire((row, step) -> attempt(row, column, refusals, step));
      }
    }
  }

  private Map<Long, CompletableFuture<Object>> ask(String column, List<NodeId> nodes) {
    Map<Long, CompletableFuture<Object>> answers = new HashMap<>();
    AsyncCellGenerator generator = asked.get(column);
    if (generator != null) {
      for (NodeId node : nodes) {
        long id = ((CellNodeId) node).row();
        if (!dropped.containsKey(id)) {
          answers.put(id, asked(generator, grid.get((int) id)));
        }
      }
      thread.await(answers.values());
    }
    return answers;
  }

  private static CompletableFuture<Object> asked(AsyncCellGenerator generator, RowBuilder row) {
    try {
      return generator.generate(row.copy());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The rows that were not dropped, by number; to be called once, at the end. */
  List<Row> living() {
    return grid.stream()
        .filter(row -> !dropped.containsKey(row.row()))
        .map(RowBuilder::build)
        .toList();
  }

  /** Closes the generators. */
  @Override
  public void close() {
    generators.values().forEach(Generator::close);
  }

  /** By number of the row. */
  List<DeadLetter> dropped() {
    return List.copyOf(dropped.values());
  }

  private Object value(String column, RowBuilder row) throws CellException {
    return generators.get(column) instanceof CellGenerator generator
        ? generator.generate(row)
        : barrier(column).cell(row);
  }

  private LocalBarrier<?, ?> barrier(String column) {
    return Objects.requireNonNull(barriers.get(column), column);
  }

  /**
   * Takes a step with a row, unless that is dropped.
   *
   * @return false if it failed and the row goes on without a value
   */
  private boolean attempt(long row, String column, CellFailures counted, Step step) {
    if (dropped.containsKey(row)) {
      return true;
    }
    int number = Objects.requireNonNull(numbers.get(column), column);
    try {
      step.run(grid.get((int) row));
      counted.made(number);
      return true;
    } catch (CellException | RuntimeException e) {
      Optional<DeadLetter> letter = counted.failed(number, row, e);
      letter.ifPresent(this::drop);
      return letter.isPresent();
    }
  }

  private void drop(DeadLetter letter) {
    dropped.put(letter.row(), letter);
    for (String column : graph.columnNames()) {
      tracker.markComplete(new CellNodeId(letter.row(), column)); // nobody has to fill them
    }
  }
}
