package io.gridloom.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
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
  private final List<SchemaField> fields;
  private final Schema avro;
  private final Schema state;

  private DatasetSchema(String recordName, List<SchemaField> fields) {
    this.recordName = recordName;
    this.fields = List.copyOf(fields);
    this.avro = record(columnFields());
    List<Schema.Field> withStates = columnFields(); // a field belongs to one record
    withStates.add(new Schema.Field(CELL_STATES, Schema.create(Schema.Type.BYTES)));
    this.state = record(withStates);
  }

  /**
   * A schema with these fields, in their order.
   *
   * @param recordName of the Avro record; any text
   * @throws IllegalArgumentException if a name is there twice
   */
  public static DatasetSchema of(String recordName, List<SchemaField> fields) {
    Set<String> names = new HashSet<>();
    for (SchemaField field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("field '" + field.name() + "' is there twice");
      }
    }
    return new DatasetSchema(recordName, fields);
  }

  /** The fields by position. */
  public List<SchemaField> fields() {
    return fields;
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
    return JsonSchemaTypes.row(recordName, fields);
  }

  private Schema record(List<Schema.Field> avroFields) {
    return Schema.createRecord(AvroNames.of(recordName), null, NAMESPACE, false, avroFields);
  }

  private List<Schema.Field> columnFields() {
    List<Schema.Field> avroFields = new ArrayList<>();
    for (SchemaField field : fields) {
      Schema type = Schema.createUnion(Schema.create(Schema.Type.NULL), type(field.type()));
      Schema.Field avroField =
          new Schema.Field(AvroNames.of(field.name()), type, null, Schema.Field.NULL_DEFAULT_VALUE);
      avroField.addProp(NAME_PROPERTY, field.name());
      avroFields.add(avroField);
    }
    return avroFields;
  }

  private static Schema type(CellType type) {
    return switch (type) {
      case INTEGER -> Schema.create(Schema.Type.LONG);
      case FLOAT -> Schema.create(Schema.Type.DOUBLE);
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case TEXT -> Schema.create(Schema.Type.STRING);
      case DATETIME ->
          LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
    };
  }

  @Override
  public String toString() {
    return avro.toString();
  }
}
