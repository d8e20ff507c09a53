package io.gridloom.coordination;

/** The steps of a sort, each done by all subtasks before any begins the next. */
public enum SortStep {
  /** Rows come in and wait. */
  ROWS,
  /** Each subtask writes the entries of its rows, by bucket. */
  SCAN,
  /** Each subtask sorts its buckets. */
  MERGE,
  /** Each subtask writes the outcomes of the entries in its buckets, by the rows' key groups. */
  OUTCOMES,
  /** Each subtask brings the outcomes of its rows into state. */
  APPLY,
  /** All outcomes are in state; a checkpoint that began later has to be complete. */
  GATE,
  /** Rows go on. */
  RELEASED
}
