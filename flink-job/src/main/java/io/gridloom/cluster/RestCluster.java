package io.gridloom.cluster;

import io.gridloom.flinkinternal.ClusterSize;
import io.gridloom.flinkinternal.FlinkJob;
import io.gridloom.flinkinternal.RemoteCluster;
import io.gridloom.problem.InputException;
import io.gridloom.rundir.ClusterJob;
import io.gridloom.rundir.RunDirectory;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;

/** A cluster elsewhere that runs already. What it needs of a run lies where both see it. */
public final class RestCluster implements Cluster {

  private static final long LOOK_MILLIS = 100;
  private static final Duration SLOTS_TIMEOUT = Duration.ofSeconds(10); // of a job that has ended
  private static final Duration FOLDER_TIMEOUT = Duration.ofSeconds(20); // JobManager, slow shares

  private final ClusterAddress address;
  private final RemoteCluster cluster;
  private final ClusterSize size;

  private RestCluster(ClusterAddress address, RemoteCluster cluster, ClusterSize size) {
    this.address = address;
    this.cluster = cluster;
    this.size = size;
  }

  /**
   * The cluster that answers there.
   *
   * @throws InputException if none does, or it runs another version of Flink
   */
  static RestCluster at(ClusterAddress address) {
    try {
      RemoteCluster cluster = RemoteCluster.at(address.uri());
      String version = cluster.version();
      if (!version.equals(RemoteCluster.VERSION)) {
        cluster.close();
        throw InputException.of(
            "the cluster at %s runs Flink %s, and this Gridloom is made for Flink %s"
                .formatted(address, version, RemoteCluster.VERSION),
            "Use a cluster of that version");
      }
      return new RestCluster(address, cluster, cluster.size());
    } catch (IOException e) {
      throw unreachable(address.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static InputException unreachable(String address, IOException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return InputException.of(
        "no Flink cluster answers at " + address + ": " + text,
        "Name the address of its REST interface and web page, and see that it runs");
  }

  /**
   * A job that a run has left on a cluster; empty if the cluster does not know it any more.
   *
   * @throws InputException if nobody answers there
   */
  public static Optional<FlinkJob> find(ClusterJob left) throws InterruptedException {
    try {
      RemoteCluster cluster = RemoteCluster.at(ClusterAddress.of(left.url()).uri());
      Optional<FlinkJob> job = cluster.find(left.job());
      if (job.isEmpty()) {
        cluster.close();
      }
      return job;
    } catch (IOException e) {
      throw unreachable(left.url(), e);
    }
  }

  @Override
  public long heapBytes() {
    return size.heapBytes();
  }

  @Override
  public int parallelism(OptionalInt asked, int most) {
    if (size.growing()) {
      return asked.orElse(Math.max(1, Math.min(size.slots(), most)));
    }
    int needed = asked.orElse(1);
    int free = needed > size.slots() ? size.freeSlots() : awaitFreeSlots(needed);
    if (needed > free) {
      throw InputException.of(
          "the cluster at %s has %s, %d of them free, and parallelism %d needs one for each subtask"
              .formatted(address, slots(size.slots()), free, needed),
          "Lower --parallelism, or give the cluster more TaskManagers");
    }
    return asked.orElse(Math.min(free, most));
  }

  private static String slots(int number) {
    return number + (number == 1 ? " slot" : " slots");
  }

  /** A job that has just ended gives back its slots a moment later. */
  private int awaitFreeSlots(int needed) {
    long deadline = System.nanoTime() + SLOTS_TIMEOUT.toNanos();
    int free = size.freeSlots();
    try {
      while (free < needed && System.nanoTime() < deadline) {
        Thread.sleep(LOOK_MILLIS);
        free = cluster.size().freeSlots();
      }
    } catch (IOException e) {
      throw unreachable(address.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return free;
  }

  @Override
  public void check(List<URL> plugins) throws IOException {
    JobJars.of(plugins, size.maxRequestBytes());
  }

  @Override
  public Optional<ClusterJob> nextJob() {
    return Optional.of(new ClusterJob(address.toString(), RemoteCluster.newId()));
  }

  /** Where the JobManager puts the checkpoints of a job; it makes the folder first of all. */
  private static Path folder(RunDirectory directory, ClusterJob job) {
    return directory.checkpoints().resolve(job.job());
  }

  @Override
  public FlinkJob start(JobStart start) throws Exception {
    ClusterJob name = start.job().orElseThrow();
    Path folder = folder(start.directory(), name);
    JobJars jars = JobJars.of(start.plugins(), size.maxRequestBytes());
    List<String> needed = new ArrayList<>(List.of(folder.toString()));
    List<URL> classPath = new ArrayList<>();
    for (Path jar : jars.present()) {
      needed.add(jar.toString());
      classPath.add(jar.toUri().toURL());
    }
    JobProgram program = start.program().apply(new Configuration(start.settings()));
    PathCheck.attach(program, needed);
    FlinkJob job =
        cluster.submit(
            program.environment(), start.name(), name.job(), jars.travelling(), classPath);
    awaitFolder(job, folder);
    return job;
  }

  /** What the JobManager writes elsewhere nobody could go on from. */
  private void awaitFolder(FlinkJob job, Path folder) throws Exception {
    long deadline = System.nanoTime() + FOLDER_TIMEOUT.toNanos();
    while (!Files.isDirectory(folder) && !job.await(LOOK_MILLIS)) {
      if (System.nanoTime() > deadline) {
        job.cancel();
        throw InputException.of(
            "the JobManager of the cluster at %s writes no checkpoints to %s that this machine sees"
                .formatted(address, folder.getParent()),
            "Name an --output in a folder that this machine and all of the cluster share");
      }
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
