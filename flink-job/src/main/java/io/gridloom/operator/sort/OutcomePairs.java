package io.gridloom.operator.sort;

import io.gridloom.key.RowBlocks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gathers outcomes, and writes them by the key groups of their rows when they are many. */
final class OutcomePairs {

  private static final int MANY = 1 << 20; // 16 MB; a segment of each key group is long enough then

  private final RowBlocks blocks;
  private final int columns;
  private final ScratchSegments.Writer out;
  private long[] pairs = new long[1 << 12]; // number of the cell, outcome
  private int[] groups = new int[1 << 11];
  private int size;

  OutcomePairs(RowBlocks blocks, int columns, ScratchSegments.Writer out) {
    this.blocks = blocks;
    this.columns = columns;
    this.out = out;
  }

  void add(int column, long row, long outcome) {
    if (size == groups.length) {
      groups = Arrays.copyOf(groups, 2 * size);
      pairs = Arrays.copyOf(pairs, 4 * size);
    }
    pairs[2 * size] = Outcomes.cell(row, column, columns);
    pairs[2 * size + 1] = outcome;
    groups[size++] = blocks.groupOf(row);
  }

  void writeIfMany() throws IOException {
    if (size >= MANY) {
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
    return out;
  }

  private void write(int group, long[] ordered, int from, int to) throws IOException {
    if (from < to) {
      ByteBuffer bytes = ByteBuffer.allocate((to - from) * Long.BYTES);
      bytes.asLongBuffer().put(ordered, from, to - from);
      OutputStream segment = out.segment(group, bytes.capacity());
      segment.write(bytes.array());
    }
  }
}
