package io.gridloom.run;

import io.gridloom.rundir.LocalPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** Settings of a run's job, wherever it runs. */
final class JobSettings {

  private static final List<String> PARENT_FIRST = List.of("io.gridloom."); // plugins may pack it
  private static final int RETAINED_CHECKPOINTS = 2;
  private static final int MAX_RESTARTS = 7; // two minutes: a lost machine is noticed, or replaced
  private static final Duration FIRST_RESTART_DELAY = Duration.ofSeconds(1); // then 2, 4, 8, …
  private static final Duration MAX_RESTART_DELAY = Duration.ofMinutes(1);
  private static final Duration QUIET_TIME = Duration.ofMinutes(3); // then counting begins anew

  private JobSettings() {}

  /**
   * Those of a run.
   *
   * @param checkpoints folder of the run's checkpoints, which are its own
   * @param restore the checkpoint to go on from
   * @param stateBackend {@code hashmap} or {@code rocksdb}
   * @param exchange whether rows come by an exchange, where barriers of checkpoints may wait
   */
  static Configuration of(
      Path checkpoints,
      Duration interval,
      Optional<Path> restore,
      String stateBackend,
      boolean exchange) {
    Configuration config = new Configuration();
    config.set(PipelineOptions.OBJECT_REUSE, true); // rows never change
    config.set(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL, PARENT_FIRST);
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, LocalPath.uri(checkpoints));
    config.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    config.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    config.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, stateBackend.equals("rocksdb"));
    if (exchange) {
      config.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
      config.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, interval); // then overtaking rows
    }
    setRestarts(config);
    restore.ifPresent(
        path -> {
          config.set(StateRecoveryOptions.SAVEPOINT_PATH, LocalPath.uri(path));
          config.set(
              StateRecoveryOptions.RESTORE_MODE,
              path.startsWith(checkpoints) // the run's own; a savepoint is the user's
                  ? RecoveryClaimMode.CLAIM
                  : RecoveryClaimMode.NO_CLAIM);
        });
    return config;
  }

  /**
   * The only strategy that takes the subtasks of a lost machine for one failure: each of them is
   * restarted by itself, and by a rate of failures eight lost subtasks would be eight.
   */
  private static void setRestarts(Configuration config) {
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, MAX_RESTARTS);
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        FIRST_RESTART_DELAY);
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, MAX_RESTART_DELAY);
    config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        QUIET_TIME);
  }
}
