package io.gridloom.output;

import io.gridloom.codec.RecordForm;
import io.gridloom.schema.DatasetSchema;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * A value as an Avro record of the dataset schema's kind.
 *
 * @param <T> a row or a dead letter
 */
public final class AvroForm<T> {

  private final OutputForm<T> form;
  private final Schema schema;

  public AvroForm(OutputForm<T> form) {
    this.form = form;
    this.schema = DatasetSchema.of(form.recordName(), form.fields()).avro();
  }

  public Schema schema() {
    return schema;
  }

  public GenericRecord toRecord(T value) {
    return RecordForm.toRecord(schema, field -> form.value(value, field));
  }
}
