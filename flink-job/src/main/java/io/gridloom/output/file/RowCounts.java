package io.gridloom.output.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes how many values came, as text, instead of the values. */
final class RowCounts<T> implements BulkWriter<T> {

  private final FSDataOutputStream out;
  private long rows;

  private RowCounts(FSDataOutputStream out) {
    this.out = out;
  }

  static <T> BulkWriter.Factory<T> factory() {
    return RowCounts::new;
  }

  @Override
  public void addElement(T value) {
    rows++;
  }

  /** There is nothing before the end. */
  @Override
  public void flush() {}

  @Override
  public void finish() throws IOException {
    out.write((rows + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
