package io.gridloom.output.file;

import io.gridloom.output.IsoTime;
import io.gridloom.output.Projection;
import io.gridloom.output.ShortDecimal;
import io.gridloom.row.Row;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** A row as a JSON object; what has no value, and numbers that JSON lacks, are null. */
final class RowJson implements JsonLines.Form<Row> {

  private static final int TEXT_LENGTH = Math.max(IsoTime.MAX_LENGTH, ShortDecimal.MAX_LENGTH);

  private final Projection projection;
  private transient SerializableString[] names = new SerializableString[0]; // encoded once
  private transient char[] text = new char[0]; // of one value

  RowJson(Projection projection) {
    this.projection = projection;
  }

  @Override
  public void write(Row row, JsonGenerator json) {
    if (names == null || names.length != projection.names().size()) {
      names =
          projection.names().stream().map(SerializedString::new).toArray(SerializableString[]::new);
      text = new char[TEXT_LENGTH];
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

  private void writeValue(Object value, JsonGenerator json) {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      writeDouble(number, json);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof LocalDateTime time) {
      json.writeString(text, 0, IsoTime.write(time, text));
    } else {
      writeNested(value, json);
    }
  }

  private void writeNested(Object value, JsonGenerator json) {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(element -> writeValue(element, json));
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> fields) {
      json.writeStartObject();
      fields.forEach(
          (name, field) -> {
            json.writeName((String) name);
            writeValue(field, json);
          });
      json.writeEndObject();
    } else {
      json.writeNull();
    }
  }

  private void writeDouble(double number, JsonGenerator json) {
    int length = ShortDecimal.write(number, text);
    if (length > 0) {
      json.writeNumber(text, 0, length);
    } else if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }
}
