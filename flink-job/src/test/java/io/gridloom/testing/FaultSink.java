package io.gridloom.testing;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink that keeps nothing. Points of {@link Faults}, passed by the task thread: {@code
 * checkpoint} when one begins, {@code drained} when all rows of the subtask are out, {@code end}
 * when its input has ended.
 */
public final class FaultSink<T> implements Sink<T> {

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(T value, Context at) {}

      @Override
      public void writeWatermark(Watermark mark) {
        Faults.pass("drained"); // the only mark is that of the end of rows
      }

      @Override
      public void flush(boolean endOfInput) {
        Faults.pass(endOfInput ? "end" : "checkpoint");
      }

      @Override
      public void close() {}
    };
  }
}
