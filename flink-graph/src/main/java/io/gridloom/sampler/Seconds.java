package io.gridloom.sampler;

import io.gridloom.config.TimeUnit;

/** Seconds of a unit. */
final class Seconds {

  private Seconds() {}

  /**
   * @throws IllegalArgumentException for months and years, which have no fixed length
   */
  static long of(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1;
      case MINUTE -> 60;
      case HOUR -> 3_600;
      case DAY -> 86_400;
      case MONTH, YEAR -> throw new IllegalArgumentException(unit + " has no fixed length");
    };
  }
}
