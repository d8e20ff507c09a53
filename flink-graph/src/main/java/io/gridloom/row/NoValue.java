package io.gridloom.row;

/** What stands in a cell that was generated and has no value. */
public enum NoValue {
  NULL
}
