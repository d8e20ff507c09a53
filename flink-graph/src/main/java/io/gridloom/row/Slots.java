package io.gridloom.row;

import org.jspecify.annotations.Nullable;

/**
 * How a cell is held: null is absent, {@link NoValue} null, {@link Skipped} skipped, else a value.
 */
final class Slots {

  private Slots() {}

  static CellState state(@Nullable Object content) {
    if (content == null) {
      return CellState.ABSENT;
    }
    if (content == NoValue.NULL) {
      return CellState.NULL;
    }
    return content instanceof Skipped ? CellState.SKIPPED : CellState.VALUE;
  }

  static boolean hasValue(@Nullable Object content) {
    return content instanceof Skipped skipped
        ? skipped.value() != NoValue.NULL
        : content != null && content != NoValue.NULL;
  }

  static Object value(@Nullable Object content, long row, int slot) {
    if (!hasValue(content) || content == null) {
      throw new IllegalStateException("row " + row + " has no value in slot " + slot);
    }
    return content instanceof Skipped skipped ? skipped.value() : content;
  }
}
