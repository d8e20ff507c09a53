package io.gridloom.operator.sort;

import io.gridloom.execution.SortProgram;
import io.gridloom.row.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The outcomes of a block of waiting rows, in bytes: a number per row and column, in the order in
 * which the rows wait; then the results of folded groups, each once. The number of such a result is
 * its length and, in the upper half, how far before the end it begins: so rows that have gone on
 * can be cut off.
 */
final class BlockOutcomes {

  static final BlockOutcomes NONE = new BlockOutcomes(new byte[0]);

  private static final byte[] NO_RESULT = {};

  private final ByteBuffer left;
  private long[] numbers = {}; // of one row, and then of the next
  private byte[][] results = {};

  /**
   * @param bytes that {@link #of} or {@link #left} gave
   */
  BlockOutcomes(byte[] bytes) {
    left = ByteBuffer.wrap(bytes);
  }

  /** Of these rows. */
  static byte[] of(long[] rows, SortProgram program, Outcomes found) throws IOException {
    int columns = program.columns().size();
    long[] numbers = new long[rows.length * columns];
    Map<Long, Integer> begins = new HashMap<>(); // of results, by their numbers in the key group
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    int at = 0;
    for (long row : rows) {
      for (int column = 0; column < columns; column++) {
        long number = found.get(row, column);
        numbers[at++] = number;
        if (program.isFolded(column)
            && number != SortProgram.NO_OUTCOME
            && begins.putIfAbsent(number, results.size()) == null) {
          results.write(found.result(number));
        }
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES + results.size());
    for (int i = 0; i < numbers.length; i++) {
      boolean folded = program.hasFolded() && program.isFolded(i % columns);
      Integer begin = folded ? begins.get(numbers[i]) : null;
      bytes.putLong(
          begin == null
              ? numbers[i]
              : (long) (results.size() - begin) << Integer.SIZE | found.result(numbers[i]).length);
    }
    bytes.put(results.toByteArray());
    return bytes.array();
  }

  /** The next row with its cells, or its tombstone. */
  Row fill(Row row, SortProgram program) {
    int columns = program.columns().size();
    if (numbers.length != columns) {
      numbers = new long[columns];
      results = new byte[columns][];
      Arrays.fill(results, NO_RESULT);
    }
    for (int column = 0; column < columns; column++) {
      numbers[column] = left.getLong();
      if (program.isFolded(column)) {
        boolean hasResult = numbers[column] != SortProgram.NO_OUTCOME;
        results[column] = hasResult ? result(numbers[column]) : NO_RESULT;
      }
    }
    return program.fill(row, numbers, results);
  }

  private byte[] result(long number) {
    int begin = left.limit() - (int) (number >>> Integer.SIZE);
    return Arrays.copyOfRange(left.array(), begin, begin + (int) number);
  }

  /** What the rows need that have not been filled. */
  byte[] left() {
    return Arrays.copyOfRange(left.array(), left.position(), left.limit());
  }
}
