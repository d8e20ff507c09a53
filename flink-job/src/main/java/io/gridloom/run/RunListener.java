package io.gridloom.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Told how a run goes. Calls come one at a time, the last ones perhaps from another thread. */
public interface RunListener {

  /** Who listens to nothing. */
  RunListener SILENT = new SilentListener();

  /** The job is about to start at row 0. */
  void starting(RunSummary run);

  /**
   * The job is about to start again.
   *
   * @param checkpoint where it goes on; empty: at row 0
   */
  void resuming(RunSummary run, Optional<Path> checkpoint);

  /** The job that an earlier process started runs on a cluster: this one only looks on. */
  void following(RunSummary run);

  /** So many rows have come through, dropped ones too. */
  void progress(long rowsDone, long rows);

  /** None has yet: so many rows wait for all rows, which these columns need. */
  void waiting(List<String> columns, long rowsThere, long rows);

  /** Somebody asked the run to end: the job is being stopped, by what {@code how} says. */
  void stopping(String how);

  /** The job could not be stopped, and goes on. */
  void notStopped(String cause);

  /** The run has stopped; it can be resumed. */
  void stopped(RunSummary run);
}
