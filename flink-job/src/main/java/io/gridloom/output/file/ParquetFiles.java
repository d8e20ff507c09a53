package io.gridloom.output.file;

import io.gridloom.output.OutputForm;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Writes values into Parquet files, typed by the dataset schema, compressed with zstd. */
final class ParquetFiles<T> implements BulkWriter<T> {

  static final long ROW_GROUP_BYTES = 32L << 20; // waits in the heap of each subtask

  private final ParquetWriter<T> writer;

  private ParquetFiles(FSDataOutputStream out, OutputForm<T> form) throws IOException {
    this.writer =
        new Builder<>(new ParquetStream(out), new ParquetValues<>(form))
            .withConf(new PlainParquetConfiguration()) // without one it asks Hadoop
            .withCodecFactory(new ZstdCodecs())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
  }

  static <T> BulkWriter.Factory<T> factory(OutputForm<T> form) {
    return out -> new ParquetFiles<>(out, form);
  }

  @Override
  public void addElement(T value) throws IOException {
    writer.write(value);
  }

  /** Parquet writes row groups when they are full, and the rest in the end. */
  @Override
  public void flush() {}

  @Override
  public void finish() throws IOException {
    writer.close();
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final WriteSupport<T> values;

    Builder(ParquetStream out, WriteSupport<T> values) {
      super(out);
      this.values = values;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return values;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return values;
    }
  }
}
