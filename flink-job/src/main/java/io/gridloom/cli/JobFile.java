package io.gridloom.cli;

import io.gridloom.config.job.JobConfig;
import io.gridloom.config.read.JobReader;
import io.gridloom.problem.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A job file, and settings that win over it. */
final class JobFile {

  @Option(
      names = "--job",
      paramLabel = "FILE",
      description = "A job file: dataset, rows, seed, providers, run settings. Flags win over it.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "A setting of the job file, such as run.on_error=null; may be repeated.")
  private List<String> settings = new ArrayList<>();

  /**
   * What the file and the settings say; nothing, if there are none.
   *
   * @throws InputException with every problem of them
   */
  JobConfig read() {
    return JobReader.read(Optional.ofNullable(file), settings);
  }

  /** Problems that a run has found with outputs, which are those of the file. */
  InputException placed(InputException found) {
    return file == null ? found : found.in(file.toString(), "outputs[");
  }
}
