package io.gridloom.generator;

/**
 * No row can have its cells: the run stops at once with this message, can be resumed, and is not
 * restarted. For what a person has to mend, such as a refused key.
 */
public final class StopRunException extends RuntimeException {

  /**
   * @param message in one line: what was found, and what to do
   */
  public StopRunException(String message) {
    super(message);
  }
}
