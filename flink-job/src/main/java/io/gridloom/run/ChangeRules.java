package io.gridloom.run;

import io.gridloom.config.KafkaSeed;
import io.gridloom.dataset.Dataset;
import io.gridloom.dataset.DatasetColumn;
import io.gridloom.execution.StageGenerators;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.plan.BarrierColumn;
import io.gridloom.plan.BarrierStage;
import io.gridloom.plan.RowStage;
import io.gridloom.plan.StagePlan;
import io.gridloom.plan.StagePlanner;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.rundir.RunManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may differ in the config of a run that is resumed with {@code --allow-changes}: whatever
 * leaves each old column in its stage. Rows that a stage has passed do not come back, and what a
 * barrier has accumulated fits that barrier only.
 */
final class ChangeRules {

  /**
   * Where a column is.
   *
   * @param level barriers on the longest path to it, itself included
   * @param barrier it, if it is one, with its config: it must not change at all
   */
  private record Seat(int level, Optional<String> barrier) {}

  private final Dataset before;
  private final Dataset after;
  private final StagePlan planBefore;
  private final StagePlan planAfter;
  private final List<Problem> problems = new ArrayList<>();

  private ChangeRules(Dataset before, Dataset after) {
    this.before = before;
    this.after = after;
    this.planBefore = StagePlanner.plan(before);
    this.planAfter = StagePlanner.plan(after);
  }

  /**
   * Refuses changes that do not fit what is done.
   *
   * @throws InputException naming each column whose change is not allowed
   */
  static void check(Dataset before, Dataset after, RunManifest run) {
    ChangeRules rules = new ChangeRules(before, after);
    rules.checkSeed();
    rules.checkSeats();
    if (rules.problems.isEmpty()) {
      rules.checkRowsInFlight(run);
    }
    if (!rules.problems.isEmpty()) {
      throw new InputException(rules.problems);
    }
  }

  /** Rows in progress have the cells that their records filled. */
  private void checkSeed() {
    Optional<KafkaSeed> old = before.config().seed();
    Optional<KafkaSeed> now = after.config().seed();
    if (!old.map(KafkaSeed::topic).equals(now.map(KafkaSeed::topic))
        || !old.map(KafkaSeed::columns).equals(now.map(KafkaSeed::columns))) {
      problems.add(
          new Problem(
              Place.NOWHERE,
              "seed_config.source",
              "the topic or its columns are not those that the run began with",
              "Undo it, or start a new run in another --output"));
    }
  }

  private void checkSeats() {
    Map<String, Seat> old = seats(planBefore, before);
    Map<String, Seat> now = seats(planAfter, after);
    int last = planBefore.barrierStages().size();
    old.forEach(
        (column, seat) -> {
          Seat next = now.get(column);
          if (next == null) {
            seat.barrier().ifPresent(barrier -> refuse(column, "is a barrier and was removed"));
          } else if (!next.barrier().equals(seat.barrier())) {
            refuse(column, "is a barrier and was changed");
          } else if (next.level() != seat.level()) {
            refuse(column, "has moved to another stage: other barriers come before it now");
          } else if (!type(before, column).equals(type(after, column))) {
            refuse(column, "has cells of another type now");
          }
        });
    now.forEach(
        (column, seat) -> {
          if (!old.containsKey(column)) {
            if (seat.barrier().isPresent()) {
              refuse(column, "is a barrier and was added");
            } else if (seat.level() != last) {
              refuse(
                  column, "was added to a stage that rows have passed; only the last one may grow");
            }
          }
        });
  }

  private static Map<String, Seat> seats(StagePlan plan, Dataset dataset) {
    Map<String, Seat> seats = new HashMap<>();
    for (RowStage stage : plan.rowStages()) {
      stage
          .columns()
          .forEach(column -> seats.put(column, new Seat(stage.level(), Optional.empty())));
    }
    for (BarrierStage stage : plan.barrierStages()) {
      for (BarrierColumn column : stage.columns()) {
        DatasetColumn described = dataset.column(column.name());
        seats.put(
            column.name(), new Seat(stage.level(), Optional.of(described.config().toString())));
      }
    }
    return seats;
  }

  private static Object type(Dataset dataset, String column) {
    return dataset.column(column).description().cellType();
  }

  /**
   * A stage without slow columns has no rows in flight, and would forget those in the checkpoint.
   */
  private void checkRowsInFlight(RunManifest run) {
    for (RowStage stage : planBefore.rowStages()) {
      List<String> slow = stage.columns().stream().filter(stage::isSlow).toList();
      if (isAsync(before, stage, run)
          && !isAsync(after, planAfter.rowStages().get(stage.level()), run)) {
        String column = slow.isEmpty() ? stage.columns().get(0) : slow.get(0);
        refuse(
            column,
            "was removed, and no other column of its stage takes time; rows are in flight there");
      }
    }
  }

  private static boolean isAsync(Dataset dataset, RowStage stage, RunManifest run) {
    if (stage.columns().stream()
        .anyMatch(column -> dataset.column(column).description().model().isPresent())) {
      return true; // without making its generator, which needs what only a job offers
    }
    GeneratorContext context =
        new GeneratorContext(run.seed(), run.date(), dataset.layout(), dataset.config());
    try (StageGenerators generators = StageGenerators.of(stage, dataset.registry(), context)) {
      return generators.isAsync();
    }
  }

  private void refuse(String column, String reason) {
    problems.add(
        new Problem(
            Place.NOWHERE,
            "",
            "column \"" + column + "\" " + reason,
            "Undo it, or start a new run in another --output"));
  }
}
