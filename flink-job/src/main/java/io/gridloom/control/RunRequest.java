package io.gridloom.control;

/** What a run can be asked for. */
public enum RunRequest {
  /** Take a savepoint and go on. */
  SAVEPOINT,
  /** Take a savepoint and end. */
  STOP,
  /** Take a checkpoint and end. */
  CANCEL
}
