package io.gridloom.table;

import io.gridloom.dataset.Dataset;
import io.gridloom.plan.NeededColumns;
import io.gridloom.plan.RowSchemas;
import io.gridloom.schema.SqlColumn;
import java.util.List;
import java.util.Optional;

/**
 * A dataset whose rows make a table.
 *
 * @param rowIdColumn name of a column with the row's number; empty: none
 */
record DatasetTable(Dataset dataset, Optional<String> rowIdColumn, ScanSettings settings) {

  /** The row's number, then the columns that users get. */
  List<SqlColumn> columns() {
    return SqlColumn.of(RowSchemas.outputFields(dataset.columns()), rowIdColumn);
  }

  /** What has to be generated where only some columns are asked for. */
  Dataset dataset(List<String> asked) {
    return dataset.only(NeededColumns.of(dataset.columns(), asked));
  }

  boolean isRowId(String column) {
    return rowIdColumn.filter(column::equals).isPresent();
  }
}
