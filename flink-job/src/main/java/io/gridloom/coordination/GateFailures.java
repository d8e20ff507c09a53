package io.gridloom.coordination;

import java.util.Optional;

/**
 * Failed checkpoints that a barrier waits for. One that fails is nothing special; of more in a row
 * the user is told, now and then. Thread-safe.
 */
public final class GateFailures {

  private static final int TELL_FROM = 2;
  private static final int TELL_EVERY = 60; // half a minute, where they fail at once

  private final String barrier;
  private int inARow;

  /**
   * @param barrier its operator's name, which names its columns
   */
  public GateFailures(String barrier) {
    this.barrier = barrier;
  }

  /** A checkpoint has failed; what to tell the user, if it is time to. */
  public synchronized Optional<String> failed(Throwable failure) {
    inARow++;
    return inARow % TELL_EVERY == TELL_FROM
        ? Optional.of(
            "\"%s\" has all its rows and goes on with the next complete checkpoint, but %,d in a row have failed: %s. Trying again"
                .formatted(barrier, inARow, cause(failure)))
        : Optional.empty();
  }

  /** The barrier waits no more. */
  public synchronized void passed() {
    inARow = 0;
  }

  private static String cause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return root.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("").strip();
  }
}
