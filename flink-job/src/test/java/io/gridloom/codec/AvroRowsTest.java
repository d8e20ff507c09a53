package io.gridloom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.row.CellState;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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

  private static Row row(long number, String... cells) {
    RowBuilder row = new RowBuilder();
    row.start(number, cells.length);
    for (int slot = 0; slot < cells.length; slot++) {
      row.set(slot, cells[slot]);
    }
    return row.build();
  }
}
