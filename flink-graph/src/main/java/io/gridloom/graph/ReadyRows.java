package io.gridloom.graph;

import java.util.List;

/**
 * Goes once through the rows of a column that are ready: not complete themselves, but complete in
 * every input. Works on whole runs where all columns are uniform, else leaf by leaf with 64 rows a
 * step; never row by row through what is finished or waiting. Weakly consistent: a row is looked at
 * again before it is delivered, if anything was marked in the column since. For one thread.
 */
final class ReadyRows {

  private final ColumnMarks own;
  private final List<ColumnMarks> inputs;
  private final long numRecords;

  // The segment found last: rows [row, end), all ready, or those whose bits are set in words.
  private long row;
  private long end;
  private boolean uniform;
  private long version; // of our own column, before the segment was looked at
  private long firstInLeaf;
  private long[] words = {};
  private long[] inputWords = {};

  ReadyRows(ColumnMarks own, List<ColumnMarks> inputs, long numRecords) {
    this.own = own;
    this.inputs = inputs;
    this.numRecords = numRecords;
  }

  /** The next ready row; -1 if there is none. */
  long next() {
    while (row < end || seek()) {
      long candidate = uniform ? row : nextBit(row);
      if (candidate < end && !own.isUnchangedSince(version)) {
        long missing = own.nextMissing(candidate);
        if (missing != candidate) {
          row = missing;
          continue;
        }
      }
      if (candidate < end) {
        row = candidate + 1;
        return candidate;
      }
      row = end;
    }
    return -1;
  }

  /** How many ready rows are left; goes to the end. */
  long count() {
    long count = 0;
    while (row < end || seek()) {
      if (uniform) {
        count += end - row;
      } else {
        for (long word : words) {
          count += Long.bitCount(word);
        }
      }
      row = end;
    }
    return count;
  }

  /** Finds the next segment that holds a ready row. */
  private boolean seek() {
    while (row < numRecords) {
      version = own.version();
      long first = own.nextMissing(row);
      for (ColumnMarks input : inputs) {
        first = input.nextComplete(first);
      }
      boolean sameLeaf = first >>> RowLeaf.SHIFT == row >>> RowLeaf.SHIFT;
      row = first;
      if (sameLeaf && first < numRecords && look()) {
        return true;
      }
    }
    return false;
  }

  /** Looks at the rest of the leaf that {@code row} is in, or at a run that reaches beyond it. */
  private boolean look() {
    firstInLeaf = row & -RowLeaf.ROWS;
    long endOfLeaf = firstInLeaf + Math.min(RowLeaf.ROWS, numRecords - firstInLeaf);
    long run = own.nextComplete(row);
    for (ColumnMarks input : inputs) {
      run = Math.min(run, input.nextMissing(row));
    }
    uniform = run >= endOfLeaf;
    end = uniform ? run : endOfLeaf;
    if (uniform || intersect()) {
      return true;
    }
    row = end;
    return false;
  }

  /** Sets {@link #words} to the ready rows from {@code row} to the end of the leaf. */
  private boolean intersect() {
    if (words.length == 0) {
      words = new long[RowLeaf.WORDS];
      inputWords = new long[RowLeaf.WORDS];
    }
    own.copyLeaf(firstInLeaf, words);
    int first = (int) ((row - firstInLeaf) / Long.SIZE);
    int last = (int) ((end - 1 - firstInLeaf) / Long.SIZE);
    for (int i = 0; i < words.length; i++) {
      words[i] = first <= i && i <= last ? ~words[i] : 0;
    }
    words[first] &= -1L << row;
    words[last] &= -1L >>> -end;
    for (ColumnMarks input : inputs) {
      input.copyLeaf(firstInLeaf, inputWords);
      for (int i = first; i <= last; i++) {
        words[i] &= inputWords[i];
      }
    }
    for (int i = first; i <= last; i++) {
      if (words[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private long nextBit(long from) {
    int i = (int) ((from - firstInLeaf) / Long.SIZE);
    long word = words[i] & (-1L << from);
    while (word == 0 && ++i < words.length) {
      word = words[i];
    }
    return word == 0 ? end : firstInLeaf + (long) i * Long.SIZE + Long.numberOfTrailingZeros(word);
  }
}
