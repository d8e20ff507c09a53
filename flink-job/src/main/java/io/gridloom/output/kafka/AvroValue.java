package io.gridloom.output.kafka;

import io.gridloom.output.AvroForm;
import io.gridloom.output.OutputForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Values in Avro's binary form. */
final class AvroValue<T> implements RecordValue<T> {

  /** Name of the header with the schema, as JSON. */
  static final String SCHEMA_HEADER = "avro.schema";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
  private final AvroForm<T> form;
  private final GenericDatumWriter<GenericRecord> writer;
  private final Map<String, byte[]> headers;

  /**
   * @param schemaInHeader whether each record tells its schema
   */
  AvroValue(OutputForm<T> form, boolean schemaInHeader) {
    this.form = new AvroForm<>(form);
    this.writer = new GenericDatumWriter<>(this.form.schema());
    this.headers =
        schemaInHeader
            ? Map.of(SCHEMA_HEADER, this.form.schema().toString().getBytes(StandardCharsets.UTF_8))
            : Map.of();
  }

  @Override
  public byte[] of(T value) throws IOException {
    bytes.reset();
    writer.write(form.toRecord(value), encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  @Override
  public Map<String, byte[]> headers() {
    return headers;
  }
}
