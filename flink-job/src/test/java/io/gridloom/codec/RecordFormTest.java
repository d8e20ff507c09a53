package io.gridloom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.row.RowLayout;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.SchemaField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericArray;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as users get them, in Avro's generic form. */
class RecordFormTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void holdsTheValuesOfTheRowAlsoOnceWritten(long seed) throws IOException {
    RandomRows random = new RandomRows(seed);
    DatasetSchema schema = random.schema();
    RecordForm form = form(schema);
    for (int i = 0; i < 100; i++) {
      Row row = random.row(schema);
      if (!row.isDropped()) {
        assertHolds(form.toRecord(row), row, schema);
        assertHolds(written(form.toRecord(row)), row, schema);
      }
    }
  }

  private static RecordForm form(DatasetSchema schema) {
    List<String> names = schema.fields().stream().map(SchemaField::name).toList();
    return new RecordForm(new RowLayout(names), schema);
  }

  private static void assertHolds(GenericRecord record, Row row, DatasetSchema schema) {
    for (int slot = 0; slot < row.slots(); slot++) {
      if (row.hasValue(slot)) {
        CellType type = schema.fields().get(slot).type();
        assertThat(AvroValues.ofGeneric(record.get(slot), type)).isEqualTo(row.value(slot));
      } else {
        assertThat(record.get(slot)).isNull();
      }
    }
  }

  private static GenericRecord written(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return new GenericDatumReader<GenericRecord>(record.getSchema())
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }

  @Test
  void hasArraysAndRecordsOfItsSchema() {
    SchemaField at = new SchemaField("at", CellType.DATETIME);
    CellType type = new ListType(new RecordType(List.of(at)));
    DatasetSchema schema = DatasetSchema.of("row", List.of(new SchemaField("visits", type)));
    RowBuilder row = new RowBuilder();
    row.start(0, 1);
    row.set(0, List.of(Map.of("at", LocalDateTime.of(1970, 1, 1, 0, 0, 1))));

    GenericRecord record = form(schema).toRecord(row.build());

    GenericArray<?> visits = (GenericArray<?>) record.get("visits");
    assertThat(visits.getSchema())
        .isEqualTo(schema.avro().getField("visits").schema().getTypes().get(1));
    assertThat(((GenericRecord) visits.get(0)).get("at")).isEqualTo(1_000_000L);
  }
}
