package io.gridloom.generator;

import io.gridloom.row.Cells;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes the cells of a barrier column group by group, where the groups are too many, or what is
 * kept of one too large, for one result of all rows. Rows are sorted by group and by value, each
 * group is folded from the accumulators of its rows, wherever they lie, and its result gives them
 * their cells.
 *
 * @param <A> accumulator of rows of one group that are neighbours; never shared
 * @param <R> result of a group; immutable
 */
public interface GroupFold<A, R> {

  /** The most bytes of a row's accumulator. */
  int MAX_ACCUMULATOR = (1 << 16) - 1;

  /** The row's group, equal bytes being one; empty for a row in none, whose cell is null. */
  Optional<byte[]> group(Cells row);

  /**
   * What the rows of a group are sorted by, before their numbers: unsigned bytes in order, as
   * {@link OrderedBytes} makes them. No bytes for all rows where the order does not matter.
   */
  byte[] value(Cells row);

  /** Of the row alone. */
  A accumulator(Cells row) throws CellException;

  /**
   * The accumulator of both parts, the rows of the left one coming before those of the right; may
   * change and return either.
   */
  A merge(A left, A right);

  /**
   * The result of a whole group.
   *
   * @param rows living rows of the window, in all groups or none
   */
  R result(A accumulator, long rows);

  /**
   * The row's cell, or {@link io.gridloom.row.NoValue#NULL}.
   *
   * @throws CellException if the row can have no such cell; it becomes a dead letter
   */
  Object cell(Cells row, R result) throws CellException;

  void writeAccumulator(A accumulator, DataOutput out) throws IOException;

  A readAccumulator(DataInput in) throws IOException;

  void writeResult(R result, DataOutput out) throws IOException;

  R readResult(DataInput in) throws IOException;
}
