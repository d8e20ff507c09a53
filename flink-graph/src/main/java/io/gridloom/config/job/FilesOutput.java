package io.gridloom.config.job;

import java.util.List;

/**
 * Files in a folder.
 *
 * @param folder a path, or a URI of a file system that Flink knows
 * @param maxFileBytes a file that is as long is closed; one that text is appended to may be a
 *     little longer
 * @param merge whether the files are merged into few when the run has ended
 */
public record FilesOutput(
    String folder,
    FileFormat format,
    Content content,
    List<String> columns,
    long maxFileBytes,
    boolean merge)
    implements OutputConfig {

  /** Of a file unless said otherwise. */
  public static final long DEFAULT_MAX_FILE_BYTES = 128L << 20;

  public FilesOutput {
    columns = List.copyOf(columns);
  }

  /** All columns of living rows. */
  public static FilesOutput rows(String folder, FileFormat format) {
    return new FilesOutput(folder, format, Content.ROWS, List.of(), DEFAULT_MAX_FILE_BYTES, false);
  }

  /** The dead letters. */
  public static FilesOutput dropped(String folder, FileFormat format) {
    return new FilesOutput(
        folder, format, Content.DROPPED, List.of(), DEFAULT_MAX_FILE_BYTES, false);
  }
}
