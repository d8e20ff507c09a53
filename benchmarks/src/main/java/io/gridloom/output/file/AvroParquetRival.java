package io.gridloom.output.file;

import io.gridloom.output.AvroForm;
import io.gridloom.output.OutputForm;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Parquet as one writes it by hand, through Avro's records; the same schema, codec and row groups.
 * In this package for what Parquet needs where there is no Hadoop.
 */
public final class AvroParquetRival {

  private AvroParquetRival() {}

  /** For Flink's sink of files. */
  public static <T> BulkWriter.Factory<T> factory(OutputForm<T> form) {
    return stream -> {
      AvroForm<T> records = new AvroForm<>(form);
      ParquetConfiguration settings = new PlainParquetConfiguration();
      settings.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
      return new Writer<>(
          records,
          AvroParquetWriter.<GenericRecord>builder(new ParquetStream(stream))
              .withSchema(records.schema())
              .withDataModel(new NullableData())
              .withConf(settings)
              .withCodecFactory(new ZstdCodecs())
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .withRowGroupSize(ParquetFiles.ROW_GROUP_BYTES)
              .build());
    };
  }

  /** All unions are of null and a type: faster than to be asked for each value. */
  private static final class NullableData extends GenericData {
    @Override
    public int resolveUnion(Schema union, @Nullable Object value) {
      return value == null ? 0 : 1;
    }
  }

  private record Writer<T>(AvroForm<T> records, ParquetWriter<GenericRecord> out)
      implements BulkWriter<T> {

    @Override
    public void addElement(T value) throws IOException {
      out.write(records.toRecord(value));
    }

    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
      out.close();
    }
  }
}
