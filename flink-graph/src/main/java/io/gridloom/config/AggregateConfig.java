package io.gridloom.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An {@code aggregate} column, our own dataset-wide type, of a function whose result for a group is
 * small.
 *
 * @param function one that {@link SortedConfig} does not have
 * @param target the column whose values are aggregated; only {@code count} and {@code share} may do
 *     without
 * @param by columns whose values make the groups; empty: all rows are one group
 * @param batch rows of a block window; empty: the whole dataset
 * @param k values that {@code top_k} gives; empty with other functions
 */
public record AggregateConfig(
    String name,
    boolean drop,
    AggregateFunction function,
    Optional<String> target,
    List<String> by,
    OptionalInt batch,
    OptionalInt k)
    implements ColumnConfig {

  public AggregateConfig {
    by = List.copyOf(by);
  }

  @Override
  public String columnType() {
    return "aggregate";
  }
}
