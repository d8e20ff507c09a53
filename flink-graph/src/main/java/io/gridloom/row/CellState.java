package io.gridloom.row;

/** What is known of a cell. The order is that of the codes in state: never change it. */
public enum CellState {
  /** Not generated yet. */
  ABSENT,
  /** Has a value. */
  VALUE,
  /** Generated; there is no value. */
  NULL,
  /** Left out by a rule; it may hold the rule's value. */
  SKIPPED
}
