package io.gridloom.output;

import io.gridloom.row.Row;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * A value as a JSON object; what has no value, and numbers that JSON lacks, are null. Not
 * thread-safe: one per writer.
 *
 * @param <T> a row or a dead letter
 */
public final class JsonForm<T> {

  private static final int TEXT_LENGTH = Math.max(IsoTime.MAX_LENGTH, ShortDecimal.MAX_LENGTH);

  private final OutputForm<T> form;
  private final SerializableString[] names; // encoded once
  private final char[] text = new char[TEXT_LENGTH]; // of one value

  public JsonForm(OutputForm<T> form) {
    this.form = form;
    this.names =
        form.fields().stream()
            .map(field -> new SerializedString(field.name()))
            .toArray(SerializableString[]::new);
  }

  /** One that writes single cells only. */
  static JsonForm<Row> ofCells() {
    return new JsonForm<>(new Projection(List.of(), new int[0]));
  }

  /** Writes the object. */
  public void write(T value, JsonGenerator json) {
    json.writeStartObject();
    for (int field = 0; field < names.length; field++) {
      json.writeName(names[field]);
      writeValue(form.value(value, field), json);
    }
    json.writeEndObject();
  }

  /** Writes a cell's value. */
  public void writeValue(Object value, JsonGenerator json) {
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
