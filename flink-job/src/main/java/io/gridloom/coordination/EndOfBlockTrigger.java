package io.gridloom.coordination;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * When a block window fires: with the last of its rows, whatever their order. Called by one thread.
 */
public final class EndOfBlockTrigger {

  private final LongUnaryOperator size;
  private final int length;
  private final Map<Long, Long> missing = new HashMap<>(); // rows, by number of the window

  /**
   * @param size rows in the window that a row falls into
   * @param length rows of a full window
   */
  public EndOfBlockTrigger(LongUnaryOperator size, int length) {
    this.size = size;
    this.length = length;
  }

  /** A row is in, tombstones too; true if it was the last of its window. */
  public boolean add(long row) {
    long window = row / length;
    long left = missing.getOrDefault(window, size.applyAsLong(row)) - 1;
    if (left == 0) {
      missing.remove(window);
      return true;
    }
    missing.put(window, left);
    return false;
  }
}
