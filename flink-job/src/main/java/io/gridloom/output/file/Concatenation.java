package io.gridloom.output.file;

import io.gridloom.config.job.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

/** How files of a format become one. */
sealed interface Concatenation
    permits Concatenation.Lines,
        Concatenation.LinesBelowAHeader,
        Concatenation.AvroBlocks,
        ParquetRowGroups {

  /** Files become one only where this is the same: their columns. */
  String columns(FileStatus file, FileSystem files) throws IOException;

  /** Writes what the sources hold, in their order; there is at least one. */
  void write(List<FileStatus> sources, FileSystem files, FSDataOutputStream out) throws IOException;

  /** That of a format. */
  static Concatenation of(FileFormat format) {
    return switch (format) {
      case JSONL -> new Lines();
      case CSV -> new LinesBelowAHeader();
      case AVRO -> new AvroBlocks();
      case PARQUET -> new ParquetRowGroups();
    };
  }

  /** Each line tells its columns. */
  record Lines() implements Concatenation {

    @Override
    public String columns(FileStatus file, FileSystem files) {
      return "";
    }

    @Override
    public void write(List<FileStatus> sources, FileSystem files, FSDataOutputStream out)
        throws IOException {
      for (FileStatus source : sources) {
        try (InputStream in = files.open(source.getPath())) {
          in.transferTo(out);
        }
      }
    }
  }

  /** The header is the first line; names with a line break are quoted. */
  record LinesBelowAHeader() implements Concatenation {

    @Override
    public String columns(FileStatus file, FileSystem files) throws IOException {
      try (InputStream in = files.open(file.getPath())) {
        return header(in);
      }
    }

    @Override
    public void write(List<FileStatus> sources, FileSystem files, FSDataOutputStream out)
        throws IOException {
      boolean first = true;
      for (FileStatus source : sources) {
        try (InputStream in = files.open(source.getPath())) {
          if (!first) {
            header(in);
          }
          in.transferTo(out);
        }
        first = false;
      }
    }

    private static String header(InputStream in) throws IOException {
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      boolean quoted = false;
      for (int next = in.read(); next >= 0; next = in.read()) {
        header.write(next);
        quoted ^= next == '"';
        if (next == '\n' && !quoted) {
          break;
        }
      }
      return header.toString(StandardCharsets.UTF_8);
    }
  }

  /** Blocks as they are, without being decompressed. */
  record AvroBlocks() implements Concatenation {

    @Override
    public String columns(FileStatus file, FileSystem files) throws IOException {
      try (DataFileStream<GenericRecord> in = open(file, files)) {
        return in.getSchema().toString();
      }
    }

    @Override
    public void write(List<FileStatus> sources, FileSystem files, FSDataOutputStream out)
        throws IOException {
      try (DataFileWriter<GenericRecord> writer =
          new DataFileWriter<>(new GenericDatumWriter<>())) {
        boolean created = false;
        for (FileStatus source : sources) {
          try (DataFileStream<GenericRecord> in = open(source, files)) {
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

    private static DataFileStream<GenericRecord> open(FileStatus file, FileSystem files)
        throws IOException {
      return new DataFileStream<>(files.open(file.getPath()), new GenericDatumReader<>());
    }
  }
}
