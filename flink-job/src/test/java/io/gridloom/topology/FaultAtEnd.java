package io.gridloom.topology;

import io.gridloom.testing.Faults;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that keeps nothing and may fail when its input has ended. */
final class FaultAtEnd<T> implements Sink<T> {

  private final String point;

  FaultAtEnd(String point) {
    this.point = point;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    String at = point;
    return new SinkWriter<>() {
      @Override
      public void write(T value, Context context) {}

      @Override
      public void flush(boolean endOfInput) {
        if (endOfInput) {
          Faults.pass(at);
        }
      }

      @Override
      public void close() {}
    };
  }
}
