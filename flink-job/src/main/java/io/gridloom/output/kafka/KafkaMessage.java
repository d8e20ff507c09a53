package io.gridloom.output.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A record to be, in bytes.
 *
 * @param key empty: none
 * @param timestamp milliseconds since the epoch; empty: when it is written
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KafkaMessage(
    Optional<byte[]> key, byte[] value, Map<String, byte[]> headers, OptionalLong timestamp) {

  /** Bytes of a record beside what is in it, at most; of each header as well. */
  private static final int OVERHEAD = 128;

  /** Bytes of the record, a few more than Kafka will count. */
  int size() {
    int size = OVERHEAD + value.length + key.map(bytes -> bytes.length).orElse(0);
    for (Map.Entry<String, byte[]> header : headers.entrySet()) {
      size += OVERHEAD + header.getKey().length() * 3 + header.getValue().length;
    }
    return size;
  }
}
