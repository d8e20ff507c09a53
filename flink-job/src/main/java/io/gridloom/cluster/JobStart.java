package io.gridloom.cluster;

import io.gridloom.rundir.ClusterJob;
import io.gridloom.rundir.RunDirectory;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;

/**
 * A job to be.
 *
 * @param name of it, for people
 * @param job from {@link Cluster#nextJob}
 * @param directory of its run
 * @param parallelism from {@link Cluster#parallelism}
 * @param settings of the job
 * @param plugins jars of column types
 * @param program makes the job in an environment with these settings or more
 */
public record JobStart(
    String name,
    Optional<ClusterJob> job,
    RunDirectory directory,
    int parallelism,
    Configuration settings,
    List<URL> plugins,
    Function<Configuration, JobProgram> program) {

  public JobStart {
    plugins = List.copyOf(plugins);
  }
}
