package io.gridloom.output.kafka;

import io.gridloom.generator.CellException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a record has beside its value.
 *
 * @param <T> a row or a dead letter
 */
interface RecordParts<T> extends Serializable {

  /** Called once in each subtask, before all others. */
  void open() throws InterruptedException;

  /** The number of the value's row. */
  long row(T value);

  /** The key; empty: none. */
  Optional<byte[]> key(T value) throws CellException;

  Map<String, byte[]> headers(T value) throws CellException;

  /** Milliseconds since the epoch; empty: when the record is written. */
  OptionalLong timestamp(T value) throws CellException;
}
