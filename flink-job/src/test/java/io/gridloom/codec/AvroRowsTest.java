package io.gridloom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.row.CellState;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.SchemaField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroRowsTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aBlockGivesBackItsRows(long seed) throws IOException {
    RandomRows random = new RandomRows(seed);
    DatasetSchema schema = random.schema();
    List<Row> rows = new ArrayList<>();
    AvroRows codec = new AvroRows(schema);
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    codec.start(block);
    for (int i = 0; i < 100; i++) {
      rows.add(random.row(schema));
      codec.append(rows.get(i), block);
    }
    assertThat(new AvroRows(schema).read(block.toByteArray())).isEqualTo(rows);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theCompactFormGivesBackItsRow(long seed) throws IOException {
    RandomRows random = new RandomRows(seed);
    DatasetSchema schema = random.schema();
    for (int i = 0; i < 100; i++) {
      Row row = random.row(schema);
      DataOutputSerializer out = new DataOutputSerializer(64);
      RowSerializer.INSTANCE.serialize(row, out);
      DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
      assertThat(RowSerializer.INSTANCE.deserialize(in)).isEqualTo(row);
      assertThat(in.available()).isZero();
    }
  }

  @Test
  void aBlockOfOneRowIsAnAvroMessage() throws IOException {
    DatasetSchema schema = DatasetSchema.of("row", List.of(new SchemaField("a", CellType.TEXT)));
    AvroRows codec = new AvroRows(schema);
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    codec.start(block);
    codec.append(row(7, "x"), block);

    Schema written = new Schema.Parser().parse(codec.schemas().get(0));
    GenericRecord record =
        new BinaryMessageDecoder<GenericRecord>(GenericData.get(), written)
            .decode(ByteBuffer.wrap(block.toByteArray()));

    assertThat(record.get("row")).isEqualTo(7L);
    assertThat(((GenericRecord) record.get("cells")).get(0)).hasToString("x");
  }

  @Test
  void rowsOfARunWithOtherColumnsAreReadByName() throws IOException {
    SchemaField a = new SchemaField("a", CellType.TEXT);
    SchemaField b = new SchemaField("b", CellType.TEXT);
    SchemaField c = new SchemaField("c", CellType.TEXT);
    AvroRows older = new AvroRows(DatasetSchema.of("row", List.of(a, b)));
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    older.start(block);
    older.append(row(7, "x", "y"), block);
    AvroRows newer = new AvroRows(DatasetSchema.of("row", List.of(c, b)));

    assertThatThrownBy(() -> newer.read(block.toByteArray())).hasMessageContaining("unknown");
    newer.addSchemas(older.schemas());
    Row read = newer.read(block.toByteArray()).get(0);

    assertThat(read.state(0)).isEqualTo(CellState.ABSENT);
    assertThat(read.value(1)).isEqualTo("y");
  }

  @Test
  void aNewListColumnIsAbsentFromOldRowsAndANewFieldOfARecordIsNull() throws IOException {
    SchemaField name = new SchemaField("the name", CellType.TEXT);
    SchemaField days = new SchemaField("days", new ListType(CellType.DATETIME));
    CellType before = new ListType(new RecordType(List.of(name)));
    CellType after = new ListType(new RecordType(List.of(days, name)));
    AvroRows older = new AvroRows(DatasetSchema.of("row", List.of(new SchemaField("a", before))));
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    older.start(block);
    older.append(row(7, List.of(Map.of("the name", "x"), NoValue.NULL)), block);
    AvroRows newer =
        new AvroRows(DatasetSchema.of("row", List.of(days, new SchemaField("a", after))));
    newer.addSchemas(older.schemas());

    Row read = newer.read(block.toByteArray()).get(0);

    assertThat(read.state(0)).isEqualTo(CellState.ABSENT);
    assertThat(read.value(1))
        .isEqualTo(List.of(Map.of("days", NoValue.NULL, "the name", "x"), NoValue.NULL));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void rowsOfARunWithFewerColumnsKeepTheirCells(long seed) throws IOException {
    RandomRows random = new RandomRows(seed);
    DatasetSchema before = random.schema();
    List<SchemaField> fields = new ArrayList<>(before.fields());
    fields.add(0, new SchemaField("new", new ListType(CellType.INTEGER)));
    AvroRows older = new AvroRows(before);
    AvroRows newer = new AvroRows(DatasetSchema.of("row", fields));
    newer.addSchemas(older.schemas());
    for (int i = 0; i < 100; i++) {
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      older.start(block);
      Row row = random.row(before);
      older.append(row, block);
      Row read = newer.read(block.toByteArray()).get(0);
      assertThat(read.isDropped()).isEqualTo(row.isDropped());
      for (int slot = 0; slot < row.slots(); slot++) {
        assertThat(read.state(slot + 1)).isEqualTo(row.state(slot));
        if (row.hasValue(slot)) {
          assertThat(read.value(slot + 1)).isEqualTo(row.value(slot));
        }
      }
    }
  }

  private static Row row(long number, Object... cells) {
    RowBuilder row = new RowBuilder();
    row.start(number, cells.length);
    for (int slot = 0; slot < cells.length; slot++) {
      row.set(slot, cells[slot]);
    }
    return row.build();
  }
}
