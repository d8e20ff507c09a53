package io.gridloom.aggregate;

import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The groups that rows belong to: rows whose by-cells are equal are together, null being a value
 * like others. No by-cells: one group. The key is the one cell's value, or the list of them.
 */
final class GroupKeys {

  private static final Object ALL = List.of();

  private final int[] slots;

  /**
   * @param slots of the by-cells
   */
  GroupKeys(int[] slots) {
    this.slots = slots.clone();
  }

  Object of(Cells row) {
    if (slots.length == 0) {
      return ALL;
    }
    if (slots.length == 1) {
      return part(row, slots[0]);
    }
    Object[] parts = new Object[slots.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(row, slots[i]);
    }
    return Arrays.asList(parts);
  }

  private static Object part(Cells row, int slot) {
    return row.hasValue(slot) ? Zeros.merged(row.value(slot)) : NoValue.NULL;
  }

  void write(Object key, DataOutput out) throws IOException {
    if (slots.length == 1) {
      Values.write(key, out);
    } else {
      for (Object part : (List<?>) key) {
        Values.write(part, out);
      }
    }
  }

  Object read(DataInput in) throws IOException {
    if (slots.length == 0) {
      return ALL;
    }
    if (slots.length == 1) {
      return Values.read(in);
    }
    Object[] parts = new Object[slots.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Values.read(in);
    }
    return Arrays.asList(parts);
  }
}
