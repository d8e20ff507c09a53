package io.gridloom.graph;

/**
 * A compressed set of rows, as a tree: {@link RowLeaf}s hold 2^16 rows each, {@link RowBranch}es 64
 * parts each. A part whose rows are all there is never kept, only a bit for it in its branch, so
 * that a run of any length costs O(height) and the whole O(leaves) memory. Rows count from the
 * part's own first row. Not safe for concurrent use; {@link ColumnMarks} guards it.
 */
sealed interface RowPart permits RowBranch, RowLeaf {

  /** An empty part for {@code rows} rows at least, at most 8 levels high. */
  static RowPart forRows(long rows) {
    int shift = RowLeaf.SHIFT;
    while (shift < Long.SIZE - 1 && rows > 1L << shift) {
      shift += RowBranch.BITS;
    }
    return ofSpan(shift);
  }

  /** An empty part for {@code 2^shift} rows. */
  static RowPart ofSpan(int shift) {
    return shift == RowLeaf.SHIFT ? new RowLeaf() : new RowBranch(shift - RowBranch.BITS);
  }

  /** Whether the row was added; {@code false}: it was there. O(height). */
  boolean add(long row);

  /** Adds rows {@code [from, to)}; how many were not there. O(height + parts touched). */
  long addRange(long from, long to);

  boolean contains(long row);

  boolean isFull();

  /** Rows that are there. O(parts). */
  long count();

  /** The first row from {@code row} on that is not there; the part's length if all are. */
  long nextAbsent(long row);

  /** The first row from {@code row} on that is there; -1 if none is. */
  long nextPresent(long row);

  /** Forgets whole leaves in front of {@code row}, which is there. */
  void removeBefore(long row);

  /** Sets the bits of the rows of the leaf that {@code row} falls into; the others stay. */
  void copyLeaf(long row, long[] words);

  /** Puts a leaf where there are no rows yet. */
  void putLeaf(long firstRow, RowLeaf leaf);

  RowPart copy();
}
