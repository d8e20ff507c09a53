package io.gridloom.execution;

import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.Surroundings;
import io.gridloom.graph.CompletionTracker;
import io.gridloom.graph.ExecutionGraph;
import io.gridloom.graph.NodeId;
import io.gridloom.plan.BarrierStage;
import io.gridloom.plan.StagePlan;
import io.gridloom.plan.StagePlanner;
import io.gridloom.plan.WindowColumns;
import io.gridloom.problem.InputException;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a whole run in this process gave, without Flink. The rows and dead letters are those of a
 * job with the same seed, date and number of rows.
 *
 * @param rows the living ones, by number
 * @param dropped why the others are missing, by number
 */
public record LocalRun(List<Row> rows, List<DeadLetter> dropped) {

  public LocalRun {
    rows = List.copyOf(rows);
    dropped = List.copyOf(dropped);
  }

  /**
   * Generates rows 0 to {@code rows - 1}, driven by the graph and its tracker: ready nodes are run
   * and marked, round by round. All rows are in memory at once, so it is for few.
   *
   * @param date what relative dates and ages start from
   * @throws io.gridloom.problem.InputException if nothing makes the cells of a column's type
   * @throws io.gridloom.generator.StopRunException if a generator can make no cell at all, or too
   *     many fail
   */
  public static LocalRun of(Dataset dataset, int rows, long seed, LocalDate date) {
    return of(dataset, rows, seed, date, ErrorPolicy.DEFAULT, Surroundings.NONE);
  }

  /**
   * The same with what {@code surroundings} offer to generators.
   *
   * @param errors what becomes of rows one of whose cells can't be made
   */
  public static LocalRun of(
      Dataset dataset,
      int rows,
      long seed,
      LocalDate date,
      ErrorPolicy errors,
      Surroundings surroundings) {
    GeneratorCheck.run(dataset);
    if (dataset.config().seed().isPresent()) {
      throw InputException.of(
          "rows of this dataset begin with records of the Kafka topic "
              + dataset.config().seed().get().topic()
              + ", and nothing is read from a topic here",
          "Generate a few: give seed_config.source an end");
    }
    GeneratorContext context =
        new GeneratorContext(seed, date, dataset.layout(), dataset.config(), surroundings);
    return of(
        dataset.graph(rows),
        StagePlanner.plan(dataset.columns()),
        new Generators(dataset.registry(), context),
        errors);
  }

  static LocalRun of(
      ExecutionGraph graph, StagePlan plan, Generators generators, ErrorPolicy errors) {
    CompletionTracker tracker = CompletionTracker.forGraph(graph);
    try (LocalGrid grid = new LocalGrid(graph, tracker, plan, generators, errors)) {
      for (String column : turns(plan)) {
        List<NodeId> round = graph.readyNodes(tracker, column).stream().toList();
        grid.execute(column, round);
        round.forEach(tracker::markComplete);
      }
      if (!graph.isComplete(tracker)) {
        throw new IllegalStateException("the plan and the graph disagree on what is ready");
      }
      return new LocalRun(grid.living(), grid.dropped());
    }
  }

  /**
   * Whose ready nodes make each round: the columns as a row meets them on its way through the
   * stages, those of a window twice, for their barriers and then for their cells. Any ready node
   * would do for the graph; but which of two failing cells drops a row, and whether a barrier still
   * counts that row, must not depend on who was ready first.
   */
  private static List<String> turns(StagePlan plan) {
    List<String> turns = new ArrayList<>(plan.rowStages().get(0).columns());
    for (BarrierStage stage : plan.barrierStages()) {
      for (WindowColumns window : stage.windows()) {
        turns.addAll(window.columns());
        turns.addAll(window.columns());
      }
      turns.addAll(plan.rowStages().get(stage.level()).columns());
    }
    return turns;
  }
}
