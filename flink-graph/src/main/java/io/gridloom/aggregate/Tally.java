package io.gridloom.aggregate;

import io.gridloom.generator.CellException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is kept of a group's values while rows come in. What remains of them is exact. */
sealed interface Tally permits CountTally, SumTally, RangeTally, ValueTally {

  /**
   * Adds a target's value, or whatever stands for a row of a function without target.
   *
   * @throws CellException if the function has no use for such a value; nothing was added then
   */
  void add(Object value) throws CellException;

  /** Whether no value was added. */
  boolean isEmpty();

  /** Adds what another tally of the same kind has. */
  void add(Tally other);

  void write(DataOutput out) throws IOException;

  /** Replaces what is there by what {@link #write} wrote. */
  void read(DataInput in) throws IOException;
}
