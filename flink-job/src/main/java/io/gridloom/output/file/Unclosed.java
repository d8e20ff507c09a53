package io.gridloom.output.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that its writer can't close: Flink closes it, or keeps it to commit. */
final class Unclosed extends FilterOutputStream {

  Unclosed(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length); // not byte by byte
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
