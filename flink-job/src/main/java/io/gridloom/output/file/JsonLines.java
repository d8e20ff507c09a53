package io.gridloom.output.file;

import io.gridloom.output.JsonForm;
import io.gridloom.output.OutputForm;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes values as JSON, one a line, UTF-8. As a bulk format, so that many values share a write: a
 * row format writes each by itself.
 */
final class JsonLines<T> implements BulkWriter<T> {

  private static final int BUFFER_BYTES = 1 << 17; // Jackson's own holds 8 KB: many small writes

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .rootValueSeparator("\n")
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET) // Flink closes it, or keeps it to commit
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // shortest digits on every JDK
          .build();

  private final JsonGenerator json;
  private final JsonForm<T> form;

  private JsonLines(FSDataOutputStream out, OutputForm<T> form) {
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    this.json = JSON.createGenerator(ObjectWriteContext.empty(), buffered);
    this.form = new JsonForm<>(form);
  }

  static <T> BulkWriter.Factory<T> factory(OutputForm<T> form) {
    return out -> new JsonLines<>(out, form);
  }

  @Override
  public void addElement(T value) {
    form.write(value, json);
  }

  @Override
  public void flush() {
    json.flush();
  }

  @Override
  public void finish() throws IOException {
    json.writeRaw('\n');
    json.close();
  }
}
