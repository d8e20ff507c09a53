package io.gridloom.codec;

import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.io.Serializable;
import java.util.List;
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
    GenericData.Record record = new GenericData.Record(schema());
    for (int field = 0; field < slots.length; field++) {
      if (row.hasValue(slots[field])) {
        Schema type = record.getSchema().getFields().get(field).schema();
        record.put(field, AvroValues.toGeneric(row.value(slots[field]), type));
      }
    }
    return record;
  }
}
