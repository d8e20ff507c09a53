package io.gridloom.output.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Row groups as they are, without being decompressed: a file has those of all its sources. Footers
 * are read here, as Parquet's own reader loads codecs of Hadoop, which is not in the program.
 */
record ParquetRowGroups() implements Concatenation {

  private static final int NO_PADDING = 0;
  private static final int INT_BYTES = 4;

  @Override
  public String columns(FileStatus file, FileSystem files) throws IOException {
    return fileMetaData(file, files).getSchema().toString();
  }

  @Override
  public void write(List<FileStatus> sources, FileSystem files, FSDataOutputStream out)
      throws IOException {
    FileMetaData first = fileMetaData(sources.get(0), files);
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
        try (SeekableInputStream in = new ParquetSource(source, files).newStream()) {
          writer.appendRowGroups(in, footer(in, source.getLen()).getBlocks(), false);
        }
      }
      writer.end(first.getKeyValueMetaData());
    }
  }

  private static FileMetaData fileMetaData(FileStatus file, FileSystem files) throws IOException {
    try (SeekableInputStream in = new ParquetSource(file, files).newStream()) {
      return footer(in, file.getLen()).getFileMetaData();
    }
  }

  /** A file ends with its footer, the footer's length and a magic word. */
  private static ParquetMetadata footer(SeekableInputStream in, long fileBytes) throws IOException {
    long end = fileBytes - ParquetFileWriter.MAGIC.length - INT_BYTES;
    in.seek(end);
    byte[] footer = new byte[BytesUtils.readIntLittleEndian(in)];
    in.seek(end - footer.length);
    in.readFully(footer);
    return new ParquetMetadataConverter()
        .readParquetMetadata(new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER);
  }
}
