package io.gridloom.output;

import io.gridloom.row.RowLayout;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What of a row an output gets.
 *
 * @param rowIdColumn name of a first field with the row's number; empty: none
 * @param names of the fields that follow
 * @param slots of the row that they are taken from, as many
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Projection(String rowIdColumn, List<String> names, int[] slots)
    implements Serializable {

  /** All fields of the dataset's schema. */
  public static Projection of(
      DatasetSchema schema, RowLayout layout, Optional<String> rowIdColumn) {
    List<String> names = schema.fields().stream().map(SchemaField::name).toList();
    int[] slots = names.stream().mapToInt(layout::slot).toArray();
    return new Projection(rowIdColumn.orElse(""), names, slots);
  }

  public boolean hasRowId() {
    return !rowIdColumn.isEmpty();
  }
}
