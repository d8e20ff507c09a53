package io.gridloom.plan;

import io.gridloom.dataset.Dataset;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a dataset of some rows can get more, without any of the old ones getting other cells: no
 * column may have had its value from all of the old rows, or from a last window that was short.
 */
public final class MoreRows {

  private MoreRows() {}

  /** Columns whose cells need all rows, in column order. */
  public static List<String> datasetWide(Dataset dataset) {
    return barriers(dataset).stream()
        .filter(column -> !(column.window() instanceof BlockWindow))
        .map(BarrierColumn::name)
        .toList();
  }

  /**
   * Refuses more rows where they would change old ones.
   *
   * @param rows so far
   * @param fired dataset-wide columns that have their value
   * @throws InputException naming each column that stands against it
   */
  public static void check(Dataset dataset, long rows, List<String> fired) {
    List<Problem> problems = new ArrayList<>();
    for (String column : fired) {
      problems.add(
          problem(
              "column \"%s\" has its value from %,d rows; more rows would need another"
                  .formatted(column, rows)));
    }
    for (BarrierColumn column : barriers(dataset)) {
      if (column.window() instanceof BlockWindow block && rows % block.length() != 0) {
        problems.add(
            problem(
                "column \"%s\" is made for every %,d rows, and %,d rows leave its last window short"
                    .formatted(column.name(), block.length(), rows)));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  private static List<BarrierColumn> barriers(Dataset dataset) {
    return StagePlanner.plan(dataset.columns()).barrierStages().stream()
        .flatMap(stage -> stage.columns().stream())
        .toList();
  }

  private static Problem problem(String reason) {
    return new Problem(
        Place.NOWHERE, "", reason, "Start a new run with all rows in another --output");
  }
}
