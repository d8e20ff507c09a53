package io.gridloom.config.job;

/** What a failed cell means; in lower case, what a job file says. */
public enum OnError {
  /** The row is given up and goes to the dead letters. */
  DROP,
  /** The cell is null. */
  NULL,
  /** The run stops. */
  FAIL
}
