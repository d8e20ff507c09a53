package io.gridloom.source;

import io.gridloom.config.job.Rate;

/**
 * Spreads rows evenly over time. After a pause that others caused, up to a second of rows is made
 * up for. Used by one thread.
 */
final class RowRate {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long MOST_ARREARS_NANOS = 1_000_000_000;
  private static final long AHEAD_NANOS =
      1_000_000; // waits are no shorter: rows go in small groups

  private final Rate rate;
  private final boolean limited;
  private final int readers;
  private long start;
  private double due; // when the next row is
  private boolean begun;

  /**
   * @param rate of all readers
   */
  RowRate(Rate rate, int readers) {
    this.rate = rate;
    this.limited = !rate.equals(Rate.UNLIMITED);
    this.readers = readers;
  }

  /** Whether rows may have to wait at all; else nobody need look at the clock for each. */
  boolean isLimited() {
    return limited;
  }

  /**
   * Nanoseconds until the next row, where they are limited; 0: now.
   *
   * @param now of a clock that never goes back, in nanoseconds
   */
  long nanosUntilNext(long now) {
    if (!begun) {
      begun = true;
      start = now;
      due = now;
    }
    due = Math.max(due, (double) now - MOST_ARREARS_NANOS);
    return due - now <= AHEAD_NANOS ? 0 : (long) (due - now);
  }

  /** A row has gone. */
  void gone() {
    due += NANOS_PER_SECOND * readers / rate.at((long) due - start);
  }
}
