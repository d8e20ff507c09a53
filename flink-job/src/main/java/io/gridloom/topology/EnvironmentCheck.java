package io.gridloom.topology;

import io.gridloom.dataset.Dataset;
import io.gridloom.key.RowBlocks;
import io.gridloom.operator.JobSpec;
import io.gridloom.plan.MoreRows;
import io.gridloom.problem.InputException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of a user's environment can't work with the topology. Changes nothing in it. */
final class EnvironmentCheck {

  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentCheck.class);

  private EnvironmentCheck() {}

  /**
   * @throws InputException if the environment is in batch or automatic mode, takes unaligned
   *     checkpoints where they do harm, has a parallelism above the number of key groups, or does
   *     not chain operators that share the quotas of models
   */
  static void check(StreamExecutionEnvironment env, JobSpec job, Dataset dataset) {
    RowBlocks blocks = job.blocks();
    RuntimeExecutionMode mode = env.getConfiguration().get(ExecutionOptions.RUNTIME_MODE);
    if (mode != RuntimeExecutionMode.STREAMING) {
      throw InputException.of(
          "execution.runtime-mode is " + mode + "; rows are generated in STREAMING mode only",
          "Call env.setRuntimeMode(RuntimeExecutionMode.STREAMING)");
    }
    if (env.getCheckpointConfig().isUnalignedCheckpointsEnabled() && !job.given()) {
      throw InputException.of(
          "execution.checkpointing.unaligned is on; the stages are one chain, where unaligned"
              + " checkpoints gain nothing and can lose messages to coordinators",
          "Leave it off");
    }
    if (env.getCheckpointConfig().isUnalignedCheckpointsEnabled()
        && env.getCheckpointConfig().getAlignedCheckpointTimeout().isZero()) {
      throw InputException.of(
          "execution.checkpointing.unaligned is on without a time-out: messages between readers and"
              + " coordinators can be lost",
          "Set execution.checkpointing.aligned-checkpoint-timeout, such as 10s");
    }
    if (env.getParallelism() > blocks.groups()) {
      throw InputException.of(
          "parallelism is " + env.getParallelism() + "; at most " + blocks.groups() + " is allowed",
          "Lower it, or raise the max parallelism");
    }
    if (!env.isChainingEnabled() && !job.models().quotas().isEmpty()) {
      throw InputException.of(
          "operator chaining is off; the stages of a task share what it may ask of a model",
          "Leave it on");
    }
    if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
      LOG.warn("checkpointing is off: after a failure the job starts again at row 0");
    }
    if (!MoreRows.datasetWide(dataset).isEmpty()
        && env.getConfiguration()
            .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
            .isEmpty()) {
      LOG.warn(
          "{} is not set: rows wait for a dataset-wide column in a checkpoint, and more than {} MiB of them fail the job",
          CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(),
          JobManagerCheckpointStorage.DEFAULT_MAX_STATE_SIZE >> 20);
    }
  }
}
