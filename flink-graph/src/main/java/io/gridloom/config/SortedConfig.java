package io.gridloom.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * An {@code aggregate} column of a function that needs the rows in order: its result grows with the
 * data.
 *
 * @param target the columns that are compared: none of a split, one or more of a dedupe, else one
 * @param by columns whose values make the groups; empty: all rows are one group
 * @param batch rows of a block window; empty: the whole dataset
 */
public record SortedConfig(
    String name,
    boolean drop,
    SortedFunction function,
    List<String> target,
    List<String> by,
    OptionalInt batch)
    implements ColumnConfig {

  public SortedConfig {
    target = List.copyOf(target);
    by = List.copyOf(by);
  }

  @Override
  public String columnType() {
    return "aggregate";
  }
}
