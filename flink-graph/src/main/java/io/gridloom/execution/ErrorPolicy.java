package io.gridloom.execution;

import io.gridloom.config.job.OnError;
import java.io.Serializable;

/**
 * What becomes of a row one of whose cells can't be made.
 *
 * @param onError what to do
 * @param maxFailedFraction the run stops when more of the last {@value #WINDOW} cells of a column
 *     on a subtask have failed, 0 to 1
 */
public record ErrorPolicy(OnError onError, double maxFailedFraction) implements Serializable {

  /** Cells of a column on a subtask that are looked back at. */
  public static final int WINDOW = 1000;

  /** Failed rows are dropped, until half of a column's cells fail. */
  public static final ErrorPolicy DEFAULT = new ErrorPolicy(OnError.DROP, 0.5);

  public ErrorPolicy {
    if (!(maxFailedFraction >= 0 && maxFailedFraction <= 1)) {
      throw new IllegalArgumentException(
          "maxFailedFraction is " + maxFailedFraction + ", 0 to 1 is allowed");
    }
  }
}
