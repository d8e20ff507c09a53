package io.gridloom.output.file;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.FileMetaData;

/** Row groups as they are, without being decompressed: a file has those of all its sources. */
record ParquetRowGroups() implements Concatenation {

  private static final int NO_PADDING = 0;

  @Override
  public String columns(FileStatus file, FileSystem files) throws IOException {
    try (ParquetFileReader reader = open(file, files)) {
      return reader.getFileMetaData().getSchema().toString();
    }
  }

  @Override
  public void write(List<FileStatus> sources, FileSystem files, FSDataOutputStream out)
      throws IOException {
    FileMetaData first;
    try (ParquetFileReader reader = open(sources.get(0), files)) {
      first = reader.getFileMetaData();
    }
    try (ParquetFileWriter writer =
        new ParquetFileWriter(
            new ParquetStream(out),
            first.getSchema(),
            ParquetFileWriter.Mode.CREATE,
            ParquetFiles.ROW_GROUP_BYTES,
            NO_PADDING,
            null, // not encrypted
            ParquetProperties.builder().build())) {
      writer.start();
      for (FileStatus source : sources) {
        try (ParquetFileReader reader = open(source, files)) {
          reader.appendTo(writer);
        }
      }
      writer.end(first.getKeyValueMetaData());
    }
  }

  private static ParquetFileReader open(FileStatus file, FileSystem files) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdCodecs())
            .build();
    return new ParquetFileReader(new ParquetSource(file, files), options);
  }
}
