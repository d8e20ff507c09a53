package io.gridloom.config.read;

import io.gridloom.config.DatasetConfig;
import io.gridloom.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What reading found. Columns with problems are there as placeholders, so that their names and
 * indexes stay; constraints and models with problems are left out.
 *
 * @param unread indexes of the placeholders
 * @param constraintPaths where each constraint of {@code config} stands
 * @param aliases of the models that columns may name; empty if they could not be read
 * @param complete whether every name that a column may refer to is a column's; false with seed data
 * @param problems found so far; checks add theirs
 */
public record ReadConfig(
    DatasetConfig config,
    Set<Integer> unread,
    List<String> constraintPaths,
    Optional<Set<String>> aliases,
    boolean complete,
    Problems problems) {

  public ReadConfig {
    unread = Set.copyOf(unread);
    constraintPaths = List.copyOf(constraintPaths);
  }
}
