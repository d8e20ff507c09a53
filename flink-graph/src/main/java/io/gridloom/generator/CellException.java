package io.gridloom.generator;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cell can't be made, and why. Has no stack trace: rows are many. */
public final class CellException extends Exception {

  private final int attempts;
  private final Meaning meaning;
  private final @Nullable Duration retryAfter;

  private enum Meaning {
    FAILED,
    PASSING,
    DROPPED
  }

  /**
   * For good: nothing is gained by another attempt.
   *
   * @param cause in one line: what was found, what is allowed
   * @param attempts draws or calls made, at least 1
   */
  public CellException(String cause, int attempts) {
    this(cause, attempts, Meaning.FAILED, null);
  }

  private CellException(
      String cause, int attempts, Meaning meaning, @Nullable Duration retryAfter) {
    super(cause, null, false, false);
    this.attempts = attempts;
    this.meaning = meaning;
    this.retryAfter = retryAfter;
  }

  /**
   * For now, after one attempt: a cell that takes time is asked for again after a pause, as often
   * as the run's retry policy allows.
   */
  public static CellException passing(String cause) {
    return new CellException(cause, 1, Meaning.PASSING, null);
  }

  /** The same, from somebody who said how long the pause should be at least. */
  public static CellException passing(String cause, Duration retryAfter) {
    return new CellException(cause, 1, Meaning.PASSING, retryAfter);
  }

  /**
   * Not a failure: the column is there to drop such rows, as a dedupe drops duplicates. No error
   * policy changes that.
   */
  public static CellException dropping(String cause) {
    return new CellException(cause, 1, Meaning.DROPPED, null);
  }

  /** The same for good, after so many attempts. */
  public CellException after(int allAttempts) {
    return new CellException(String.valueOf(getMessage()), allAttempts);
  }

  public int attempts() {
    return attempts;
  }

  /** Whether the row is dropped on purpose. */
  public boolean isDropping() {
    return meaning == Meaning.DROPPED;
  }

  /** Whether another attempt may succeed. */
  public boolean isPassing() {
    return meaning == Meaning.PASSING;
  }

  /** The least pause before that. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
