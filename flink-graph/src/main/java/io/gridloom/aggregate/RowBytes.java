package io.gridloom.aggregate;

import io.gridloom.generator.OrderedBytes;
import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import java.io.ByteArrayOutputStream;

/** Some cells of a row as one array of {@link OrderedBytes}; nulls are values like others. */
final class RowBytes {

  private final int[] slots;

  /**
   * @param slots of the cells
   */
  RowBytes(int[] slots) {
    this.slots = slots.clone();
  }

  byte[] of(Cells row) {
    if (slots.length == 0) {
      return Digest.NOTHING;
    }
    if (slots.length == 1) {
      return OrderedBytes.of(value(row, slots[0]));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int slot : slots) {
      bytes.writeBytes(OrderedBytes.of(value(row, slot)));
    }
    return bytes.toByteArray();
  }

  /** Whether none of the cells has a value. */
  boolean areNull(Cells row) {
    for (int slot : slots) {
      if (row.hasValue(slot)) {
        return false;
      }
    }
    return true;
  }

  private static Object value(Cells row, int slot) {
    return row.hasValue(slot) ? row.value(slot) : NoValue.NULL;
  }
}
