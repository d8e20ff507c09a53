package io.gridloom.flinkinternal;

import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.Reference;
import org.apache.flink.util.SerializedValue;

/** A Flink cluster of one TaskManager inside this process, and the job on it. Thread-safe. */
public final class LocalCluster implements AutoCloseable {

  private static final long LOOK_MILLIS = 20;
  private static final String LOOPBACK = "127.0.0.1";
  private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(256);
  private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(16); // no exchange

  private final MiniCluster cluster;
  private final JobID job;

  private LocalCluster(MiniCluster cluster, JobID job) {
    this.cluster = cluster;
    this.job = job;
  }

  /** Settings of a cluster that listens on loopback only; without them it does on every address. */
  public static Configuration onLoopback() {
    Configuration config = new Configuration();
    config.set(JobManagerOptions.ADDRESS, LOOPBACK);
    config.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    config.set(TaskManagerOptions.HOST, LOOPBACK);
    config.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    config.set(RestOptions.ADDRESS, LOOPBACK);
    config.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    config.set(RestOptions.BIND_PORT, "0");
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
    config.set(
        HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1)); // brings progress
    return config;
  }

  /**
   * Starts a cluster, and the program on it that {@code program} makes meanwhile.
   *
   * @param config of the cluster
   * @param slots for one subtask of each operator
   * @param name of the job
   * @param jars that the job's classes are in, beside the class path
   */
  public static LocalCluster run(
      Configuration config,
      int slots,
      String name,
      List<URL> jars,
      Callable<StreamExecutionEnvironment> program)
      throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build(),
            // From our own class path: Flink's loader unpacks it to a temporary file at each start.
            () -> Reference.owned(new PekkoRpcSystem()));
    FutureTask<Void> starting =
        new FutureTask<>(
            () -> {
              cluster.start();
              return null;
            });
    new Thread(starting, "gridloom-start").start();
    try {
      StreamGraph stages = program.call().getStreamGraph();
      stages.setJobName(name);
      JobGraph graph = stages.getJobGraph();
      graph.setClasspaths(jars);
      starting.get();
      cluster.submitJob(graph).get();
      return new LocalCluster(cluster, graph.getJobID());
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Waits for the job's end.
   *
   * @return why it failed; empty when it has finished or was cancelled
   */
  public Optional<Throwable> await() throws InterruptedException, ExecutionException {
    JobResult result = cluster.requestJobResult(job).get();
    return result
        .getSerializedThrowable()
        .map(failure -> failure.deserializeError(LocalCluster.class.getClassLoader()));
  }

  /** Waits up to {@code millis} for the job's end; whether it has ended. */
  public boolean await(long millis) throws InterruptedException, ExecutionException {
    try {
      cluster.requestJobResult(job).get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** A running total of the job's accumulator; 0 before its first heartbeat. */
  public long accumulator(String name) throws InterruptedException, ExecutionException {
    AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
    Map<String, SerializedValue<OptionalFailure<Object>>> values =
        graph.getAccumulatorsSerialized();
    SerializedValue<OptionalFailure<Object>> value = values.get(name);
    try {
      return value == null
          ? 0
          : (Long) value.deserializeValue(LocalCluster.class.getClassLoader()).getUnchecked();
    } catch (java.io.IOException | ClassNotFoundException e) {
      throw new ExecutionException(e);
    }
  }

  /** Takes a checkpoint, so that a cancelled job loses nothing; false if that failed. */
  public boolean checkpoint(long timeoutMillis) throws InterruptedException {
    try {
      cluster
          .triggerCheckpoint(job, CheckpointType.CONFIGURED)
          .get(timeoutMillis, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /** Takes a savepoint in a new folder under {@code folder}; its URI. The job goes on. */
  public String savepoint(String folder) throws InterruptedException, ExecutionException {
    awaitAllTasks();
    return cluster.triggerSavepoint(job, folder, false, SavepointFormatType.CANONICAL).get();
  }

  /**
   * Stops the job with a savepoint in a new folder under {@code folder}, whose URI it gives, and
   * waits for its end. Rows that are in the chain stay in the savepoint: nothing is drained.
   */
  public String stopWithSavepoint(String folder) throws InterruptedException, ExecutionException {
    awaitAllTasks();
    String savepoint =
        cluster.stopWithSavepoint(job, folder, false, SavepointFormatType.CANONICAL).get();
    cluster.requestJobResult(job).get();
    return savepoint;
  }

  /**
   * Without all of them no checkpoint begins; a job that has just started or restarts lacks some.
   */
  private void awaitAllTasks() throws InterruptedException, ExecutionException {
    while (!cluster.requestJobResult(job).isDone()) {
      List<ExecutionState> tasks = new ArrayList<>();
      cluster
          .getExecutionGraph(job)
          .get()
          .getAllExecutionVertices()
          .forEach(task -> tasks.add(task.getExecutionState()));
      if (!tasks.isEmpty() && tasks.stream().allMatch(state -> state == ExecutionState.RUNNING)) {
        return;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** Cancels the job and waits for its end. */
  public void cancel() throws InterruptedException, ExecutionException {
    cluster.cancelJob(job).get();
    cluster.requestJobResult(job).get();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
