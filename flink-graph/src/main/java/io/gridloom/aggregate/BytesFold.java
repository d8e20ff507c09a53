package io.gridloom.aggregate;

import io.gridloom.generator.CellException;
import io.gridloom.generator.GroupFold;
import io.gridloom.row.Cells;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A group fold whose accumulators and results are bytes. The entry of a row has the row's
 * accumulator as its note.
 *
 * @param <A> its accumulators
 * @param <R> its results
 */
public final class BytesFold<A, R> {

  private final GroupFold<A, R> fold;

  public BytesFold(GroupFold<A, R> fold) {
    this.fold = fold;
  }

  /** Adds the entry of a living row, if it is in a group. */
  public void enter(int column, Cells row, SortedEntries entries) throws CellException {
    Optional<byte[]> group = fold.group(row);
    if (group.isEmpty()) {
      return;
    }
    byte[] accumulator = write(fold.accumulator(row), fold::writeAccumulator);
    if (accumulator.length > GroupFold.MAX_ACCUMULATOR) {
      throw new CellException(
          "a value of some %,d bytes; at most %,d can be aggregated"
              .formatted(accumulator.length, GroupFold.MAX_ACCUMULATOR),
          1);
    }
    entries.add(column, group.get(), fold.value(row), row.row(), accumulator);
  }

  /** The accumulator of sorted entries of one group, from {@code from} to before {@code to}. */
  public byte[] fold(SortedEntries sorted, int from, int to) {
    byte[] only = sorted.note(from);
    if (to == from + 1) {
      return only;
    }
    A folded = read(only, fold::readAccumulator);
    for (int entry = from + 1; entry < to; entry++) {
      folded = fold.merge(folded, read(sorted.note(entry), fold::readAccumulator));
    }
    return write(folded, fold::writeAccumulator);
  }

  /** The accumulator of both parts, the left one coming first. */
  public byte[] merge(byte[] left, byte[] right) {
    A merged = fold.merge(read(left, fold::readAccumulator), read(right, fold::readAccumulator));
    return write(merged, fold::writeAccumulator);
  }

  /**
   * The result of a whole group.
   *
   * @param rows living rows of the window
   */
  public byte[] result(byte[] accumulator, long rows) {
    return write(fold.result(read(accumulator, fold::readAccumulator), rows), fold::writeResult);
  }

  /** The cell of a row of the group with this result. */
  public Object cell(Cells row, byte[] result) throws CellException {
    return fold.cell(row, read(result, fold::readResult));
  }

  /** Writes an accumulator or result. */
  @FunctionalInterface
  private interface Writing<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  /** Reads one. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(DataInput in) throws IOException;
  }

  private static <T> byte[] write(T value, Writing<T> writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.write(value, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no file
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] bytes, Reading<T> reading) {
    try {
      return reading.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // they are not what was written
    }
  }
}
