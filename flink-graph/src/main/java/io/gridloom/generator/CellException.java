package io.gridloom.generator;

/** A cell can't be made; its row is given up with this cause. Has no stack trace: rows are many. */
public final class CellException extends Exception {

  private final int attempts;

  /**
   * @param cause in one line: what was found, what is allowed
   * @param attempts draws or calls made, at least 1
   */
  public CellException(String cause, int attempts) {
    super(cause, null, false, false);
    this.attempts = attempts;
  }

  public int attempts() {
    return attempts;
  }
}
