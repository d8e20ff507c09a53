package io.gridloom;

import io.gridloom.dataset.Dataset;
import io.gridloom.dataset.DatasetColumn;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Whether every column of a dataset has something that makes its cells. */
final class RunnableCheck {

  private RunnableCheck() {}

  static void check(Dataset dataset) {
    List<Problem> problems = new ArrayList<>();
    for (DatasetColumn column : dataset.columns()) {
      String type = column.config().columnType();
      if (dataset.registry().factory(type).isEmpty()) {
        problems.add(
            new Problem(
                Place.NOWHERE,
                "column '" + column.name() + "'",
                type + " is not available yet",
                "Validate and explain work; take the column out to generate the others"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }
}
