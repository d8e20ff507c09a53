package io.gridloom.run;

import io.gridloom.control.RunReply;
import io.gridloom.control.RunRequest;
import io.gridloom.flinkinternal.FlinkJob;
import io.gridloom.rundir.LocalPath;
import io.gridloom.rundir.RunManifest;
import io.gridloom.rundir.RunManifest.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.DoubleSupplier;

/**
 * Whatever ends a job before its own end, Ctrl-C or a command of another process: one of them does,
 * the others are told that they came late.
 */
final class RunStop {

  private static final long STOP_CHECKPOINT_MILLIS = 20_000;

  private final RunSummary run;
  private final FlinkJob job;
  private final RunListener listener;
  private final DoubleSupplier seconds;
  private Optional<RunSummary> stopped = Optional.empty();
  private boolean ended;

  /**
   * @param run as it began
   * @param seconds that it has taken until now
   */
  RunStop(RunSummary run, FlinkJob job, RunListener listener, DoubleSupplier seconds) {
    this.run = run;
    this.job = job;
    this.listener = listener;
    this.seconds = seconds;
  }

  /** The job has ended, and nothing can stop it any more; where it stands if something has. */
  synchronized Optional<RunSummary> jobEnded() {
    ended = true;
    return stopped;
  }

  /** Does what another process asks for. */
  RunReply answer(RunRequest request) {
    try {
      return request == RunRequest.SAVEPOINT
          ? new RunReply(true, path(job.savepoint(folder())))
          : stop(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RunReply(false, "interrupted");
    } catch (Exception e) {
      return new RunReply(false, Failures.cause(e));
    }
  }

  /** What Ctrl-C does: keeps what is done. For the shutdown hook. */
  void interrupted() {
    answer(RunRequest.CANCEL);
  }

  private synchronized RunReply stop(RunRequest request) throws Exception {
    if (ended || stopped.isPresent()) {
      return new RunReply(false, "the run has just ended");
    }
    boolean savepoint = request == RunRequest.STOP;
    listener.stopping(
        savepoint
            ? "a savepoint, then the job ends"
            : "one more checkpoint, then the job is cancelled");
    try {
      String kept = savepoint ? path(job.stopWithSavepoint(folder())) : cancel();
      ModelUse use = ModelUse.of(job.counts());
      RunManifest manifest =
          run.manifest().spent(use.calls(), use.tokens()).in(State.STOPPED, seconds.getAsDouble());
      if (savepoint) {
        manifest = manifest.stoppedBy(Path.of(kept));
      }
      manifest.write(run.directory());
      stopped = Optional.of(run.with(manifest));
      listener.stopped(stopped.get());
      return new RunReply(true, kept);
    } catch (ExecutionException | IOException e) {
      listener.notStopped(Failures.cause(e));
      throw e;
    }
  }

  private String cancel() throws Exception {
    job.checkpoint(STOP_CHECKPOINT_MILLIS);
    job.cancel();
    return run.directory().newestCheckpoint().map(Path::toString).orElse("");
  }

  private String folder() {
    return LocalPath.uri(run.directory().savepoints());
  }

  private static String path(String uri) {
    return LocalPath.of(uri).toString();
  }
}
