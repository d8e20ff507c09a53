package io.gridloom.output.file;

import io.gridloom.output.IsoTime;
import io.gridloom.output.JsonForm;
import io.gridloom.output.OutputForm;
import io.gridloom.row.NoValue;
import io.gridloom.schema.SchemaField;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvGenerator;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * Writes values as CSV with a header, UTF-8. Nothing between two commas is null, an empty text is
 * quoted, and so is the null of an only column, whose line would be blank; lists and records are
 * JSON.
 */
final class CsvLines<T> implements BulkWriter<T> {

  private static final int BUFFER_BYTES = 1 << 17;

  private static final CsvFactory CSV =
      CsvFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET) // Flink closes it, or keeps it to commit
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // shortest digits on every JDK
          .enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING)
          .build();

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final OutputForm<T> form;
  private final JsonForm<T> nested;
  private final CsvGenerator csv;
  private final char[] text = new char[IsoTime.MAX_LENGTH]; // of one value
  private final int fields;

  private CsvLines(FSDataOutputStream out, OutputForm<T> form) {
    this.form = form;
    this.nested = new JsonForm<>(form);
    this.fields = form.fields().size();
    Writer text = // Jackson's own, unlike this, fails where half a character is in a text
        new OutputStreamWriter(new BufferedOutputStream(out, BUFFER_BYTES), StandardCharsets.UTF_8);
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
    form.fields().stream().map(SchemaField::name).forEach(schema::addColumn);
    this.csv = (CsvGenerator) CSV.createGenerator(new Columns(schema.build()), text);
  }

  static <T> BulkWriter.Factory<T> factory(OutputForm<T> form) {
    return out -> new CsvLines<>(out, form);
  }

  @Override
  public void addElement(T value) {
    csv.writeStartArray();
    for (int field = 0; field < fields; field++) {
      write(form.value(value, field));
    }
    csv.writeEndArray();
  }

  private void write(Object value) {
    if (value == NoValue.NULL && fields > 1) {
      csv.writeNull();
    } else if (value == NoValue.NULL) {
      writeText("");
    } else if (value instanceof String string) {
      writeText(string);
    } else if (value instanceof Long number) {
      csv.writeNumber(number);
    } else if (value instanceof Double number) {
      csv.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      csv.writeBoolean(flag);
    } else if (value instanceof LocalDateTime time) {
      csv.writeString(text, 0, IsoTime.write(time, text));
    } else {
      csv.writeString(json(value));
    }
  }

  private void writeText(String string) {
    if (string.isEmpty()) {
      csv.writeRawValue("\"\""); // without quotes it would be null
    } else {
      csv.writeString(string);
    }
  }

  private String json(Object value) {
    StringWriter written = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), written)) {
      nested.writeValue(value, json);
    }
    return written.toString();
  }

  @Override
  public void flush() {
    csv.flush();
  }

  @Override
  public void finish() throws IOException {
    csv.close();
  }

  /** Tells Jackson the columns. */
  private static final class Columns extends ObjectWriteContext.Base {
    private final CsvSchema schema;

    Columns(CsvSchema schema) {
      this.schema = schema;
    }

    @Override
    public CsvSchema getSchema() {
      return schema;
    }
  }
}
