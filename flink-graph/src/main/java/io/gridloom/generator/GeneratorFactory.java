package io.gridloom.generator;

import io.gridloom.config.ColumnConfig;

/**
 * Makes the generators of one column type. Found through {@link java.util.ServiceLoader};
 * stateless.
 */
public interface GeneratorFactory {

  /** The {@code column_type} whose columns it serves. */
  String columnType();

  /** A generator for one subtask. Called for checked configs only. */
  Generator create(ColumnConfig column, GeneratorContext context);
}
