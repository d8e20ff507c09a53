package io.gridloom.output.file;

import io.gridloom.output.Projection;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import java.net.URI;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;

/**
 * Files {@code part-….jsonl} in a folder: one per subtask and checkpoint, each visible only when
 * its checkpoint is complete, so that no reader sees a row twice.
 */
public final class FileOutput {

  private FileOutput() {}

  /** A sink of rows as JSON lines. */
  public static FileSink<Row> jsonLines(URI folder, Projection projection) {
    return sink(folder, JsonLines.factory(new RowJson(projection)));
  }

  /** A sink of dead letters as JSON lines. */
  public static FileSink<DeadLetter> deadLetters(URI folder) {
    return sink(
        folder,
        JsonLines.factory(
            (letter, json) -> {
              json.writeStartObject();
              json.writeNumberProperty("row", letter.row());
              json.writeStringProperty("column", letter.column());
              json.writeStringProperty("cause", letter.cause());
              json.writeNumberProperty("attempts", letter.attempts());
              json.writeEndObject();
            }));
  }

  private static <T> FileSink<T> sink(URI folder, BulkWriter.Factory<T> format) {
    return FileSink.forBulkFormat(new Path(folder), format)
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(".jsonl").build())
        .build();
  }
}
