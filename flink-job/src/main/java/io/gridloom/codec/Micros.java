package io.gridloom.codec;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Avro's local-timestamp-micros: microseconds since 1970-01-01T00:00, without a zone. */
public final class Micros {

  private static final long PER_SECOND = 1_000_000;
  private static final long NANOS = 1_000;

  private Micros() {}

  public static long of(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) * PER_SECOND + time.get(ChronoField.MICRO_OF_SECOND);
  }

  static LocalDateTime toTime(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND),
        (int) (Math.floorMod(micros, PER_SECOND) * NANOS),
        ZoneOffset.UTC);
  }
}
