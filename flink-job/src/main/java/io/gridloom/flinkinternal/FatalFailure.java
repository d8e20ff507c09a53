package io.gridloom.flinkinternal;

import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Failures that a restart can't mend. */
public final class FatalFailure {

  private FatalFailure() {}

  /** Fails the job at once with this message, whatever its restart strategy. */
  public static RuntimeException of(String message) {
    return new SuppressRestartsException(new IllegalStateException(message));
  }
}
