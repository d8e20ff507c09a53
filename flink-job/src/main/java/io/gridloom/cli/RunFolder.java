package io.gridloom.cli;

import io.gridloom.rundir.RunDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The run that a command is about. */
final class RunFolder {

  @Parameters(paramLabel = "RUN", description = "The folder of the run: generate's --output.")
  private Path path = Path.of("");

  RunDirectory directory() {
    return new RunDirectory(path);
  }
}
