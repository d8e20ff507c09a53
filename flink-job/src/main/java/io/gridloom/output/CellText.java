package io.gridloom.output;

import io.gridloom.row.NoValue;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** A cell's value as text: what a JSON file has, but texts and times without quotes. */
public final class CellText {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // shortest digits on every JDK
          .build();

  private final char[] time = new char[IsoTime.MAX_LENGTH];

  /** The text; empty where there is no value. */
  public Optional<String> of(Object value) {
    if (value == NoValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return Optional.of(value.toString());
    }
    return Optional.of(
        value instanceof LocalDateTime at
            ? new String(time, 0, IsoTime.write(at, time))
            : json(value));
  }

  private static String json(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      JsonForm.ofCells().writeValue(value, json);
    }
    return text.toString();
  }
}
