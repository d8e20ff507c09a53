package io.gridloom.codec;

import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.io.Serializable;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A row as the user's Avro record: fields by the dataset's schema, dates as Avro's
 * local-timestamp-micros (a long), lists as its arrays, null where a cell has no value.
 */
public final class RecordForm implements Serializable {

  private final String schemaText;
  private final int[] slots;
  private transient volatile Schema schema; // Avro's schemas travel as text

  /**
   * @param layout of the rows
   * @param dataset the fields that a record gets
   */
  public RecordForm(RowLayout layout, DatasetSchema dataset) {
    List<SchemaField> fields = dataset.fields();
    this.slots = fields.stream().mapToInt(field -> layout.slot(field.name())).toArray();
    this.schema = dataset.avro();
    this.schemaText = schema.toString();
  }

  public Schema schema() {
    Schema parsed = schema;
    if (parsed == null) {
      parsed = new Schema.Parser().parse(schemaText);
      schema = parsed;
    }
    return parsed;
  }

  /** The record of a living row. */
  public GenericRecord toRecord(Row row) {
    return toRecord(
        schema(), field -> row.hasValue(slots[field]) ? row.value(slots[field]) : NoValue.NULL);
  }

  /**
   * The record of some cells.
   *
   * @param cells by field: a value, or {@link NoValue#NULL}
   */
  public static GenericRecord toRecord(Schema schema, IntFunction<Object> cells) {
    GenericData.Record record = new GenericData.Record(schema);
    List<Schema.Field> fields = schema.getFields();
    for (int field = 0; field < fields.size(); field++) {
      record.put(field, AvroValues.toGeneric(cells.apply(field), fields.get(field).schema()));
    }
    return record;
  }
}
