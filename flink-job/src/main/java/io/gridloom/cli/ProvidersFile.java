package io.gridloom.cli;

import io.gridloom.config.job.JobConfig;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.read.ProvidersReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The providers that a command's models come from. */
final class ProvidersFile {

  @Option(
      names = "--providers",
      paramLabel = "FILE",
      description = "Providers of models, in Data Designer's form. Keys come from the environment.")
  private @Nullable Path file;

  /**
   * What the file says.
   *
   * @param otherwise without a file, what the job says
   * @throws io.gridloom.problem.InputException with every problem of the file
   */
  ProvidersConfig read(JobConfig otherwise) {
    return file == null ? otherwise.providers() : ProvidersReader.read(file);
  }
}
