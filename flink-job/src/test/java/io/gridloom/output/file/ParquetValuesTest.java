package io.gridloom.output.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.codec.RandomRows;
import io.gridloom.output.AvroForm;
import io.gridloom.output.Projection;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.SchemaField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values in Parquet files, as Parquet's own reader of Avro finds them. */
class ParquetValuesTest {

  @TempDir private java.nio.file.Path folder;

  /** Schemas of Parquet have no record without a field. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 100)
        .filter(
            seed ->
                new RandomRows(seed)
                    .schema().fields().stream().noneMatch(field -> isEmpty(field.type())));
  }

  private static boolean isEmpty(CellType type) {
    if (type instanceof ListType list) {
      return isEmpty(list.element());
    }
    return type instanceof RecordType record
        && (record.fields().isEmpty()
            || record.fields().stream().anyMatch(field -> isEmpty(field.type())));
  }

  private static Projection form(DatasetSchema schema) {
    List<String> names = schema.fields().stream().map(SchemaField::name).toList();
    return Projection.of(schema, new RowLayout(names), Optional.of("rid"), List.of());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void areThoseOfTheRows(long seed) throws Exception {
    RandomRows random = new RandomRows(seed);
    DatasetSchema schema = random.schema();
    Projection form = form(schema);
    AvroForm<Row> records = new AvroForm<>(form);
    Path file = new Path(folder.resolve("rows.parquet").toUri());
    FileSystem files = file.getFileSystem();
    List<GenericRecord> expected = new ArrayList<>();
    try (FSDataOutputStream out = files.create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
      BulkWriter<Row> writer = ParquetFiles.factory(form).create(out);
      for (int i = 0; i < 200; i++) {
        Row row = random.row(schema);
        if (!row.isDropped()) {
          expected.add(records.toRecord(row));
          writer.addElement(row);
        }
      }
      writer.finish();
    }
    List<GenericRecord> read = new ArrayList<>();
    ParquetSource source = new ParquetSource(files.getFileStatus(file), files);
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(source, new PlainParquetConfiguration())
            .withDataModel(GenericData.get())
            .withCodecFactory(new ZstdCodecs())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        read.add(row);
      }
    }
    assertThat(read).isEqualTo(expected);
  }
}
