package io.gridloom.plan;

/**
 * Consecutive rows that share one result of a barrier column: window w holds rows {@code w *
 * length} to {@code (w + 1) * length - 1}; the last window may be shorter. Works on unbounded
 * streams.
 *
 * @param length rows of a full window, 1 to {@value #MAX_LENGTH}; else {@link
 *     IllegalArgumentException}
 */
public record BlockWindow(int length) implements BarrierWindow {

  static final int MAX_LENGTH = 1_000_000; // all of a window waits in the state of one subtask

  public BlockWindow {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "window of " + length + " rows: 1 to " + MAX_LENGTH + " are allowed");
    }
  }

  /**
   * Rows in the window that {@code row} (0 to {@code rows - 1}) falls into, 1 to {@code length};
   * O(1).
   */
  @Override
  public long size(long row, long rows) {
    if (row < 0 || row >= rows) {
      throw new IllegalArgumentException("row " + row + " is outside 0 to " + (rows - 1));
    }
    long first = row - row % length;
    return Math.min(length, rows - first);
  }

  @Override
  public String toString() {
    return "blocks of " + length;
  }
}
