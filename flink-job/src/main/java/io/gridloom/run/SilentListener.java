package io.gridloom.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Of requests that are answered where nobody follows the run. */
final class SilentListener implements RunListener {

  @Override
  public void starting(RunSummary run) {}

  @Override
  public void resuming(RunSummary run, Optional<Path> checkpoint) {}

  @Override
  public void following(RunSummary run) {}

  @Override
  public void progress(long rowsDone, long rows) {}

  @Override
  public void waiting(List<String> columns, long rowsThere, long rows) {}

  @Override
  public void stopping(String how) {}

  @Override
  public void notStopped(String cause) {}

  @Override
  public void stopped(RunSummary run) {}
}
