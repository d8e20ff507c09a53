package io.gridloom.template;

/** Python's {@code None}: a cell without a value. */
public enum PythonNone {
  NONE;

  @Override
  public String toString() {
    return "None";
  }
}
