package io.gridloom.operator;

import io.gridloom.execution.WindowProgram;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A subtask's part of a dataset window: how many rows it has seen, and their accumulators. */
final class Partial {

  private long rows;
  private final Object[] accumulators;

  private Partial(long rows, Object[] accumulators) {
    this.rows = rows;
    this.accumulators = accumulators;
  }

  static Partial empty(WindowProgram program) {
    return new Partial(0, program.createAccumulators());
  }

  long rows() {
    return rows;
  }

  Object[] accumulators() {
    return accumulators;
  }

  /** One more row, tombstones too. */
  void count() {
    rows++;
  }

  Partial merge(Partial other, WindowProgram program) {
    return new Partial(rows + other.rows, program.merge(accumulators, other.accumulators));
  }

  byte[] write(WindowProgram program) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(rows);
    program.writeAccumulators(accumulators, out);
    return bytes.toByteArray();
  }

  static Partial read(WindowProgram program, byte[] written) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
    return new Partial(in.readLong(), program.readAccumulators(in));
  }
}
