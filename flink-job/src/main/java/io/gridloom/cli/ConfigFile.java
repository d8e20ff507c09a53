package io.gridloom.cli;

import io.gridloom.config.job.JobConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.problem.InputException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The config that a command is about. */
final class ConfigFile {

  @Parameters(
      paramLabel = "CONFIG",
      arity = "0..1",
      description = "A Data Designer config, YAML or JSON; default: the dataset of --job.")
  private @Nullable Path path;

  @Mixin private JobFile job = new JobFile();

  @Mixin private PluginsFolder plugins = new PluginsFolder();

  /** What the job file says beside the dataset. */
  JobConfig job() {
    return job.read();
  }

  private Path path() {
    return Optional.ofNullable(path)
        .or(() -> job().dataset())
        .orElseThrow(
            () ->
                InputException.of(
                    "CONFIG is missing", "Name a config file, or --job. Try 'gridloom --help'"));
  }

  /** As the user wrote it. */
  String name() {
    return path().toString();
  }

  /**
   * What is made of the dataset that the file describes. A problem found on the way that has no
   * place is at least one of this file.
   *
   * @throws InputException if the file can't be read or something is wrong with it
   */
  <T> T read(Function<Dataset, T> use) {
    Dataset dataset = Dataset.read(path(), plugins.load().registry());
    try {
      return use.apply(dataset);
    } catch (InputException e) {
      throw e.in(name());
    }
  }
}
