package io.gridloom.generator;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cell can't be made; its row is given up with this cause. Has no stack trace: rows are many. */
public final class CellException extends Exception {

  private final int attempts;
  private final boolean passing;
  private final @Nullable Duration retryAfter;

  /**
   * For good: nothing is gained by another attempt.
   *
   * @param cause in one line: what was found, what is allowed
   * @param attempts draws or calls made, at least 1
   */
  public CellException(String cause, int attempts) {
    this(cause, attempts, false, null);
  }

  private CellException(
      String cause, int attempts, boolean passing, @Nullable Duration retryAfter) {
    super(cause, null, false, false);
    this.attempts = attempts;
    this.passing = passing;
    this.retryAfter = retryAfter;
  }

  /**
   * For now, after one attempt: a cell that takes time is asked for again after a pause, as often
   * as the run's retry policy allows.
   */
  public static CellException passing(String cause) {
    return new CellException(cause, 1, true, null);
  }

  /** The same, from somebody who said how long the pause should be at least. */
  public static CellException passing(String cause, Duration retryAfter) {
    return new CellException(cause, 1, true, retryAfter);
  }

  /** The same for good, after so many attempts. */
  public CellException after(int allAttempts) {
    return new CellException(String.valueOf(getMessage()), allAttempts);
  }

  public int attempts() {
    return attempts;
  }

  /** Whether another attempt may succeed. */
  public boolean isPassing() {
    return passing;
  }

  /** The least pause before that. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
