package io.gridloom.flinkinternal;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.messages.FlinkJobNotFoundException;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.apache.flink.runtime.rest.messages.ClusterConfigurationInfoHeaders;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.taskmanager.TaskManagersHeaders;
import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;

/** A cluster elsewhere, by its REST interface: the same that Flink's own client speaks to. */
public final class RemoteCluster implements AutoCloseable {

  /** Of this process: a cluster must have the same, for job graphs are Java's serialized form. */
  public static final String VERSION = EnvironmentInformation.getVersion();

  private static final int NOT_FOUND = 404;
  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
  private static final int RETRIES = 180; // while a JobManager is replaced by another
  private static final List<String> GROWING =
      List.of("kubernetes.cluster-id", "yarn.application.id"); // resource managers of their own

  private final RestClusterClient<String> client; // tries again and again
  private final RestClusterClient<String> asking; // for what is to be known now or never

  private RemoteCluster(RestClusterClient<String> client, RestClusterClient<String> asking) {
    this.client = client;
    this.asking = asking;
  }

  /** The cluster at an address; nothing is asked yet. */
  public static RemoteCluster at(URI address) throws IOException {
    return new RemoteCluster(client(address, RETRIES), client(address, 0));
  }

  private static RestClusterClient<String> client(URI address, int retries) throws IOException {
    Configuration config = new Configuration();
    config.set(RestOptions.ADDRESS, address.getHost());
    config.set(RestOptions.PORT, address.getPort());
    config.set(RestOptions.CONNECTION_TIMEOUT, CONNECTION_TIMEOUT);
    config.set(RestOptions.RETRY_DELAY, RETRY_DELAY);
    config.set(RestOptions.RETRY_MAX_ATTEMPTS, retries);
    try {
      return new RestClusterClient<>(config, address.toString());
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /**
   * Which Flink it runs: {@link #VERSION}, or one whose other answers may have another form.
   *
   * @throws IOException if it does not answer, or not as a Flink cluster does
   */
  public String version() throws IOException, InterruptedException {
    return get(asking.getClusterOverview()).getVersion();
  }

  /**
   * Its size.
   *
   * @throws IOException if it does not answer
   */
  public ClusterSize size() throws IOException, InterruptedException {
    ClusterOverviewWithVersion overview = get(asking.getClusterOverview());
    Map<String, String> config = new HashMap<>();
    get(asking.sendRequest(
            ClusterConfigurationInfoHeaders.getInstance(),
            EmptyMessageParameters.getInstance(),
            EmptyRequestBody.getInstance()))
        .forEach(entry -> config.put(entry.getKey(), entry.getValue()));
    long heap =
        get(
                asking.sendRequest(
                    TaskManagersHeaders.getInstance(),
                    EmptyMessageParameters.getInstance(),
                    EmptyRequestBody.getInstance()))
            .getTaskManagerInfos()
            .stream()
            .mapToLong(machine -> machine.getMemoryConfiguration().getTaskHeap())
            .sum();
    return new ClusterSize(
        overview.getNumSlotsTotal(),
        overview.getNumSlotsAvailable(),
        heap,
        GROWING.stream().anyMatch(config::containsKey),
        Configuration.fromMap(config).get(RestOptions.SERVER_MAX_CONTENT_LENGTH));
  }

  /** A name for a job to be. */
  public static String newId() {
    return new JobID().toHexString();
  }

  /**
   * Submits a program. Closing the job closes this, too.
   *
   * @param name of the job
   * @param id from {@link #newId}
   * @param jars that travel with it
   * @param classPath further jars, which each machine has
   */
  public FlinkJob submit(
      StreamExecutionEnvironment program,
      String name,
      String id,
      List<Path> jars,
      List<URL> classPath)
      throws IOException, InterruptedException {
    StreamGraph stages = program.getStreamGraph();
    stages.setJobName(name);
    JobGraph graph = stages.getJobGraph();
    graph.setJobID(JobID.fromHexString(id));
    jars.forEach(jar -> graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri())));
    graph.setClasspaths(classPath);
    return job(get(client.submitJob(graph)));
  }

  /**
   * A job of the cluster, running or ended; empty if it knows none of this id.
   *
   * @throws IOException if the cluster does not answer
   */
  public Optional<FlinkJob> find(String id) throws IOException, InterruptedException {
    return status(id).map(status -> job(JobID.fromHexString(id)));
  }

  /**
   * Whether it has a job of this id that has not ended.
   *
   * @throws IOException if the cluster does not answer
   */
  public boolean isRunning(String id) throws IOException, InterruptedException {
    return status(id).filter(status -> !status.isGloballyTerminalState()).isPresent();
  }

  private Optional<JobStatus> status(String id) throws IOException, InterruptedException {
    try {
      return Optional.of(asking.getJobStatus(JobID.fromHexString(id)).get());
    } catch (ExecutionException e) {
      if (isUnknownJob(e)) {
        return Optional.empty();
      }
      throw new IOException(e.getCause());
    }
  }

  private FlinkJob job(JobID id) {
    return new FlinkJob(client, id, () -> client.getJobDetails(id).thenApply(this::allRun), this);
  }

  private boolean allRun(JobDetailsInfo job) {
    return job.getJobVertexInfos().stream()
        .allMatch(
            vertex ->
                vertex.getTasksPerState().getOrDefault(ExecutionState.RUNNING, 0)
                    == vertex.getParallelism());
  }

  /** Some requests are answered with 404, others with an internal error that tells of it. */
  static boolean isUnknownJob(Throwable failure) {
    String name = FlinkJobNotFoundException.class.getSimpleName();
    return ExceptionUtils.findThrowable(failure, FlinkJobNotFoundException.class).isPresent()
        || ExceptionUtils.findThrowableWithMessage(failure, name).isPresent()
        || ExceptionUtils.findThrowable(failure, RestClientException.class)
            .filter(e -> e.getHttpResponseStatus().code() == NOT_FOUND)
            .isPresent();
  }

  private static <T> T get(CompletableFuture<T> answer) throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException | CompletionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    asking.close();
    client.close();
  }
}
