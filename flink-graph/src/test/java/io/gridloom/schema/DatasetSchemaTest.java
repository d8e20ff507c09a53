package io.gridloom.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class DatasetSchemaTest {

  private static final DatasetSchema ALL =
      DatasetSchema.of(
          "web orders",
          List.of(
              new SchemaField("n", CellType.INTEGER),
              new SchemaField("price", CellType.FLOAT),
              new SchemaField("paid", CellType.BOOLEAN),
              new SchemaField("Größe", CellType.TEXT),
              new SchemaField("ordered at", CellType.DATETIME)));

  @Test
  void everyFieldIsNullOrItsTypeAndNullByDefault() {
    assertThat(ALL.avro().getFields())
        .allSatisfy(
            field -> {
              assertThat(field.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
              assertThat(field.defaultVal()).isEqualTo(JsonProperties.NULL_VALUE);
            });
    assertThat(ALL.avro().getFields())
        .extracting(field -> field.schema().getTypes().get(1).getType())
        .containsExactly(
            Schema.Type.LONG,
            Schema.Type.DOUBLE,
            Schema.Type.BOOLEAN,
            Schema.Type.STRING,
            Schema.Type.LONG);
    assertThat(ALL.avro().getField("ordered_x20_at").schema().getTypes().get(1).getLogicalType())
        .isEqualTo(LogicalTypes.localTimestampMicros());
  }

  @Test
  void survivesItsJsonWithNamesAndOrder() {
    Schema read = new Schema.Parser().parse(ALL.avro().toString());
    assertThat(read).isEqualTo(ALL.avro());
    assertThat(read.getFields())
        .extracting(field -> field.getProp(DatasetSchema.NAME_PROPERTY))
        .containsExactly("n", "price", "paid", "Größe", "ordered at");
  }

  @Test
  void takesNamesThatAvroUsesItself() {
    for (String name : List.of("string", "record", "null", "io.gridloom.Row", "2026 orders", "")) {
      Schema avro = DatasetSchema.of(name, List.of(new SchemaField(name, CellType.TEXT))).avro();
      assertThat(new Schema.Parser().parse(avro.toString())).as(name).isEqualTo(avro);
    }
  }

  @Test
  void listsAreArraysAndRecordsAreRecordsOfNullableTypes() {
    SchemaField day = new SchemaField("the day", CellType.DATETIME);
    CellType days = new ListType(new RecordType(List.of(day)));
    Schema avro = DatasetSchema.of("row", List.of(new SchemaField("days", days))).avro();

    Schema items = notNull(avro.getField("days").schema()).getElementType();
    assertThat(items.getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
    assertThat(notNull(items).getFullName()).isEqualTo("gridloom.row_fields.days");
    Schema.Field field = notNull(items).getField("the_x20_day");
    assertThat(field.getProp(DatasetSchema.NAME_PROPERTY)).isEqualTo("the day");
    assertThat(field.defaultVal()).isEqualTo(JsonProperties.NULL_VALUE);
    assertThat(notNull(field.schema()).getLogicalType())
        .isEqualTo(LogicalTypes.localTimestampMicros());
  }

  private static Schema notNull(Schema nullable) {
    return nullable.getTypes().get(1);
  }

  @Test
  void noTwoNestedRecordsHaveOneName() {
    List<SchemaField> fields = new ArrayList<>();
    for (String name : List.of("row", "row_fields", "row.row", "row/row", "string", "")) {
      RecordType own = new RecordType(List.of(new SchemaField(name, CellType.TEXT)));
      RecordType inner =
          new RecordType(List.of(new SchemaField("row", own), new SchemaField("string", own)));
      fields.add(new SchemaField(name, new ListType(new ListType(inner))));
    }
    DatasetSchema schema = DatasetSchema.of("row", fields);
    for (Schema avro : List.of(schema.avro(), schema.state())) {
      assertThat(new Schema.Parser().parse(avro.toString())).isEqualTo(avro);
    }
  }

  @Test
  void stateHasTheSameFieldsAndTheCellStates() {
    List<String> names = new ArrayList<>();
    ALL.avro().getFields().forEach(field -> names.add(field.name()));
    names.add(DatasetSchema.CELL_STATES);
    assertThat(ALL.state().getFields()).extracting(Schema.Field::name).isEqualTo(names);
    assertThat(ALL.state().getField(DatasetSchema.CELL_STATES).schema().getType())
        .isEqualTo(Schema.Type.BYTES);
  }

  @Test
  void aColumnMayBeNamedLikeTheCellStates() {
    DatasetSchema schema =
        DatasetSchema.of(
            "rows", List.of(new SchemaField(DatasetSchema.CELL_STATES, CellType.TEXT)));
    assertThat(schema.state().getFields()).hasSize(2);
  }

  @Test
  void aRepeatedNameIsRejected() {
    SchemaField field = new SchemaField("n", CellType.TEXT);
    assertThatThrownBy(() -> DatasetSchema.of("rows", List.of(field, field)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field 'n' is there twice");
  }

  @Test
  void theJsonSchemaHasTheColumnsOwnNames() {
    assertThat(ALL.toJsonSchema())
        .containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema")
        .containsEntry("required", List.of("n", "price", "paid", "Größe", "ordered at"))
        .containsEntry(
            "properties",
            Map.of(
                "n", Map.of("type", List.of("integer", "null")),
                "price", Map.of("type", List.of("number", "null")),
                "paid", Map.of("type", List.of("boolean", "null")),
                "Größe", Map.of("type", List.of("string", "null")),
                "ordered at", Map.of("type", List.of("string", "null"), "format", "date-time")));
  }

  @Test
  void theJsonSchemaTellsOfListsAndRecords() {
    RecordType record = new RecordType(List.of(new SchemaField("größe", CellType.FLOAT)));
    SchemaField field = new SchemaField("all", new ListType(record));
    Map<String, Object> items =
        Map.of(
            "type", List.of("object", "null"),
            "properties", Map.of("größe", Map.of("type", List.of("number", "null"))),
            "required", List.of("größe"),
            "additionalProperties", false);
    assertThat(DatasetSchema.of("rows", List.of(field)).toJsonSchema())
        .containsEntry(
            "properties", Map.of("all", Map.of("type", List.of("array", "null"), "items", items)));
  }
}
