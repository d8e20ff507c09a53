package io.gridloom.aggregate;

import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A sorted generator for the rows of a window that fit into memory. */
public final class SortInMemory implements BarrierGenerator<SortedEntries, Map<Long, Long>> {

  private static final int COLUMN = 0;

  private final SortedGenerator generator;

  public SortInMemory(SortedGenerator generator) {
    this.generator = generator;
  }

  @Override
  public SortedEntries createAccumulator() {
    return new SortedEntries();
  }

  @Override
  public void add(SortedEntries accumulator, Cells row) throws CellException {
    enter(generator, COLUMN, row, accumulator);
  }

  /** Adds a row's entries; none of them if the generator fails. */
  public static void enter(SortedGenerator generator, int column, Cells row, SortedEntries entries)
      throws CellException {
    int before = entries.size();
    boolean entered = false;
    try {
      generator.enter(
          row,
          (group, value, note) -> {
            if (note.length > SortedGenerator.MAX_NOTE) {
              throw new IllegalArgumentException("a note of " + note.length + " bytes");
            }
            entries.add(column, group, value, row.row(), note);
          });
      entered = true;
    } finally {
      if (!entered) {
        entries.truncate(before);
      }
    }
  }

  @Override
  public SortedEntries merge(SortedEntries left, SortedEntries right) {
    left.addAll(right);
    return left;
  }

  /** The outcome of each row that has one. */
  @Override
  public Map<Long, Long> result(SortedEntries accumulator) {
    Map<Long, Long> outcomes = new HashMap<>();
    accumulator.sort();
    Places.forEach(
        accumulator,
        Carry.NOTHING,
        place -> outcomes.merge(place.row(), generator.outcome(place), Math::min));
    return outcomes;
  }

  @Override
  public Object cell(Cells row, Map<Long, Long> result) throws CellException {
    Long outcome = result.get(row.row());
    return outcome == null ? NoValue.NULL : generator.cell(row, outcome);
  }

  @Override
  public void writeAccumulator(SortedEntries accumulator, DataOutput out) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(accumulator.length());
    accumulator.write(bytes);
    out.writeInt(bytes.size());
    out.write(bytes.toByteArray());
  }

  @Override
  public SortedEntries readAccumulator(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    SortedEntries entries = new SortedEntries();
    entries.read(new ByteArrayInputStream(bytes), bytes.length);
    return entries;
  }

  @Override
  public void writeResult(Map<Long, Long> result, DataOutput out) throws IOException {
    out.writeInt(result.size());
    for (Map.Entry<Long, Long> outcome : result.entrySet()) {
      Varints.write(outcome.getKey(), out);
      Varints.write(outcome.getValue(), out);
    }
  }

  @Override
  public Map<Long, Long> readResult(DataInput in) throws IOException {
    Map<Long, Long> result = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      result.put(Varints.read(in), Varints.read(in));
    }
    return result;
  }

  @Override
  public void close() {
    generator.close();
  }
}
