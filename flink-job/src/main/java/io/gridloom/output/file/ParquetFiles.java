package io.gridloom.output.file;

import io.gridloom.output.AvroForm;
import io.gridloom.output.OutputForm;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Writes values into Parquet files, typed by the dataset schema, compressed with zstd. */
final class ParquetFiles<T> implements BulkWriter<T> {

  static final long ROW_GROUP_BYTES = 32L << 20; // waits in the heap of each subtask

  private final AvroForm<T> form;
  private final ParquetWriter<GenericRecord> writer;

  private ParquetFiles(FSDataOutputStream out, OutputForm<T> form) throws IOException {
    this.form = new AvroForm<>(form);
    ParquetConfiguration settings = new PlainParquetConfiguration();
    settings.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false); // it has no null items
    this.writer =
        AvroParquetWriter.<GenericRecord>builder(new ParquetStream(out))
            .withSchema(this.form.schema())
            .withDataModel(new NullableData()) // without one it asks Hadoop
            .withConf(settings)
            .withCodecFactory(new ZstdCodecs())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
  }

  /** All unions are of null and a type, so that nobody has to ask which type a value has. */
  private static final class NullableData extends GenericData {
    @Override
    public int resolveUnion(Schema union, @Nullable Object value) {
      return value == null ? 0 : 1;
    }
  }

  static <T> BulkWriter.Factory<T> factory(OutputForm<T> form) {
    return out -> new ParquetFiles<>(out, form);
  }

  @Override
  public void addElement(T value) throws IOException {
    writer.write(form.toRecord(value));
  }

  /** Parquet writes row groups when they are full, and the rest in the end. */
  @Override
  public void flush() {}

  @Override
  public void finish() throws IOException {
    writer.close();
  }
}
