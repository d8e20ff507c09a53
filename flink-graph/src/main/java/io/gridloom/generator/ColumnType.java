package io.gridloom.generator;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.problem.Problems;

/**
 * A column type, described: which fields its configs have, and what a column of it needs. Pure: no
 * files, no network, no clients. Found through {@link java.util.ServiceLoader}; stateless.
 */
public interface ColumnType {

  /** The config's {@code column_type}. */
  String name();

  /**
   * Reads a column. What is wrong goes into the fields' problems, never into an exception; what is
   * returned then is a placeholder that nobody runs.
   */
  ColumnConfig read(Fields fields);

  /**
   * Checks a column against the others of its dataset: references, ranges, templates. Called only
   * for columns that {@link #read} found right.
   *
   * @param path of the column in its config, such as {@code columns[2]}
   */
  default void check(ColumnConfig column, DatasetConfig dataset, String path, Problems problems) {}

  /**
   * What the column needs and fills. Called only for a column without problems.
   *
   * @param types of the other columns' cells; a type that asks for one in a cycle gets no answer
   */
  ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types);
}
