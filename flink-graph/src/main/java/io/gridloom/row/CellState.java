package io.gridloom.row;

/** What is known of a cell, with the code that it has in state. */
public enum CellState {
  /** Not generated yet. */
  ABSENT(0),
  /** Has a value. */
  VALUE(1),
  /** Generated; there is no value. */
  NULL(2),
  /** Left out by a rule; it may hold the rule's value. */
  SKIPPED(3);

  private static final CellState[] BY_CODE = {ABSENT, VALUE, NULL, SKIPPED};

  private final byte code;

  CellState(int code) {
    this.code = (byte) code;
  }

  /** Its code in state; never changes. */
  public byte code() {
    return code;
  }

  /**
   * The state with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CellState ofCode(byte code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("cell state " + code + ": 0 to 3 are allowed");
    }
    return BY_CODE[code];
  }
}
