package io.gridloom.config;

import java.util.List;
import java.util.Optional;

/** A whole config, in declared order. */
public record DatasetConfig(
    List<ColumnConfig> columns, List<ConstraintConfig> constraints, List<ModelConfig> models) {

  public DatasetConfig {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    models = List.copyOf(models);
  }

  /** The first column of that name; O(columns). */
  public Optional<ColumnConfig> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
