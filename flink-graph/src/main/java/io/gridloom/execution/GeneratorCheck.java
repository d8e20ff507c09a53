package io.gridloom.execution;

import io.gridloom.config.SeedColumnConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.dataset.DatasetColumn;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Tells before a run starts which columns it could not fill. */
public final class GeneratorCheck {

  private GeneratorCheck() {}

  /**
   * Passes if each column's type has a generator; those of a seed need none.
   *
   * @throws InputException otherwise, with a problem for each column without one
   */
  public static void run(Dataset dataset) {
    List<Problem> problems = new ArrayList<>();
    List<DatasetColumn> columns = dataset.columns();
    for (int i = 0; i < columns.size(); i++) {
      String type = columns.get(i).config().columnType();
      if (!type.equals(SeedColumnConfig.TYPE) && dataset.registry().factory(type).isEmpty()) {
        problems.add(
            new Problem(
                Place.NOWHERE,
                "columns[" + i + "]",
                "column \"" + columns.get(i).name() + "\": " + type + " is not available yet",
                "The config is valid, but it can only be validated and explained"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }
}
