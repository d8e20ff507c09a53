package io.gridloom.source;

/**
 * Spreads rows evenly over time. After a pause that others caused, up to a second of rows is made
 * up for. Used by one thread.
 */
final class RowRate {

  private static final long MOST_ARREARS_NANOS = 1_000_000_000;
  private static final long AHEAD_NANOS =
      1_000_000; // waits are no shorter: rows go in small groups

  private final double nanosPerRow;
  private double due; // when the next row is
  private boolean begun;

  /**
   * @param rowsPerSecond positive infinity: no limit
   */
  RowRate(double rowsPerSecond) {
    this.nanosPerRow = 1e9 / rowsPerSecond;
  }

  /**
   * Nanoseconds until the next row; 0: now.
   *
   * @param now of a clock that never goes back, in nanoseconds
   */
  long nanosUntilNext(long now) {
    if (nanosPerRow == 0) {
      return 0;
    }
    if (!begun) {
      begun = true;
      due = now;
    }
    due = Math.max(due, (double) now - MOST_ARREARS_NANOS);
    return due - now <= AHEAD_NANOS ? 0 : (long) (due - now);
  }

  /** A row has gone. */
  void gone() {
    due += nanosPerRow;
  }
}
