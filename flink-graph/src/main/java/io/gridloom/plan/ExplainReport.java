package io.gridloom.plan;

import io.gridloom.dataset.DatasetColumn;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.problem.InputException;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say of a dataset before it runs.
 *
 * @param nodes of the execution graph of so many rows
 * @param columns in column order
 * @param stages in the order in which a row passes them; row stages may be empty
 * @param schema of the rows that users get
 */
public record ExplainReport(
    long rows,
    long nodes,
    List<Column> columns,
    List<Stage> stages,
    CallEstimate calls,
    CriticalPath criticalPath,
    DatasetSchema schema) {

  /** How a column's cells come about. */
  public enum Kind {
    CHEAP,
    SLOW,
    BARRIER
  }

  /**
   * A column.
   *
   * @param type the config's {@code column_type}
   * @param dependencies as declared, each once
   * @param level barriers on the longest path to it, itself included
   * @param stage its number, from 0, in {@link ExplainReport#stages}
   * @param window of a barrier column
   */
  public record Column(
      String name,
      String type,
      List<ExecutionTrait> traits,
      List<String> dependencies,
      List<String> sideEffects,
      int level,
      int stage,
      Kind kind,
      CellType cellType,
      boolean dropped,
      Optional<BarrierWindow> window) {}

  /**
   * A stage.
   *
   * @param columns names in column order
   */
  public record Stage(boolean barrier, int level, List<String> columns) {}

  public ExplainReport {
    columns = List.copyOf(columns);
    stages = List.copyOf(stages);
  }

  /**
   * The report on a dataset of so many rows.
   *
   * @param columns in declared order
   * @throws InputException if there are more nodes than a long counts, or as {@link
   *     StagePlanner#plan} does
   */
  public static ExplainReport of(List<DatasetColumn> columns, long rows) {
    StagePlan plan = StagePlanner.plan(columns);
    List<Stage> stages = stages(plan);
    return new ExplainReport(
        rows,
        nodes(columns, rows),
        columns(columns, plan, stages),
        stages,
        CallEstimate.of(columns, rows),
        CriticalPath.of(columns),
        RowSchemas.of(columns).output());
  }

  private static long nodes(List<DatasetColumn> columns, long rows) {
    long barriers = columns.stream().filter(ColumnLinks::isBarrier).count();
    try {
      return Math.addExact(Math.multiplyExact(rows, columns.size()), barriers);
    } catch (ArithmeticException e) {
      throw InputException.of(
          rows + " rows of " + columns.size() + " columns have more cells than can be counted",
          "Ask for at most " + (Long.MAX_VALUE / (columns.size() + 1)) + " rows");
    }
  }

  private static List<Stage> stages(StagePlan plan) {
    List<Stage> stages = new ArrayList<>();
    for (int k = 0; k < plan.rowStages().size(); k++) {
      if (k > 0) {
        BarrierStage barriers = plan.barrierStages().get(k - 1);
        stages.add(new Stage(true, barriers.level(), barriers.columnNames()));
      }
      RowStage rows = plan.rowStages().get(k);
      stages.add(new Stage(false, rows.level(), rows.columns()));
    }
    return stages;
  }

  private static List<Column> columns(
      List<DatasetColumn> declared, StagePlan plan, List<Stage> stages) {
    Map<String, BarrierWindow> windows = new HashMap<>();
    plan.barrierStages().stream()
        .flatMap(stage -> stage.columns().stream())
        .forEach(barrier -> windows.put(barrier.name(), barrier.window()));
    Map<String, Integer> stageOf = new HashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      for (String name : stages.get(i).columns()) {
        stageOf.put(name, i);
      }
    }
    List<Column> columns = new ArrayList<>();
    for (DatasetColumn column : ColumnLinks.of(declared).columns()) {
      int stage = stageOf.getOrDefault(column.name(), 0);
      columns.add(
          new Column(
              column.name(),
              column.config().columnType(),
              traits(column),
              column.description().dependencies().stream().distinct().toList(),
              column.description().sideEffectNames(),
              stages.get(stage).level(),
              stage,
              kind(column),
              column.description().cellType(),
              column.config().drop(),
              Optional.ofNullable(windows.get(column.name()))));
    }
    return columns;
  }

  private static Kind kind(DatasetColumn column) {
    if (ColumnLinks.isBarrier(column)) {
      return Kind.BARRIER;
    }
    return ColumnLinks.isSlow(column) ? Kind.SLOW : Kind.CHEAP;
  }

  private static List<ExecutionTrait> traits(DatasetColumn column) {
    return Arrays.stream(ExecutionTrait.values())
        .filter(column.description().traits()::contains)
        .toList();
  }
}
