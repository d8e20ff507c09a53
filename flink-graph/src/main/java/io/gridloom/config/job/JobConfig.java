package io.gridloom.config.job;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A job file: what a user would write as flags again and again. What is empty was not said.
 *
 * @param dataset the config's file
 * @param rows at least 1
 * @param output folder of the run
 * @param providers those that the file lists
 */
public record JobConfig(
    Optional<Path> dataset,
    OptionalLong rows,
    OptionalLong seed,
    Optional<String> rowIdColumn,
    Optional<Path> output,
    ProvidersConfig providers,
    RunConfig run) {

  /** Nothing was said. */
  public static final JobConfig EMPTY =
      new JobConfig(
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          ProvidersConfig.NONE_LISTED,
          RunConfig.EMPTY);
}
