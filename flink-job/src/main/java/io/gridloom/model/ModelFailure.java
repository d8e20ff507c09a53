package io.gridloom.model;

import java.time.Duration;
import java.util.Optional;

/** Why a call has no answer. Has no stack trace: calls are many. Its message names no secret. */
public abstract sealed class ModelFailure extends Exception {

  private ModelFailure(String message) {
    super(message, null, false, false);
  }

  /** Another attempt may succeed: the network, a server's bad moment, a time-out. */
  public static final class Passing extends ModelFailure {

    private final transient Optional<Duration> retryAfter;

    /**
     * @param retryAfter the least pause, if the server named one
     */
    public Passing(String message, Optional<Duration> retryAfter) {
      super(message);
      this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
      return retryAfter;
    }
  }

  /** More was asked for than the server allows just now. */
  public static final class RateLimited extends ModelFailure {

    private final transient Optional<Duration> retryAfter;

    /**
     * @param retryAfter the least pause, if the server named one
     */
    public RateLimited(String message, Optional<Duration> retryAfter) {
      super(message);
      this.retryAfter = retryAfter;
    }

    public Optional<Duration> retryAfter() {
      return retryAfter;
    }
  }

  /** This request will never have an answer: too long, refused by a filter. */
  public static final class Rejected extends ModelFailure {
    public Rejected(String message) {
      super(message);
    }
  }

  /** No request will have one: a refused key, a model that is not there. */
  public static final class Unusable extends ModelFailure {
    public Unusable(String message) {
      super(message);
    }
  }
}
