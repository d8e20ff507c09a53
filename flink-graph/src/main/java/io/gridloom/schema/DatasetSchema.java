package io.gridloom.schema;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The schema of a dataset's rows: one truth for state, files, Kafka and users. Immutable, safe to
 * share.
 *
 * <p>Every field is a union of null and its type, null by default, so that a column added later is
 * ordinary schema evolution. Field names are safe for Avro; each field carries the column's own
 * name as the property {@value #NAME_PROPERTY}.
 */
public final class DatasetSchema {

  /** Property of an Avro field: the column's own name. */
  public static final String NAME_PROPERTY = "gridloom.name";

  /** Field of {@link #state} with a byte per cell: the ordinal of its cell state. */
  public static final String CELL_STATES = "__cell_states";

  private static final String NAMESPACE =
      "gridloom"; // without one, a record can't be named "string"

  private final String recordName;
  private final RecordType type;
  private final Schema avro;
  private final Schema state;

  private DatasetSchema(String recordName, RecordType type) {
    this.recordName = recordName;
    this.type = type;
    String name = AvroNames.of(recordName);
    this.avro = AvroTypes.record(name, NAMESPACE, type.fields());
    Schema.Field states = new Schema.Field(CELL_STATES, Schema.create(Schema.Type.BYTES));
    this.state = AvroTypes.record(name, NAMESPACE, type.fields(), states);
  }

  /**
   * A schema with these fields, in their order.
   *
   * @param recordName of the Avro record; any text
   * @throws IllegalArgumentException if a name is there twice
   */
  public static DatasetSchema of(String recordName, List<SchemaField> fields) {
    return new DatasetSchema(recordName, new RecordType(fields));
  }

  /** The fields by position. */
  public List<SchemaField> fields() {
    return type.fields();
  }

  /** The Avro schema, fields at the positions of {@link #fields}. */
  public Schema avro() {
    return avro;
  }

  /** The same, and behind the fields {@value #CELL_STATES}: bytes, one for each field. */
  public Schema state() {
    return state;
  }

  /** JSON Schema (2020-12) of a row in JSON, as plain JSON values, keys in reading order. */
  public Map<String, Object> toJsonSchema() {
    return JsonSchemaTypes.row(recordName, type);
  }

  @Override
  public String toString() {
    return avro.toString();
  }
}
