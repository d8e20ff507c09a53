package io.gridloom.plan;

import io.gridloom.dataset.DatasetColumn;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.util.ArrayList;
import java.util.List;

/**
 * The schemas of a dataset's rows.
 *
 * @param travelling a field for every slot of the row layout: rows between stages and in state
 * @param output the same without dropped columns (their side effects stay): what users get
 */
public record RowSchemas(DatasetSchema travelling, DatasetSchema output) {

  /**
   * The schemas of these columns.
   *
   * @param recordName of the Avro records; any text
   * @param columns in declared order
   */
  public static RowSchemas of(String recordName, List<DatasetColumn> columns) {
    List<SchemaField> all = new ArrayList<>();
    List<SchemaField> output = new ArrayList<>();
    for (DatasetColumn column : columns) {
      SchemaField own = new SchemaField(column.name(), column.description().cellType());
      List<SchemaField> sideEffects =
          column.description().sideEffects().stream()
              .map(name -> new SchemaField(name, CellType.TEXT))
              .toList();
      all.add(own);
      all.addAll(sideEffects);
      if (!column.config().drop()) {
        output.add(own);
      }
      output.addAll(sideEffects);
    }
    return new RowSchemas(DatasetSchema.of(recordName, all), DatasetSchema.of(recordName, output));
  }
}
