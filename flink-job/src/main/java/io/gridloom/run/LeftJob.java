package io.gridloom.run;

import io.gridloom.cluster.RestCluster;
import io.gridloom.flinkinternal.FlinkJob;
import io.gridloom.problem.InputException;
import io.gridloom.rundir.ClusterJob;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/**
 * The job on a cluster that a run's last process left behind when it died or went away.
 *
 * @param recorded what is in {@code run.json}
 * @param where it is
 * @param lives whether it still runs
 * @param begun when it was started
 */
record LeftJob(
    RunDirectory directory,
    RunManifest recorded,
    ClusterJob where,
    FlinkJob job,
    boolean lives,
    Instant begun) {

  /**
   * That of the run in a folder; empty if it has none that its cluster knows.
   *
   * @param otherCluster that the user names, if any: one other than that of the job says that the
   *     job's is gone for good if it does not answer
   * @throws InputException if its cluster does not answer
   */
  static Optional<LeftJob> of(RunDirectory directory, Optional<String> otherCluster)
      throws IOException, InterruptedException {
    RunManifest recorded = RunManifest.of(directory);
    if (recorded.state() != RunManifest.State.RUNNING || recorded.cluster().isEmpty()) {
      return Optional.empty();
    }
    ClusterJob where = recorded.cluster().get();
    Instant begun = Files.getLastModifiedTime(directory.manifest()).toInstant();
    try {
      Optional<FlinkJob> found = RestCluster.find(where);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      FlinkJob job = found.get();
      return Optional.of(new LeftJob(directory, recorded, where, job, !job.hasEnded(), begun));
    } catch (InputException e) {
      if (otherCluster.filter(other -> !other.equals(where.url())).isPresent()) {
        return Optional.empty();
      }
      throw InputException.of(
          "the job of the run in %s is on the cluster at %s, which does not answer"
              .formatted(directory.root(), where.url()),
          "Start the cluster again; if it is gone for good, name another --cluster, or --cluster"
              + " embedded");
    }
  }

  /**
   * Refuses to go on without the job in a folder.
   *
   * @throws InputException if it still runs
   */
  static void checkNone(RunDirectory directory) throws Exception {
    Optional<LeftJob> left = of(directory, Optional.empty());
    if (left.isPresent()) {
      left.get().job().close();
      if (left.get().lives()) {
        throw left.get().inUse();
      }
    }
  }

  /**
   * Refuses to follow a job that makes something else than what was asked for.
   *
   * @throws InputException if it does
   */
  void checkSame(RunPlan plan) {
    if (!plan.manifest().equals(recorded)) {
      throw inUse();
    }
  }

  private InputException inUse() {
    String root = directory.root().toString();
    return InputException.of(
        "the job of the run in %s is on the cluster at %s".formatted(root, where.url()),
        "Follow it to its end by gridloom generate --resume --output %s, or end it by gridloom savepoint %s --stop"
            .formatted(root, root));
  }
}
