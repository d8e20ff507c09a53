package io.gridloom.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dataset's rows in JSON, said in JSON Schema 2020-12. */
final class JsonSchemaTypes {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private JsonSchemaTypes() {}

  /** Schema of a row: an object with every field, each of them possibly null. */
  static Map<String, Object> row(String title, RecordType type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DIALECT);
    schema.put("title", title);
    schema.put("type", "object");
    putFields(type, schema);
    return schema;
  }

  private static void putFields(RecordType type, Map<String, Object> schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    type.fields().forEach(field -> properties.put(field.name(), nullable(field.type())));
    schema.put("properties", properties);
    schema.put("required", type.fields().stream().map(SchemaField::name).toList());
    schema.put("additionalProperties", false);
  }

  private static Map<String, Object> nullable(CellType type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", List.of(name(type), "null"));
    if (type instanceof ListType list) {
      schema.put("items", nullable(list.element()));
    } else if (type instanceof RecordType nested) {
      putFields(nested, schema);
    } else if (type == CellType.DATETIME) {
      schema.put("format", "date-time");
    }
    return schema;
  }

  private static String name(CellType type) {
    if (type instanceof ScalarType scalar) {
      return switch (scalar) {
        case INTEGER -> "integer";
        case FLOAT -> "number";
        case BOOLEAN -> "boolean";
        case TEXT, DATETIME -> "string";
      };
    }
    return type instanceof ListType ? "array" : "object";
  }
}
