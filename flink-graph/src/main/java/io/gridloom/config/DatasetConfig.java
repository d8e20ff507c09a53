package io.gridloom.config;

import java.util.List;
import java.util.Optional;

/**
 * A whole config, in declared order.
 *
 * @param columns those of the seed among them
 * @param seed what rows begin with; empty: nothing
 */
public record DatasetConfig(
    List<ColumnConfig> columns,
    List<ConstraintConfig> constraints,
    List<ModelConfig> models,
    Optional<KafkaSeed> seed) {

  public DatasetConfig {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    models = List.copyOf(models);
  }

  /** A config whose rows begin empty. */
  public DatasetConfig(
      List<ColumnConfig> columns, List<ConstraintConfig> constraints, List<ModelConfig> models) {
    this(columns, constraints, models, Optional.empty());
  }

  /** The first column of that name; O(columns). */
  public Optional<ColumnConfig> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
