package io.gridloom.output.file;

import io.gridloom.config.job.FileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

/** How files of a format become one. */
@FunctionalInterface
interface Concatenation {

  /** Writes what the sources hold, in their order; there is at least one. */
  void write(List<FileStatus> sources, FileSystem files, OutputStream out) throws IOException;

  /**
   * That of a format.
   *
   * @throws IllegalArgumentException for one whose files can't be merged
   */
  static Concatenation of(FileFormat format) {
    return switch (format) {
      case JSONL -> Concatenation::bytes;
      case CSV -> Concatenation::withoutHeaders;
      case AVRO -> Concatenation::blocks;
      case PARQUET -> throw new IllegalArgumentException("Parquet files can't be merged");
    };
  }

  private static void bytes(List<FileStatus> sources, FileSystem files, OutputStream out)
      throws IOException {
    for (FileStatus source : sources) {
      try (InputStream in = files.open(source.getPath())) {
        in.transferTo(out);
      }
    }
  }

  /** The header is the first line; names with a line break are quoted. */
  private static void withoutHeaders(List<FileStatus> sources, FileSystem files, OutputStream out)
      throws IOException {
    boolean first = true;
    for (FileStatus source : sources) {
      try (InputStream in = files.open(source.getPath())) {
        if (!first) {
          skipHeader(in);
        }
        in.transferTo(out);
      }
      first = false;
    }
  }

  private static void skipHeader(InputStream in) throws IOException {
    boolean quoted = false;
    for (int next = in.read(); next >= 0; next = in.read()) {
      quoted ^= next == '"';
      if (next == '\n' && !quoted) {
        return;
      }
    }
  }

  /** Blocks as they are, without being decompressed. */
  private static void blocks(List<FileStatus> sources, FileSystem files, OutputStream out)
      throws IOException {
    try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
      boolean created = false;
      for (FileStatus source : sources) {
        try (DataFileStream<GenericRecord> in =
            new DataFileStream<>(files.open(source.getPath()), new GenericDatumReader<>())) {
          if (!created) {
            writer.setCodec(AvroFiles.codec());
            writer.create(in.getSchema(), new Unclosed(out));
            created = true;
          }
          writer.appendAllFrom(in, false);
        }
      }
    }
  }
}
