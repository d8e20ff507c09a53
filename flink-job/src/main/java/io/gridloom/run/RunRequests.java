package io.gridloom.run;

import io.gridloom.control.ControlClient;
import io.gridloom.control.RunReply;
import io.gridloom.control.RunRequest;
import io.gridloom.problem.InputException;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunLock;
import io.gridloom.rundir.RunManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks a run for something: its process, or its cluster where there is no process any more. */
public final class RunRequests {

  private static final double MILLIS_PER_SECOND = 1000;

  private RunRequests() {}

  /**
   * Waits for the answer; if that ends the run, until its folder is free.
   *
   * @throws InputException if there is no run, or it does not run
   */
  public static RunReply ask(RunDirectory directory, RunRequest request) throws Exception {
    if (RunManifest.of(directory).cluster().isEmpty() || ControlClient.isAnswered(directory)) {
      return ControlClient.ask(directory, request);
    }
    Optional<LeftJob> left = LeftJob.of(directory, Optional.empty());
    if (left.isEmpty() || !left.get().lives()) {
      return ControlClient.ask(directory, request); // refused, with the reason
    }
    try (var job = left.get().job()) {
      Optional<RunLock> lock = RunLock.take(directory);
      RunSummary run = new RunSummary(directory, left.get().recorded(), false, false, "");
      Instant begun = left.get().begun();
      RunStop stop =
          new RunStop(
              run,
              job,
              RunListener.SILENT,
              () -> Duration.between(begun, Instant.now()).toMillis() / MILLIS_PER_SECOND);
      RunReply reply = stop.answer(request);
      if (lock.isPresent()) {
        lock.get().close();
      }
      return reply;
    }
  }
}
