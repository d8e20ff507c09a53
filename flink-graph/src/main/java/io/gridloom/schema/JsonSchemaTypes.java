package io.gridloom.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dataset's rows in JSON, said in JSON Schema 2020-12. */
final class JsonSchemaTypes {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private JsonSchemaTypes() {}

  /** Schema of a row: an object with every field, each of them possibly null. */
  static Map<String, Object> row(String title, List<SchemaField> fields) {
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.forEach(field -> properties.put(field.name(), property(field.type())));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DIALECT);
    schema.put("title", title);
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", fields.stream().map(SchemaField::name).toList());
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> property(CellType type) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("type", List.of(name(type), "null"));
    if (type == CellType.DATETIME) {
      property.put("format", "date-time");
    }
    return property;
  }

  private static String name(CellType type) {
    return switch (type) {
      case INTEGER -> "integer";
      case FLOAT -> "number";
      case BOOLEAN -> "boolean";
      case TEXT, DATETIME -> "string";
    };
  }
}
