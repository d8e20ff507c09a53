package io.gridloom.run;

import io.gridloom.flinkinternal.LocalCluster;
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

/** Settings of the cluster inside this process and of the job on it. */
public final class EmbeddedFlink {

  private static final List<String> PARENT_FIRST = List.of("io.gridloom."); // plugins may pack it
  private static final int RETAINED_CHECKPOINTS = 2;
  private static final int MAX_FAILURES = 3;
  private static final Duration FAILURE_INTERVAL = Duration.ofMinutes(10);
  private static final Duration RESTART_DELAY = Duration.ofSeconds(1);

  private EmbeddedFlink() {}

  /** A cluster that listens on loopback only; without these keys it listens on every address. */
  public static Configuration onLoopback() {
    return LocalCluster.onLoopback();
  }

  /**
   * Settings of a run's job.
   *
   * @param checkpoints folder of the run's checkpoints, which are its own
   * @param restore the checkpoint to go on from
   * @param stateBackend {@code hashmap} or {@code rocksdb}
   */
  static Configuration job(
      Path checkpoints, Duration interval, Optional<Path> restore, String stateBackend) {
    Configuration config = onLoopback();
    config.set(PipelineOptions.OBJECT_REUSE, true); // rows never change
    config.set(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL, PARENT_FIRST);
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    config.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    config.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    config.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    config.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, stateBackend.equals("rocksdb"));
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL,
        MAX_FAILURES);
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
        FAILURE_INTERVAL);
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, RESTART_DELAY);
    restore.ifPresent(
        path -> {
          config.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
          config.set(
              StateRecoveryOptions.RESTORE_MODE,
              path.startsWith(checkpoints) // the run's own; a savepoint is the user's
                  ? RecoveryClaimMode.CLAIM
                  : RecoveryClaimMode.NO_CLAIM);
        });
    return config;
  }
}
