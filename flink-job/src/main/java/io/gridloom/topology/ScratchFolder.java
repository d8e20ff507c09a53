package io.gridloom.topology;

import io.gridloom.problem.InputException;
import java.io.File;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the subtasks of a sort exchange files. */
final class ScratchFolder {

  private static final Set<String> ONE_PROCESS = Set.of("local", "minicluster");

  private ScratchFolder() {}

  /**
   * A folder of its own beside the checkpoints, which all machines see; a temporary one if there is
   * one machine only. It is made when it is used.
   *
   * @throws InputException if there are several machines and no folder for checkpoints
   */
  static String of(StreamExecutionEnvironment env) {
    ReadableConfig config = env.getConfiguration();
    String name = "sort-" + UUID.randomUUID();
    String checkpoints = config.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    if (checkpoints != null) {
      return checkpoints + "/" + name;
    }
    String target = config.get(DeploymentOptions.TARGET);
    if (target != null && !ONE_PROCESS.contains(target)) {
      throw InputException.of(
          "rows are sorted through a folder that all machines see, and "
              + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
              + " is not set",
          "Set it to such a folder; the files are put beside the checkpoints");
    }
    return Path.fromLocalFile(new File(System.getProperty("java.io.tmpdir"), name)).toString();
  }
}
