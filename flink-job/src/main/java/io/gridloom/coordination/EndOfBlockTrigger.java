package io.gridloom.coordination;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * When a block window fires: with the last of its rows, whatever their order. Called by one thread.
 */
public final class EndOfBlockTrigger {

  private final LongUnaryOperator window;
  private final LongUnaryOperator size;
  private final Map<Long, Long> missing = new HashMap<>(); // rows, by number of the window

  /**
   * @param window number of the window that a row falls into
   * @param size rows in that window
   */
  public EndOfBlockTrigger(LongUnaryOperator window, LongUnaryOperator size) {
    this.window = window;
    this.size = size;
  }

  /** A row is in, tombstones too; true if it was the last of its window. */
  public boolean add(long row) {
    long number = window.applyAsLong(row);
    long left = missing.getOrDefault(number, size.applyAsLong(row)) - 1;
    if (left == 0) {
      missing.remove(number);
      return true;
    }
    missing.put(number, left);
    return false;
  }

  /** The window of that number goes on with the rows that it has; the next one begins anew. */
  public void close(long number) {
    missing.remove(number);
  }
}
