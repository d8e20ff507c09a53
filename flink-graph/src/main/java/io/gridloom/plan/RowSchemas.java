package io.gridloom.plan;

import io.gridloom.dataset.DatasetColumn;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The schemas of a dataset's rows.
 *
 * @param travelling a field for every slot of the row layout: rows between stages and in state
 * @param output the same without dropped columns (their side effects stay): what users get
 */
public record RowSchemas(DatasetSchema travelling, DatasetSchema output) {

  private static final String RECORD = "row"; // in files and topics: as lasting as the field names

  /** The schemas of these columns, in declared order, with the record name that we give. */
  public static RowSchemas of(List<DatasetColumn> columns) {
    return of(RECORD, columns);
  }

  /**
   * The schemas of these columns.
   *
   * @param recordName of the Avro records; any text
   * @param columns in declared order
   */
  public static RowSchemas of(String recordName, List<DatasetColumn> columns) {
    return new RowSchemas(
        DatasetSchema.of(recordName, fields(columns, column -> true)),
        DatasetSchema.of(recordName, outputFields(columns)));
  }

  /** The fields of {@link #output}, without a schema: Avro is slow to start. */
  public static List<SchemaField> outputFields(List<DatasetColumn> columns) {
    return fields(columns, column -> !column.config().drop());
  }

  private static List<SchemaField> fields(
      List<DatasetColumn> columns, Predicate<DatasetColumn> kept) {
    List<SchemaField> fields = new ArrayList<>();
    for (DatasetColumn column : columns) {
      if (kept.test(column)) {
        fields.add(new SchemaField(column.name(), column.description().cellType()));
      }
      fields.addAll(column.description().sideEffects());
    }
    return fields;
  }
}
