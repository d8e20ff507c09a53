package io.gridloom.output.file;

import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.output.OutputForm;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/**
 * Files {@code part-…} in a folder: one per subtask and checkpoint or more, each visible only when
 * its checkpoint is complete, so that no reader sees a row twice.
 */
public final class FileOutput {

  private FileOutput() {}

  /** A sink of rows or dead letters. */
  public static <T> FileSink<T> sink(FilesOutput output, OutputForm<T> form) {
    return sink(
        output.folder(),
        writers(output.format(), form),
        output.maxFileBytes(),
        output.format().suffix());
  }

  /** A sink that keeps of values only how many came, in a file per subtask and checkpoint. */
  public static <T> FileSink<T> counts(String folder) {
    return sink(folder, RowCounts.factory(), Long.MAX_VALUE, ".txt");
  }

  private static <T> FileSink<T> sink(
      String folder, BulkWriter.Factory<T> writers, long maxBytes, String suffix) {
    return FileSink.forBulkFormat(new Path(folder), writers)
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(new RollingBySize<>(maxBytes))
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(suffix).build())
        .build();
  }

  private static <T> BulkWriter.Factory<T> writers(FileFormat format, OutputForm<T> form) {
    return switch (format) {
      case JSONL -> JsonLines.factory(form);
      case CSV -> CsvLines.factory(form);
      case AVRO -> AvroFiles.factory(form);
      case PARQUET -> ParquetFiles.factory(form);
    };
  }
}
