package io.gridloom.output.file;

import io.gridloom.output.AvroForm;
import io.gridloom.output.OutputForm;
import java.io.IOException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes values into Avro's object container files, compressed with zstd. */
final class AvroFiles<T> implements BulkWriter<T> {

  private static final int SYNC_BYTES = 1 << 16; // of a block, before compression

  private final AvroForm<T> form;
  private final DataFileWriter<GenericRecord> writer;

  private AvroFiles(FSDataOutputStream out, OutputForm<T> form) throws IOException {
    this.form = new AvroForm<>(form);
    this.writer =
        new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(this.form.schema()))
            .setCodec(codec())
            .setSyncInterval(SYNC_BYTES)
            .create(this.form.schema(), new Unclosed(out));
  }

  static <T> BulkWriter.Factory<T> factory(OutputForm<T> form) {
    return out -> new AvroFiles<>(out, form);
  }

  static CodecFactory codec() {
    return CodecFactory.zstandardCodec(CodecFactory.DEFAULT_ZSTANDARD_LEVEL);
  }

  @Override
  public void addElement(T value) throws IOException {
    writer.append(form.toRecord(value));
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  @Override
  public void finish() throws IOException {
    writer.close();
  }
}
