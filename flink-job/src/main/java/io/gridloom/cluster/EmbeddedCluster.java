package io.gridloom.cluster;

import io.gridloom.flinkinternal.FlinkJob;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.rundir.ClusterJob;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;

/** A cluster inside this process, one for each job. */
public record EmbeddedCluster() implements Cluster {

  private static final int MAX_RESTARTS = 3; // no machine is to be waited for

  @Override
  public long heapBytes() {
    return Runtime.getRuntime().maxMemory();
  }

  @Override
  public int parallelism(OptionalInt asked, int most) {
    return asked.orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  @Override
  public Optional<ClusterJob> nextJob() {
    return Optional.empty();
  }

  @Override
  public FlinkJob start(JobStart start) throws Exception {
    Configuration config = LocalCluster.onLoopback();
    config.addAll(start.settings());
    config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, MAX_RESTARTS);
    return LocalCluster.run(
        config,
        start.parallelism(),
        start.name(),
        start.plugins(),
        () -> start.program().apply(config).environment());
  }

  @Override
  public void close() {
    // Each job closes its own.
  }
}
