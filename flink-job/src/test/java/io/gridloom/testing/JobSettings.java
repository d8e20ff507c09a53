package io.gridloom.testing;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;

/** Settings of jobs whose tests need many checkpoints, in {@code checkpoints} of a folder. */
public final class JobSettings {
  private JobSettings() {}

  /** Of a job that takes a checkpoint every 50 ms. */
  public static Configuration checkpointing(Path folder) {
    return new Configuration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50))
        .set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 1_000) // on a busy machine some do
        .set(
            CheckpointingOptions.CHECKPOINTS_DIRECTORY,
            folder.resolve("checkpoints").toUri().toString());
  }

  /** Of one that also goes on, at once, after each of its first three failures. */
  public static Configuration recovering(Path folder) {
    return checkpointing(folder)
        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
  }
}
