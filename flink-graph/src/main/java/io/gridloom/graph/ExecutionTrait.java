package io.gridloom.graph;

/** stub. */
public enum ExecutionTrait {
  START,
  CELL_BY_CELL,
  ROW_STREAMABLE,
  BARRIER
}
