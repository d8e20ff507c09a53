package io.gridloom.output.file;

import io.gridloom.output.IsoTime;
import io.gridloom.output.Projection;
import io.gridloom.row.Row;
import java.time.LocalDateTime;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** A row as a JSON object; what has no value, and numbers that JSON lacks, are null. */
final class RowJson implements JsonLines.Form<Row> {

  private final Projection projection;
  private transient SerializableString[] names = new SerializableString[0]; // encoded once

  RowJson(Projection projection) {
    this.projection = projection;
  }

  @Override
  public void write(Row row, JsonGenerator json) {
    if (names == null || names.length != projection.names().size()) {
      names =
          projection.names().stream().map(SerializedString::new).toArray(SerializableString[]::new);
    }
    json.writeStartObject();
    if (projection.hasRowId()) {
      json.writeNumberProperty(projection.rowIdColumn(), row.row());
    }
    int[] slots = projection.slots();
    for (int i = 0; i < slots.length; i++) {
      json.writeName(names[i]);
      if (row.hasValue(slots[i])) {
        writeValue(row.value(slots[i]), json);
      } else {
        json.writeNull();
      }
    }
    json.writeEndObject();
  }

  private static void writeValue(Object value, JsonGenerator json) {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      writeDouble(number, json);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      json.writeString(IsoTime.text((LocalDateTime) value));
    }
  }

  private static void writeDouble(double number, JsonGenerator json) {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }
}
