package io.gridloom.generator;

import io.gridloom.row.Cells;

/**
 * Makes the cells of a barrier column from each row's {@link Place} among the sorted rows of its
 * window. For results that grow with the data: nothing of all rows is ever in one place.
 *
 * <p>Each row adds entries; entries are sorted by group, value and row; each entry's place comes to
 * a number, its <em>outcome</em>; the smallest outcome of a row's entries makes its cell. A row
 * without entries has a null cell.
 */
public non-sealed interface SortedGenerator extends Generator {

  /** The longest note, in bytes. */
  int MAX_NOTE = 256;

  /** Takes the entries of a row. Keeps none of the arrays. */
  @FunctionalInterface
  interface Entries {

    /**
     * Adds an entry.
     *
     * @param group equal bytes are one group; of any length
     * @param value unsigned bytes in order; as {@link OrderedBytes} makes them, since none may be
     *     the beginning of another
     * @param note travels with the entry, up to {@value SortedGenerator#MAX_NOTE} bytes
     */
    void add(byte[] group, byte[] value, byte[] note);
  }

  /** The most entries that a row adds; at least 1. */
  default int entriesPerRow() {
    return 1;
  }

  /** Adds the entries of a living row. */
  void enter(Cells row, Entries entries) throws CellException;

  /** The outcome of an entry, 0 or more. A pure function of the place. */
  long outcome(Place place);

  /**
   * The row's cell, or {@link io.gridloom.row.NoValue#NULL}.
   *
   * @param outcome the smallest of the row's entries
   * @throws CellException if the row can have no such cell; it becomes a dead letter
   */
  Object cell(Cells row, long outcome) throws CellException;
}
