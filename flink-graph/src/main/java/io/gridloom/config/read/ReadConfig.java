package io.gridloom.config.read;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What reading found. Columns with problems are there as placeholders, so that their names and
 * indexes stay; constraints and models with problems are left out.
 *
 * @param given how many columns of {@code config}, its first ones, are of the seed and not listed
 * @param unread by index, what could be read of the columns that have placeholders
 * @param constraints all of them; {@code config} has those that are sound
 * @param aliases of the models that columns may name; empty if they could not be read
 * @param complete whether every name that a column may refer to is a column's; false with a seed
 *     that could not be read
 * @param problems found so far; checks add theirs
 */
public record ReadConfig(
    DatasetConfig config,
    int given,
    Map<Integer, ColumnConfig> unread,
    List<ReadConstraint> constraints,
    Optional<Set<String>> aliases,
    boolean complete,
    Problems problems) {

  public ReadConfig {
    unread = Map.copyOf(unread);
    constraints = List.copyOf(constraints);
  }

  /** Where each constraint of {@code config} stands. */
  public List<String> constraintPaths() {
    return constraints.stream().filter(ReadConstraint::sound).map(ReadConstraint::path).toList();
  }

  /** Where the column of that index stands. */
  public String path(int column) {
    return column < given ? "seed_config.source.columns" : "columns[" + (column - given) + "]";
  }
}
