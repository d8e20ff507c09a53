package io.gridloom.table;

import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;

/** A row as Flink SQL has it, typed as {@link io.gridloom.schema.SqlColumn} says. */
final class RowDataForm implements MapFunction<Row, RowData> {

  /** In place of a slot: the row's number. */
  static final int ROW_ID = -1;

  private final int[] slots;

  /**
   * @param slots of the row that the fields are taken from, or {@link #ROW_ID}
   */
  RowDataForm(int[] slots) {
    this.slots = slots.clone();
  }

  @Override
  public RowData map(Row row) {
    GenericRowData data = new GenericRowData(slots.length);
    for (int field = 0; field < slots.length; field++) {
      int slot = slots[field];
      if (slot == ROW_ID) {
        data.setField(field, row.row());
      } else if (row.hasValue(slot)) {
        data.setField(field, data(row.value(slot)));
      }
    }
    return data;
  }

  private static @Nullable Object data(Object value) {
    if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
      return value; // before interfaces are asked for, see AvroValues
    }
    if (value == NoValue.NULL) {
      return null;
    }
    if (value instanceof String text) {
      return StringData.fromString(text);
    }
    if (value instanceof LocalDateTime time) {
      return TimestampData.fromLocalDateTime(time);
    }
    if (value instanceof List<?> list) {
      return new GenericArrayData(list.stream().map(RowDataForm::data).toArray());
    }
    if (value instanceof Map<?, ?> fields) {
      return GenericRowData.of(fields.values().stream().map(RowDataForm::data).toArray());
    }
    return value;
  }
}
