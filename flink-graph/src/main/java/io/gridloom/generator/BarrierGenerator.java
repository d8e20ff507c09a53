package io.gridloom.generator;

import io.gridloom.row.Cells;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes the cells of a barrier column from all rows of a window, as a decomposable aggregate in the
 * form of Flink's {@code AggregateFunction}: every subtask adds its rows to an accumulator, these
 * are merged, and the result gives each row its cell. The result must be the same to the last bit
 * whatever the order of rows and merges.
 *
 * @param <A> accumulator of a part of the rows; changed by add, never shared
 * @param <R> result of all rows; immutable
 */
public non-sealed interface BarrierGenerator<A, R> extends Generator {

  A createAccumulator();

  /** Adds a living row to the accumulator. */
  void add(A accumulator, Cells row) throws CellException;

  /** The accumulator of both parts; may change and return either. */
  A merge(A left, A right);

  R result(A accumulator);

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

  /**
   * The same cells made group by group, for a column whose description asks for sorted rows; empty
   * if the generator knows no groups.
   */
  default Optional<GroupFold<?, ?>> byGroup() {
    return Optional.empty();
  }
}
