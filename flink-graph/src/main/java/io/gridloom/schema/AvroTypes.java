package io.gridloom.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Cell types in Avro. The fields of a record {@code a.b} have their own records in the namespace
 * {@code a.b_fields}, under the fields' names: no two have one name, and none is a package and a
 * class at once where classes are made of a schema.
 */
final class AvroTypes {

  private AvroTypes() {}

  /** The Avro record of these fields and then {@code more}. */
  static Schema record(
      String name, String namespace, List<SchemaField> fields, Schema.Field... more) {
    String inner = namespace + "." + name + "_fields";
    List<Schema.Field> all = new ArrayList<>();
    for (SchemaField field : fields) {
      all.add(field(field, inner));
    }
    all.addAll(List.of(more));
    return Schema.createRecord(name, null, namespace, false, all);
  }

  private static Schema.Field field(SchemaField field, String namespace) {
    String name = AvroNames.of(field.name());
    Schema type = nullable(field.type(), name, namespace);
    Schema.Field avro = new Schema.Field(name, type, null, Schema.Field.NULL_DEFAULT_VALUE);
    avro.addProp(DatasetSchema.NAME_PROPERTY, field.name());
    return avro;
  }

  private static Schema nullable(CellType type, String name, String namespace) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), type(type, name, namespace));
  }

  private static Schema type(CellType type, String name, String namespace) {
    if (type instanceof ListType list) {
      return Schema.createArray(nullable(list.element(), name, namespace));
    }
    if (type instanceof RecordType nested) {
      return record(name, namespace, nested.fields());
    }
    return scalar((ScalarType) type);
  }

  private static Schema scalar(ScalarType type) {
    return switch (type) {
      case INTEGER -> Schema.create(Schema.Type.LONG);
      case FLOAT -> Schema.create(Schema.Type.DOUBLE);
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case TEXT -> Schema.create(Schema.Type.STRING);
      case DATETIME ->
          LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
    };
  }
}
