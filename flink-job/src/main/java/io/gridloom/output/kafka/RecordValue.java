package io.gridloom.output.kafka;

import java.io.IOException;
import java.util.Map;

/**
 * Makes the bytes of values. Not thread-safe.
 *
 * @param <T> a row or a dead letter
 */
interface RecordValue<T> {

  byte[] of(T value) throws IOException;

  /** Headers that tell a reader what the bytes are. */
  Map<String, byte[]> headers();
}
