package io.gridloom.cluster;

import io.gridloom.flinkinternal.FlinkJob;
import io.gridloom.rundir.ClusterJob;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a job runs. */
public sealed interface Cluster extends AutoCloseable
    permits EmbeddedCluster, RestCluster, CallingCluster {

  /** In place of an address: the cluster inside this process. */
  String EMBEDDED = "embedded";

  /** Likewise: the cluster that has called this program as its own. */
  String CALLING = "calling";

  /**
   * The cluster at an address, or the one inside this process.
   *
   * @throws io.gridloom.problem.InputException if the address is none, nobody answers there, or it
   *     runs another version of Flink
   */
  static Cluster of(Optional<String> address) {
    Optional<String> elsewhere = address.filter(text -> !text.equals(EMBEDDED));
    if (elsewhere.filter(CALLING::equals).isPresent()) {
      return new CallingCluster();
    }
    return elsewhere.isPresent()
        ? RestCluster.at(ClusterAddress.of(elsewhere.get()))
        : new EmbeddedCluster();
  }

  /** Bytes of heap that the tasks of a job share. */
  long heapBytes();

  /**
   * How many subtasks a job may have side by side.
   *
   * @param asked what the user wants; empty: as many as there is room for
   * @param most as many as are of use
   * @throws io.gridloom.problem.InputException if there is no room for so many
   */
  int parallelism(OptionalInt asked, int most);

  /**
   * Whether the jars of a job can get there.
   *
   * @throws io.gridloom.problem.InputException if they can't
   */
  default void check(List<URL> plugins) throws IOException {}

  /** What the next job will be called; empty where no other process could find it anyway. */
  Optional<ClusterJob> nextJob();

  /**
   * Whether the job is the cluster's to keep: it goes on when this process ends, which is started
   * again and then calls for the same job.
   */
  default boolean outlivesProcess() {
    return false;
  }

  /** Whether this process waits for the end of the job. */
  default boolean isFollowed() {
    return true;
  }

  /**
   * Whether the cluster was told where the job goes on, which is not for the run directory then.
   */
  default boolean knowsWhereToGoOn() {
    return false;
  }

  /**
   * Starts a job.
   *
   * @throws io.gridloom.problem.InputException if the cluster can't run it; there is no job then
   */
  FlinkJob start(JobStart start) throws Exception;

  @Override
  void close();
}
