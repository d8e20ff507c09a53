package io.gridloom.progress;

import io.gridloom.dataset.Dataset;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.flinkinternal.RemoteCluster;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.BarrierNodeId;
import io.gridloom.graph.ColumnDescriptor;
import io.gridloom.graph.CompletionTracker;
import io.gridloom.graph.ExecutionGraph;
import io.gridloom.key.RowBlocks;
import io.gridloom.rundir.ClusterJob;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunLock;
import io.gridloom.rundir.RunManifest;
import io.gridloom.state.OperatorUids;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands, whether its process lives or not: what its newest checkpoint or savepoint
 * holds. What a living run has done since is in its metrics.
 *
 * @param checkpoint what was read; empty if none is complete yet, or the run has finished
 */
public record RunStatus(
    RunDirectory directory,
    RunManifest manifest,
    State state,
    Optional<Path> checkpoint,
    ProgressView progress,
    List<Column> columns) {

  private static final int ATTEMPTS = 3;

  public RunStatus {
    columns = List.copyOf(columns);
  }

  /**
   * As the run's manifest has it. {@code DIED}: it says that it runs, but nobody runs it. {@code
   * UNREACHABLE}: it was left to a cluster that does not answer.
   */
  public enum State {
    RUNNING,
    STOPPED,
    FINISHED,
    FAILED,
    DIED,
    UNREACHABLE
  }

  /**
   * A column, in column order.
   *
   * @param cells complete ones
   * @param barrierFired whether its barrier is complete; empty: it is no barrier column
   */
  public record Column(String name, long cells, Optional<Boolean> barrierFired) {}

  /**
   * The status of the run in a folder.
   *
   * @param registry of all column types
   * @throws io.gridloom.problem.InputException if there is none
   * @throws IOException if its checkpoint can't be read
   */
  public static RunStatus of(RunDirectory directory, GeneratorRegistry registry)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      RunManifest manifest = RunManifest.of(directory);
      Optional<Path> checkpoint =
          manifest.state() == RunManifest.State.FINISHED
              ? Optional.empty()
              : directory.newestCheckpoint();
      try {
        return of(directory, manifest, checkpoint, registry);
      } catch (Exception e) {
        boolean deleted = checkpoint.isPresent() && !Files.exists(checkpoint.get());
        if (!deleted || attempt == ATTEMPTS) { // a living run deletes those that are no longer new
          throw new IOException(
              "the newest checkpoint of " + directory.root() + " can't be read: " + e, e);
        }
      }
    }
  }

  private static RunStatus of(
      RunDirectory directory,
      RunManifest manifest,
      Optional<Path> checkpoint,
      GeneratorRegistry registry)
      throws Exception {
    Dataset dataset = Dataset.ofSource(manifest.source(), registry);
    ExecutionGraph graph = dataset.graph(Math.max(1, manifest.rows())); // a topic may have had none
    ProgressView progress =
        checkpoint.isEmpty()
            ? withoutCheckpoint(manifest, graph)
            : CheckpointProgress.read(
                    dataset,
                    manifest.firstRow(),
                    manifest.rows(),
                    new RowBlocks(manifest.maxParallelism(), manifest.blockRows()),
                    OperatorUids.DEFAULT_NAME,
                    checkpoint.get(),
                    LocalCluster.onLoopback())
                .withMoreDropped(manifest.dropped());
    List<Column> columns =
        graph.columns().stream().map(column -> column(column, progress.tracker())).toList();
    return new RunStatus(
        directory, manifest, state(directory, manifest), checkpoint, progress, columns);
  }

  private static State state(RunDirectory directory, RunManifest manifest)
      throws InterruptedException {
    if (manifest.state() != RunManifest.State.RUNNING || RunLock.isHeld(directory)) {
      return State.valueOf(manifest.state().name());
    }
    return manifest.cluster().isEmpty() ? State.DIED : onCluster(manifest.cluster().get());
  }

  private static State onCluster(ClusterJob job) throws InterruptedException {
    try (RemoteCluster cluster = RemoteCluster.at(URI.create(job.url()))) {
      return cluster.isRunning(job.job()) ? State.RUNNING : State.DIED;
    } catch (IOException e) {
      return State.UNREACHABLE;
    }
  }

  private static Column column(ColumnDescriptor column, CompletionTracker tracker) {
    String name = column.name();
    return new Column(
        name,
        tracker.columnCompletionCount(name),
        column.isBarrier() ? Optional.of(tracker.isBarrierComplete(name)) : Optional.empty());
  }

  /** All of a finished run; of one that has only begun, what was there before. */
  private static ProgressView withoutCheckpoint(RunManifest manifest, ExecutionGraph graph) {
    CompletionTracker tracker = CompletionTracker.forGraph(graph);
    boolean finished = manifest.state() == RunManifest.State.FINISHED;
    long done = finished ? manifest.rows() : manifest.firstRow();
    for (ColumnDescriptor column : graph.columns()) {
      tracker.markComplete(column.name(), 0, done);
      if (column.isBarrier() && finished) {
        tracker.markComplete(new BarrierNodeId(column.name()));
      }
    }
    return new ProgressView(manifest.rows(), done, 0, done, manifest.dropped(), tracker);
  }
}
