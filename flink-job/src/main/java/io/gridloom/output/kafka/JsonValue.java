package io.gridloom.output.kafka;

import io.gridloom.output.JsonForm;
import io.gridloom.output.OutputForm;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Values as JSON objects. One generator makes all of them: a new one costs more than a value. */
final class JsonValue<T> implements RecordValue<T> {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .rootValueSeparator("")
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // shortest digits on every JDK
          .build();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
  private final JsonForm<T> form;

  JsonValue(OutputForm<T> form) {
    this.form = new JsonForm<>(form);
  }

  @Override
  public byte[] of(T value) {
    bytes.reset();
    form.write(value, json);
    json.flush();
    return bytes.toByteArray();
  }

  @Override
  public Map<String, byte[]> headers() {
    return Map.of();
  }
}
