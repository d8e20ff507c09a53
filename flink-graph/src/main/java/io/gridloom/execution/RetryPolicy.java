package io.gridloom.execution;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a cell is asked for when it fails for now, with pauses that double from attempt to
 * attempt and differ at random, so that the cells of an outage don't come back all at once.
 *
 * @param attempts in all, at least 1
 * @param firstPause before the second attempt
 * @param longestPause that doubling leads to
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {

  /** Five attempts in about half a minute. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofSeconds(60));

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + ", must be at least 1");
    }
  }

  /**
   * The pause after so many failed attempts; empty if there is to be no other.
   *
   * @param atLeast what the one who refused said, which may exceed the longest pause
   */
  Optional<Duration> pauseAfter(int failedAttempts, Optional<Duration> atLeast) {
    if (failedAttempts >= attempts) {
      return Optional.empty();
    }
    double doubled = firstPause.toMillis() * Math.pow(2, failedAttempts - 1);
    double longest = Math.min(doubled, (double) longestPause.toMillis());
    long millis = (long) (longest * (0.5 + ThreadLocalRandom.current().nextDouble() / 2));
    Duration pause = Duration.ofMillis(millis);
    return Optional.of(atLeast.filter(least -> least.compareTo(pause) > 0).orElse(pause));
  }
}
