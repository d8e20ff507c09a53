package io.gridloom.testing;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** Savepoints of jobs that have just begun. */
public final class Savepoints {

  private static final long LOOK_NANOS = 1_000_000;

  private Savepoints() {}

  /**
   * Stops a job with a savepoint, as soon as all of its subtasks run: one may be at work before
   * another is.
   *
   * @return the savepoint
   */
  public static String stop(JobClient job, Path folder)
      throws InterruptedException, ExecutionException {
    return stop(job, folder, false);
  }

  /** The same, but all rows that are in the job are to come through first. */
  public static String drain(JobClient job, Path folder)
      throws InterruptedException, ExecutionException {
    return stop(job, folder, true);
  }

  private static String stop(JobClient job, Path folder, boolean drain)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return job.stopWithSavepoint(
                drain, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
      } catch (ExecutionException e) {
        if (!String.valueOf(e.getMessage()).contains("not being executed at the moment")) {
          throw e;
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }
}
