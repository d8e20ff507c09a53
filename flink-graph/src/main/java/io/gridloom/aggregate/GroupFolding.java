package io.gridloom.aggregate;

/**
 * What a sort knows of the columns that are folded group by group, all as bytes. The first byte of
 * a group is the column's number.
 */
public interface GroupFolding {

  /**
   * The accumulator of the entries of one group, from {@code from} to before {@code to}; no bytes
   * if their column is not folded.
   */
  byte[] fold(SortedEntries sorted, int from, int to);

  /** The accumulator of two parts of a group, the left one coming first. */
  byte[] merge(int column, byte[] left, byte[] right);
}
