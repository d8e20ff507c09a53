package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.read.ProvidersReader;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.LocalRun;
import io.gridloom.run.PreviewRun;
import io.gridloom.testing.ClusterJob;
import io.gridloom.testing.FlinkCluster;
import io.gridloom.testing.StubModelServer;
import io.gridloom.testing.WrittenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A dataset as a job on a cluster of processes, two TaskManagers of two slots, in front of a model
 * server that counts.
 */
final class ClusterRun implements AutoCloseable {

  private static final int TASK_MANAGERS = 2;

  private final Path folder;
  private final String dataset;
  private final int rows;
  private final StubModelServer server;
  private final List<String> settings;
  private final NavigableMap<Long, Long> checkpoints = new TreeMap<>(); // when triggered, by number
  private int clusters;
  private FlinkCluster cluster;
  private String job;

  private ClusterRun(
      Path folder, String dataset, int rows, StubModelServer server, String... settings)
      throws Exception {
    this.folder = folder;
    this.dataset = dataset;
    this.rows = rows;
    this.server = server;
    this.settings = List.of(settings);
    this.cluster = startCluster();
    this.job = "";
  }

  /**
   * Starts a cluster for the job.
   *
   * @param folder for all there is
   * @param settings of the job for Flink, each {@code key=value}
   */
  static ClusterRun start(
      Path folder, String dataset, int rows, StubModelServer server, String... settings)
      throws Exception {
    return new ClusterRun(folder, dataset, rows, server, settings);
  }

  private FlinkCluster startCluster() throws Exception {
    return FlinkCluster.startFaulty(folder.resolve("cluster" + ++clusters), TASK_MANAGERS);
  }

  /** Submits the job. */
  void submit(int parallelism) throws Exception {
    job = cluster.submit(ClusterJob.class, parallelism, arguments());
  }

  /** Kills all processes, then goes on from the newest checkpoint on new ones. */
  void loseEverythingAndResume(int parallelism) throws Exception {
    cluster.close();
    cluster = startCluster();
    job = cluster.resume(ClusterJob.class, newestCheckpoint(), parallelism, arguments());
  }

  private Object[] arguments() throws IOException {
    return Stream.concat(Stream.of(config(), providers(), rows, folder), settings.stream())
        .toArray();
  }

  private Path config() throws IOException {
    return Files.writeString(folder.resolve("data.yaml"), dataset);
  }

  private Path providers() throws IOException {
    return Files.writeString(
        folder.resolve("providers.yaml"),
        "providers: [{name: here, endpoint: \"" + server.endpoint() + "\"}]");
  }

  private Path newestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("checkpoints"))) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .max(Comparator.comparingLong(ClusterRun::number))
          .orElseThrow();
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().replace("chk-", ""));
  }

  /** Who passes the point in that TaskManager for the nth time, or later, waits there. */
  void hold(int taskManager, String point, int nth) throws IOException {
    cluster.holds(taskManager).hold(point, nth);
  }

  void release(int taskManager, String point) throws IOException {
    cluster.holds(taskManager).release(point);
  }

  void awaitHeld(int taskManager, String point) throws Exception {
    await(point, () -> cluster.holds(taskManager).isReached(point));
  }

  FlinkCluster cluster() {
    return cluster;
  }

  /** TaskManagers, by number, that run a subtask. */
  List<Integer> busyTaskManagers() {
    return cluster.rest().busyTaskManagers(job);
  }

  /** Waits for a condition, and keeps in mind which checkpoints complete meanwhile. */
  void await(String what, FlinkCluster.Condition condition) throws Exception {
    cluster.await(
        what,
        () -> {
          checkpoints.putAll(cluster.rest().completedCheckpoints(job));
          return condition.holds();
        });
  }

  boolean hasCheckpoint() {
    return !checkpoints.isEmpty();
  }

  /** Waits until a checkpoint is complete that begins from now on. */
  void awaitCheckpoint() throws Exception {
    long now = System.currentTimeMillis();
    await("a checkpoint", () -> checkpoints.values().stream().anyMatch(at -> at > now));
  }

  void awaitEnd() throws Exception {
    await("its end", () -> cluster.rest().state(job).equals("FINISHED"));
  }

  List<Integer> restarts() {
    return cluster.rest().restarts(job);
  }

  /** When the job went back to a checkpoint, in milliseconds since the epoch. */
  long restoredAt() {
    return cluster.rest().restored(job).at();
  }

  /**
   * Calls that may have to be made again: those that came in between the checkpoint that the job
   * went back to and {@code until}, and those in flight at that checkpoint.
   *
   * @param limit of calls in flight
   */
  int lostCalls(long until, int limit) {
    // It may have completed after the last look at a JobManager that is dead: then an older one.
    long since = checkpoints.floorEntry(cluster.rest().restored(job).checkpoint()).getValue();
    return server.callsBetween(since, until)
        + Math.min(limit, server.callsBetween(since - 1_000, since - 1));
  }

  /** Scratch files of sorts. */
  List<Path> scratchFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("checkpoints"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("(entries|sorted|outcomes)-.*"))
          .toList();
    }
  }

  /** All rows are in the files, once each, as a preview has them. */
  void assertIsThePreview() throws IOException {
    Dataset read = Dataset.read(config());
    LocalRun preview =
        PreviewRun.of(
            read, rows, ClusterJob.SEED, ClusterJob.DATE, ProvidersReader.read(providers()));
    assertThat(WrittenRows.in(folder.resolve("data"), read))
        .isEqualTo(WrittenRows.of(preview, read));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
