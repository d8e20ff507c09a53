package io.gridloom.dataset;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.ColumnDescriptor;
import io.gridloom.graph.ExecutionGraph;

/**
 * From a config to its execution graph: each column with the traits, dependencies and side effects
 * that its type tells. Immutable.
 */
public final class GraphBuilder {

  private final GeneratorRegistry registry;

  public GraphBuilder(GeneratorRegistry registry) {
    this.registry = registry;
  }

  /**
   * The graph of {@code rows} rows; O(columns).
   *
   * @throws IllegalArgumentException if there are no rows, or if the config was not checked and its
   *     columns make no graph
   */
  public ExecutionGraph build(DatasetConfig config, long rows) {
    return ExecutionGraph.of(
        rows,
        config.columns().stream()
            .map(column -> descriptor(column, registry.describe(column, config)))
            .toList());
  }

  /** A column as the graph sees it; carries its config along. */
  static ColumnDescriptor descriptor(ColumnConfig column, ColumnDescription description) {
    return ColumnDescriptor.builder(column.name())
        .traits(description.traits())
        .dependsOn(description.dependencies().toArray(String[]::new))
        .sideEffects(description.sideEffectNames().toArray(String[]::new))
        .config(column)
        .build();
  }
}
