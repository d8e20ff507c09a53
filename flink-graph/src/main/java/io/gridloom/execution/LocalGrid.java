package io.gridloom.execution;

import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.Generator;
import io.gridloom.generator.StopRunException;
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
  private final LocalThread thread = new LocalThread();
  private final List<RowBuilder> grid = new ArrayList<>();
  private final Map<Long, DeadLetter> dropped = new TreeMap<>();

  LocalGrid(
      ExecutionGraph graph, CompletionTracker tracker, StagePlan plan, Generators generators) {
    this.graph = graph;
    this.tracker = tracker;
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
   * Fills the cells of ready nodes of one column, or makes its barrier's results; drops the rows
   * that this fails for. What others are asked for is asked for all rows at once.
   */
  void execute(String column, List<NodeId> nodes) {
    Map<Long, CompletableFuture<Object>> answers = ask(column, nodes);
    for (NodeId node : nodes) {
      if (node instanceof CellNodeId cell) {
        CompletableFuture<Object> answer = answers.get(cell.row());
        attempt(
            cell.row(),
            column,
            row -> {
              Object value = answer != null ? Answers.value(answer) : value(column, row);
              Objects.requireNonNull(cells.get(column), column).set(row, value);
            });
      } else {
        barrier(column).fire((row, step) -> attempt(row, column, step));
      }
    }
  }

  private Map<Long, CompletableFuture<Object>> ask(String column, List<NodeId> nodes) {
    Map<Long, CompletableFuture<Object>> answers = new HashMap<>();
    AsyncCellGenerator generator = asked.get(column);
    if (generator != null) {
      for (NodeId node : nodes) {
        long id = ((CellNodeId) node).row();
        attempt(id, column, row -> answers.put(id, generator.generate(row.copy())));
      }
      thread.await(answers.values());
    }
    return answers;
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

  private void attempt(long row, String column, Step step) {
    if (dropped.containsKey(row)) {
      return;
    }
    try {
      step.run(grid.get((int) row));
    } catch (StopRunException e) {
      throw CellFailures.inColumn(column, e);
    } catch (CellException | RuntimeException e) {
      drop(DeadLetters.of(row, column, e));
    }
  }

  private void drop(DeadLetter letter) {
    dropped.put(letter.row(), letter);
    for (String column : graph.columnNames()) {
      tracker.markComplete(new CellNodeId(letter.row(), column)); // nobody has to fill them
    }
  }
}
