package io.gridloom.dataset;

import io.gridloom.config.ColumnConfig;
import io.gridloom.generator.ColumnDescription;

/**
 * A column of a checked dataset.
 *
 * @param config what the user wrote
 * @param description what its type says of it
 */
public record DatasetColumn(ColumnConfig config, ColumnDescription description) {

  public String name() {
    return config.name();
  }
}
