package io.gridloom.config.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job file: what a user would write as flags again and again. What is empty was not said.
 *
 * @param dataset the config's file
 * @param rows at least 1; {@value #UNBOUNDED}: without an end
 * @param rate rows that begin in a second, more than 0
 * @param output folder of the run
 * @param outputs where rows and dead letters go; none: files in the run's folder
 * @param providers those that the file lists
 */
public record JobConfig(
    Optional<Path> dataset,
    OptionalLong rows,
    Optional<Rate> rate,
    OptionalLong seed,
    Optional<String> rowIdColumn,
    Optional<Path> output,
    List<OutputConfig> outputs,
    ProvidersConfig providers,
    RunConfig run) {

  public JobConfig {
    outputs = List.copyOf(outputs);
  }

  /** In place of a number of rows: a run without an end. More than any run makes. */
  public static final long UNBOUNDED = 1L << 52;

  /** Nothing was said. */
  public static final JobConfig EMPTY =
      new JobConfig(
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          ProvidersConfig.NONE_LISTED,
          RunConfig.EMPTY);
}
