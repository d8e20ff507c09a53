package io.gridloom.operator;

import io.gridloom.execution.WindowProgram;
import io.gridloom.flinkinternal.FatalFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Accumulators and results as they travel between a barrier and its coordinator. Flink drops an
 * event that is too large for its RPC frames (10 MiB), with no more than a line in the log; so the
 * size is checked here, and the job fails with a message.
 */
final class WindowBytes {

  static final int MAX_COLUMN_BYTES = 1 << 20;
  private static final int MAX_BYTES = 8 << 20;

  private WindowBytes() {}

  /** Writes something of a window. */
  @FunctionalInterface
  private interface Form {
    void write(DataOutputStream out) throws IOException;
  }

  static byte[] writeAccumulators(WindowProgram program, Object[] accumulators) throws IOException {
    for (int i = 0; i < accumulators.length; i++) {
      int column = i;
      check(program, i, bytes(out -> program.writeAccumulator(column, accumulators[column], out)));
    }
    return checkSum(program, bytes(out -> program.writeAccumulators(accumulators, out)));
  }

  /** Merges accumulators and makes the result; the same bytes whatever the order of the parts. */
  static byte[] merge(WindowProgram program, List<byte[]> parts) {
    try {
      Object[] merged = program.createAccumulators();
      for (byte[] part : parts) {
        merged = program.merge(merged, program.readAccumulators(input(part)));
      }
      Object[] results = program.results(merged);
      for (int i = 0; i < results.length; i++) {
        int column = i;
        check(program, i, bytes(out -> program.writeResult(column, results[column], out)));
      }
      return checkSum(program, bytes(out -> program.writeResults(results, out)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory: they are not what we wrote
    }
  }

  static Object[] readResults(WindowProgram program, byte[] written) throws IOException {
    return program.readResults(input(written));
  }

  private static byte[] bytes(Form form) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    form.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static void check(WindowProgram program, int column, byte[] bytes) {
    if (bytes.length > MAX_COLUMN_BYTES) {
      throw FatalFailure.of(
          "column '%s' keeps %,d bytes for its groups, at most %,d are allowed: its \"by\" columns (of a top_k: its target, too) have too many values. Use columns with fewer"
              .formatted(program.columns().get(column), bytes.length, MAX_COLUMN_BYTES));
    }
  }

  private static byte[] checkSum(WindowProgram program, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw FatalFailure.of(
          "columns %s keep %,d bytes for their groups, at most %,d are allowed together. Group by columns with fewer values"
              .formatted(program.columns(), bytes.length, MAX_BYTES));
    }
    return bytes;
  }
}
