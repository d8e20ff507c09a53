package io.gridloom.cli;

import io.gridloom.plugin.Plugins;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The column types that a command knows beside the built-in ones. */
final class PluginsFolder {

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Folder with jars of column types of your own.")
  private @Nullable Path folder;

  /**
   * All column types.
   *
   * @throws io.gridloom.problem.InputException if the folder's can't be loaded
   */
  Plugins load() {
    return folder == null ? Plugins.none() : Plugins.of(folder);
  }
}
