package io.gridloom.flinkinternal;

import io.gridloom.generator.StopRunException;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Failures that a restart can't mend. */
public final class FatalFailure {

  private FatalFailure() {}

  /** Fails the job at once with this message, whatever its restart strategy. */
  public static RuntimeException of(String message) {
    return of(new StopRunException(message));
  }

  static RuntimeException of(StopRunException stop) {
    return new SuppressRestartsException(stop);
  }
}
