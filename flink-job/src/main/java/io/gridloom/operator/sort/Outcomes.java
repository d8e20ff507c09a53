package io.gridloom.operator.sort;

import io.gridloom.execution.SortProgram;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The outcomes of the rows of a key group: a hash table with open addressing, at most half full.
 * That of a folded column is the number of its result.
 */
final class Outcomes {

  /** Bytes of a cell's number and an outcome. */
  static final int PAIR_BYTES = 2 * Long.BYTES;

  private static final long FREE = -1;
  private static final int READ_BYTES = 1 << 14;

  private final SortProgram program;
  private final int columns;
  private final List<byte[]> results = new ArrayList<>();
  private final Deque<Integer> firstResults = new ArrayDeque<>(); // of segments of pairs to come
  private final long[] cells;
  private final long[] outcomes;
  private final int mask;

  /**
   * @param count of the pairs that are put
   */
  Outcomes(SortProgram program, int count) {
    this.program = program;
    this.columns = program.columns().size();
    int capacity = 2 * Integer.highestOneBit(Math.max(1, count)) * 2;
    this.cells = new long[capacity];
    this.outcomes = new long[capacity];
    this.mask = capacity - 1;
    Arrays.fill(cells, FREE);
  }

  /** The number of a row's cell in a column of the sort. */
  static long cell(long row, int column, int columns) {
    return row * columns + column;
  }

  /** Of several outcomes of a cell the smallest stays. */
  void put(long cell, long outcome) {
    int slot = slot(cell);
    outcomes[slot] = cells[slot] == cell ? Math.min(outcome, outcomes[slot]) : outcome;
    cells[slot] = cell;
  }

  /** Reads the results of a segment of pairs. */
  void readResults(InputStream in, int length) throws IOException {
    firstResults.add(results.size());
    ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(length));
    while (bytes.hasRemaining()) {
      byte[] result = new byte[bytes.getInt()];
      bytes.get(result);
      results.add(result);
    }
  }

  /** Puts pairs that were written as longs, after their results have been read. */
  void read(InputStream in, int length) throws IOException {
    int firstResult = firstResults.remove();
    byte[] bytes = new byte[Math.min(READ_BYTES, length)];
    for (int left = length; left > 0; left -= bytes.length) {
      int size = Math.min(left, bytes.length);
      if (in.readNBytes(bytes, 0, size) < size) {
        throw new EOFException("outcomes end too soon");
      }
      LongBuffer pairs = ByteBuffer.wrap(bytes, 0, size).asLongBuffer();
      while (pairs.hasRemaining()) {
        long cell = pairs.get();
        boolean folded = program.hasFolded() && program.isFolded((int) (cell % columns));
        put(cell, pairs.get() + (folded ? firstResult : 0));
      }
    }
  }

  long get(long row, int column) {
    long cell = cell(row, column, columns);
    int slot = slot(cell);
    return cells[slot] == cell ? outcomes[slot] : SortProgram.NO_OUTCOME;
  }

  byte[] result(long number) {
    return results.get((int) number);
  }

  private int slot(long cell) {
    long mixed = cell * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (cells[slot] != FREE && cells[slot] != cell) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
