package io.gridloom.operator.sort;

import io.gridloom.execution.SortProgram;
import io.gridloom.key.RowBlocks;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers outcomes, and writes them by the key groups of their rows when they are many: as pairs of
 * a cell's number and its outcome. The outcome of a folded column is the number of its result among
 * those of the key group that are written with the pairs.
 */
final class OutcomePairs implements SortProgram.Outcomes {

  private static final int MANY = 1 << 20; // 16 MB; a segment of each key group is long enough then
  private static final int MANY_BYTES = 16 << 20; // of results

  private final RowBlocks blocks;
  private final SortProgram program;
  private final int columns;
  private final ScratchSegments.Writer out;
  private final List<byte[]> results = new ArrayList<>(); // one after the other are not the same
  private long resultBytes;
  private long[] pairs = new long[1 << 12]; // number of the cell, outcome
  private int[] groups = new int[1 << 11];
  private int size;

  OutcomePairs(RowBlocks blocks, SortProgram program, ScratchSegments.Writer out) {
    this.blocks = blocks;
    this.program = program;
    this.columns = program.columns().size();
    this.out = out;
  }

  /** Part of a file in which the pairs of a key group are. */
  static int pairs(int group) {
    return 2 * group;
  }

  /** Part of a file in which the results are; for each segment of pairs there is one. */
  static int results(int group) {
    return 2 * group + 1;
  }

  @Override
  public void number(int column, long row, long outcome) {
    if (size == groups.length) {
      groups = Arrays.copyOf(groups, 2 * size);
      pairs = Arrays.copyOf(pairs, 4 * size);
    }
    pairs[2 * size] = Outcomes.cell(row, column, columns);
    pairs[2 * size + 1] = outcome;
    groups[size++] = blocks.groupOf(row);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // one array for all rows of a group
  public void result(int column, long row, byte[] result) {
    if (results.isEmpty() || results.get(results.size() - 1) != result) {
      results.add(result);
      resultBytes += result.length;
    }
    number(column, row, results.size() - 1);
  }

  void writeIfMany() throws IOException {
    if (size >= MANY || resultBytes >= MANY_BYTES) {
      writeRest();
    }
  }

  /** Writes what is left; returns where to. */
  ScratchSegments.Writer writeRest() throws IOException {
    int[] ends = new int[blocks.groups() + 1];
    for (int i = 0; i < size; i++) {
      ends[groups[i] + 1]++;
    }
    for (int group = 0; group < blocks.groups(); group++) {
      ends[group + 1] += ends[group];
    }
    int[] at = ends.clone();
    long[] ordered = new long[2 * size];
    for (int i = 0; i < size; i++) {
      int to = 2 * at[groups[i]]++;
      ordered[to] = pairs[2 * i];
      ordered[to + 1] = pairs[2 * i + 1];
    }
    for (int group = 0; group < blocks.groups(); group++) {
      write(group, ordered, 2 * ends[group], 2 * ends[group + 1]);
    }
    size = 0;
    results.clear();
    resultBytes = 0;
    return out;
  }

  private void write(int group, long[] ordered, int from, int to) throws IOException {
    if (from < to) {
      byte[] ofGroup = takeResults(ordered, from, to);
      ByteBuffer bytes = ByteBuffer.allocate((to - from) * Long.BYTES);
      bytes.asLongBuffer().put(ordered, from, to - from);
      out.segment(pairs(group), bytes.capacity()).write(bytes.array());
      out.segment(results(group), ofGroup.length).write(ofGroup);
    }
  }

  /** The results that these pairs need, each once; the pairs get their numbers. */
  private byte[] takeResults(long[] ordered, int from, int to) throws IOException {
    if (results.isEmpty()) {
      return new byte[0];
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream taken = new DataOutputStream(bytes);
    long latest = -1;
    long count = 0;
    for (int i = from; i < to; i += 2) {
      if (program.isFolded((int) (ordered[i] % columns))) {
        if (ordered[i + 1] != latest) {
          latest = ordered[i + 1];
          byte[] result = results.get((int) latest);
          taken.writeInt(result.length);
          taken.write(result);
          count++;
        }
        ordered[i + 1] = count - 1;
      }
    }
    return bytes.toByteArray();
  }
}
