package io.gridloom.benchmarks;

import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts the records of this process and sums the bits of their last fields, which are floats. */
final class DigestSink implements Sink<GenericRecord> {

  private static final LongAdder RECORDS = new LongAdder();
  private static final LongAdder DIGEST = new LongAdder();

  /** The digest of the last run. */
  static long take(long rows) {
    if (RECORDS.sumThenReset() != rows) {
      throw new IllegalStateException("not " + rows + " rows came through");
    }
    return DIGEST.sumThenReset();
  }

  @Override
  public SinkWriter<GenericRecord> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(GenericRecord row, Context at) {
        RECORDS.increment();
        DIGEST.add(
            Double.doubleToLongBits((Double) row.get(row.getSchema().getFields().size() - 1)));
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
