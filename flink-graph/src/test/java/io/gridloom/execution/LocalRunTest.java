package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.DatasetConfig;
import io.gridloom.dataset.DatasetColumn;
import io.gridloom.generator.CellException;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.CellNodeId;
import io.gridloom.graph.ColumnDescriptor;
import io.gridloom.graph.CompletionTracker;
import io.gridloom.graph.ExecutionGraph;
import io.gridloom.graph.NodeId;
import io.gridloom.plan.BarrierColumn;
import io.gridloom.plan.BarrierStage;
import io.gridloom.plan.BarrierWindow;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.Columns;
import io.gridloom.plan.NeededColumns;
import io.gridloom.plan.StagePlan;
import io.gridloom.plan.StagePlanner;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalRunTest {

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesTheRowsOfAPassThroughTheStages(long seed) {
    List<DatasetColumn> columns = Columns.random(seed);
    int rows = 1 + (int) (seed % 20); // blocks are 1 to 4 rows: the last one is often short
    RowLayout layout = layout(columns);
    LocalRun run = run(columns, rows);

    Pass pass = new Pass(columns, rows);
    pass.run(StagePlanner.plan(columns));
    assertThat(run.dropped()).isEqualTo(List.copyOf(pass.dropped.values()));
    List<Map<String, Object>> cells = new ArrayList<>();
    for (Row row : run.rows()) {
      Map<String, Object> values = new HashMap<>();
      for (DatasetColumn column : columns) {
        int slot = layout.slot(column.name());
        values.put(column.name(), row.hasValue(slot) ? row.value(slot) : NoValue.NULL);
      }
      cells.add(values);
    }
    assertThat(cells).isEqualTo(List.copyOf(pass.living.values()));
  }

  static LongStream seedsWithoutModels() {
    return seeds().filter(seed -> Columns.random(seed).stream().allMatch(LocalRunTest::isOurs));
  }

  private static boolean isOurs(DatasetColumn column) {
    return column.description().model().isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seedsWithoutModels")
  void neededColumnsGiveEachRowTheCellsThatItHasAmongAll(long seed) {
    List<DatasetColumn> all = Columns.random(seed);
    String asked = all.get((int) (seed % all.size())).name();
    Set<String> needed = NeededColumns.of(all, Set.of(asked));
    List<DatasetColumn> some = all.stream().filter(c -> needed.contains(c.name())).toList();
    int rows = 1 + (int) (seed % 20);
    LocalRun whole = run(all, rows);
    Map<Long, Object> cells = cells(asked, run(some, rows), layout(some));
    assertThat(cells).containsAllEntriesOf(cells(asked, whole, layout(all)));
    assertThat(whole.dropped().stream().filter(letter -> cells.containsKey(letter.row())))
        .allSatisfy(letter -> assertThat(needed).doesNotContain(letter.column()));
  }

  private static Map<Long, Object> cells(String column, LocalRun run, RowLayout layout) {
    int slot = layout.slot(column);
    Map<Long, Object> cells = new HashMap<>();
    for (Row row : run.rows()) {
      cells.put(row.row(), row.hasValue(slot) ? row.value(slot) : NoValue.NULL);
    }
    return cells;
  }

  @Test
  void aDroppedRowsOtherCellsAreCompleteAtOnce() {
    List<DatasetColumn> columns = List.of(Columns.cheap("a"), Columns.cheap("b", "a"));
    ExecutionGraph graph = graph(columns, 50);
    CompletionTracker tracker = CompletionTracker.forGraph(graph);
    LocalGrid grid =
        new LocalGrid(
            graph, tracker, StagePlanner.plan(columns), generators(columns), ErrorPolicy.DEFAULT);
    for (NodeId node : graph.startNodes()) {
      grid.execute(node.column(), List.of(node));
    }
    assertThat(grid.dropped()).isNotEmpty();
    assertThat(tracker.columnCompletionCount("b")).isEqualTo(grid.dropped().size());
    assertThat(grid.dropped())
        .allSatisfy(
            letter -> assertThat(tracker.contains(new CellNodeId(letter.row(), "b"))).isTrue());
  }

  private static LocalRun run(List<DatasetColumn> columns, int rows) {
    return LocalRun.of(
        graph(columns, rows), StagePlanner.plan(columns), generators(columns), ErrorPolicy.DEFAULT);
  }

  private static Generators generators(List<DatasetColumn> columns) {
    DatasetConfig config =
        new DatasetConfig(
            columns.stream().map(DatasetColumn::config).toList(), List.of(), List.of());
    GeneratorRegistry registry =
        GeneratorRegistry.empty()
            .with(new Moods("test", columns))
            .with(new Moods("model", columns));
    return new Generators(
        registry, new GeneratorContext(0, LocalDate.EPOCH, layout(columns), config));
  }

  private static ExecutionGraph graph(List<DatasetColumn> columns, long rows) {
    return ExecutionGraph.of(
        rows,
        columns.stream()
            .map(
                column ->
                    ColumnDescriptor.builder(column.name())
                        .traits(column.description().traits())
                        .dependsOn(column.description().dependencies().toArray(String[]::new))
                        .sideEffects(column.description().sideEffectNames().toArray(String[]::new))
                        .build())
            .toList());
  }

  private static RowLayout layout(List<DatasetColumn> columns) {
    List<String> names = new ArrayList<>();
    for (DatasetColumn column : columns) {
      names.add(column.name());
      names.addAll(column.description().sideEffectNames());
    }
    return new RowLayout(names);
  }

  /** The oracle: rows as maps, one stage after another, a whole window at a time. */
  private static final class Pass {
    private final Map<String, List<String>> inputs = new HashMap<>();
    private final Map<Long, Map<String, Object>> living = new TreeMap<>();
    private final Map<Long, DeadLetter> dropped = new TreeMap<>();
    private final long rows;

    Pass(List<DatasetColumn> columns, long rows) {
      this.rows = rows;
      columns.forEach(column -> inputs.put(column.name(), column.description().dependencies()));
      LongStream.range(0, rows).forEach(row -> living.put(row, new HashMap<>()));
    }

    void run(StagePlan plan) {
      for (int k = 0; k < plan.rowStages().size(); k++) {
        if (k > 0) {
          barriers(plan.barrierStages().get(k - 1));
        }
        for (long row = 0; row < rows; row++) {
          for (String column : plan.rowStages().get(k).columns()) {
            long number = row;
            attempt(row, column, () -> Moods.cell(column, number, inputs(number, column)));
          }
        }
      }
    }

    private void barriers(BarrierStage stage) {
      List<BarrierWindow> windows =
          stage.columns().stream()
              .map(BarrierColumn::window)
              .distinct()
              .sorted((a, b) -> Long.compare(length(a), length(b)))
              .toList();
      for (BarrierWindow window : windows) {
        List<String> columns =
            stage.columns().stream()
                .filter(column -> column.window().equals(window))
                .map(BarrierColumn::name)
                .toList();
        for (long first = 0; first < rows; first += length(window)) {
          window(first, Math.min(rows, first + length(window)), columns);
          if (length(window) == Long.MAX_VALUE) {
            break;
          }
        }
      }
    }

    private void window(long first, long end, List<String> columns) {
      Map<String, Long> sums = new HashMap<>();
      for (long row = first; row < end; row++) {
        for (String column : columns) {
          long number = row;
          attempt(
              row,
              column,
              () -> {
                long part = Moods.part(column, number, inputs(number, column));
                sums.merge(column, part, Long::sum);
                return part;
              });
        }
      }
      for (long row = first; row < end; row++) {
        for (String column : columns) {
          long number = row;
          List<Object> sum = List.of(sums.getOrDefault(column, 0L));
          attempt(row, column, () -> Moods.cell(column, number, sum));
        }
      }
    }

    private interface Value {
      Object make() throws CellException;
    }

    private void attempt(long row, String column, Value value) {
      if (!living.containsKey(row)) {
        return;
      }
      try {
        living.get(row).put(column, value.make());
      } catch (CellException e) {
        drop(new DeadLetter(row, column, "" + e.getMessage(), e.attempts()));
      } catch (IllegalStateException e) {
        drop(new DeadLetter(row, column, "java.lang.IllegalStateException: " + e.getMessage(), 1));
      }
    }

    private void drop(DeadLetter letter) {
      dropped.put(letter.row(), letter);
      living.remove(letter.row());
    }

    private List<Object> inputs(long row, String column) {
      List<Object> values = new ArrayList<>();
      for (String input : inputs.getOrDefault(column, List.of())) {
        Object value = living.getOrDefault(row, Map.of()).get(input);
        values.add(value == NoValue.NULL ? null : value);
      }
      return values;
    }

    private static long length(BarrierWindow window) {
      return window instanceof BlockWindow block ? block.length() : Long.MAX_VALUE;
    }
  }
}
