package io.gridloom.cluster;

import io.gridloom.flinkinternal.FixedJobId;
import io.gridloom.flinkinternal.FlinkJob;
import io.gridloom.flinkinternal.RemoteCluster;
import io.gridloom.problem.InputException;
import io.gridloom.rundir.ClusterJob;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The cluster that has called this program: by {@code flink run}, or as an application. What its
 * configuration says of checkpoints and of where to go on wins over the run directory.
 */
final class CallingCluster implements Cluster {

  private static final String APPLICATION = "embedded"; // Flink's name of that target

  private final ReadableConfig config;
  private final int parallelism;

  CallingCluster() {
    StreamExecutionEnvironment given = StreamExecutionEnvironment.getExecutionEnvironment();
    this.config = given.getConfiguration();
    this.parallelism = given.getParallelism();
  }

  @Override
  public long heapBytes() {
    return 0; // nobody knows: rows that wait go to RocksDB
  }

  @Override
  public int parallelism(OptionalInt asked, int most) {
    return asked.orElse(Math.min(parallelism, most));
  }

  @Override
  public Optional<ClusterJob> nextJob() {
    return Optional.of(
        new ClusterJob(
            address().toString(), FixedJobId.in(config).orElseGet(RemoteCluster::newId)));
  }

  private URI address() {
    String host =
        config
            .getOptional(RestOptions.ADDRESS)
            .or(() -> config.getOptional(JobManagerOptions.ADDRESS))
            .orElseThrow(
                () ->
                    InputException.of(
                        "rest.address is not set: nobody could follow the job",
                        "Add -Drest.address=HOST, and -Drest.port=PORT unless it is 8081"));
    return URI.create("http://" + host + ":" + config.get(RestOptions.PORT));
  }

  @Override
  public boolean outlivesProcess() {
    return APPLICATION.equals(config.get(DeploymentOptions.TARGET));
  }

  @Override
  public boolean isFollowed() {
    return outlivesProcess() || config.get(DeploymentOptions.ATTACHED);
  }

  @Override
  public boolean knowsWhereToGoOn() {
    return config.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent();
  }

  @Override
  public FlinkJob start(JobStart start) throws Exception {
    ClusterJob name = start.job().orElseThrow();
    Configuration settings = new Configuration(start.settings());
    FixedJobId.set(settings, name.job());
    settings.set(PipelineOptions.JARS, jars(start.plugins()));
    if (config.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isPresent()) {
      settings.removeConfig(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    }
    if (knowsWhereToGoOn()) {
      settings.removeConfig(StateRecoveryOptions.SAVEPOINT_PATH);
      settings.removeConfig(StateRecoveryOptions.RESTORE_MODE);
    }
    JobProgram program = start.program().apply(settings);
    PathCheck.attach(program, List.of(start.directory().manifest().toString()));
    program.environment().executeAsync(start.name());
    RemoteCluster cluster = RemoteCluster.at(address());
    return cluster
        .find(name.job())
        .orElseThrow(
            () -> new IOException("the job was submitted, but " + address() + " knows none"));
  }

  private List<String> jars(List<URL> plugins) {
    List<String> jars = new ArrayList<>(config.getOptional(PipelineOptions.JARS).orElse(List.of()));
    plugins.stream().map(URL::toString).filter(jar -> !jars.contains(jar)).forEach(jars::add);
    return jars;
  }

  @Override
  public void close() {
    // It is not ours.
  }
}
