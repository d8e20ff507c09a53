package io.gridloom.flinkinternal;

import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.Reference;

/** A Flink cluster of one TaskManager inside this process. */
public final class LocalCluster {

  private static final String LOOPBACK = "127.0.0.1";
  private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(256);
  private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(16); // no exchange

  private LocalCluster() {}

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
   * Starts a cluster, and the program on it that {@code program} makes meanwhile. The cluster ends
   * when the job is closed.
   *
   * @param config of the cluster
   * @param slots for one subtask of each operator
   * @param name of the job
   * @param jars that the job's classes are in, beside the class path
   */
  public static FlinkJob run(
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
      JobID job = graph.getJobID();
      cluster.submitJob(graph).get();
      return new FlinkJob(
          new MiniClusterClient(config, cluster),
          job,
          () -> cluster.getExecutionGraph(job).thenApply(LocalCluster::allRun),
          cluster);
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  private static boolean allRun(AccessExecutionGraph graph) {
    List<ExecutionState> tasks = new ArrayList<>();
    graph.getAllExecutionVertices().forEach(task -> tasks.add(task.getExecutionState()));
    return !tasks.isEmpty() && tasks.stream().allMatch(state -> state == ExecutionState.RUNNING);
  }
}
