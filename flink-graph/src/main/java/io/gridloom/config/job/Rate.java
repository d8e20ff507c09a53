package io.gridloom.config.job;

import java.io.Serializable;
import java.time.Duration;

/**
 * Rows that begin in a second, in the whole job. A ramp goes evenly from one rate to another, from
 * the start of the job on, and stays there.
 *
 * @param from at the start, more than 0; positive infinity: no limit
 * @param to from {@code over} on, likewise
 */
public record Rate(double from, double to, Duration over) implements Serializable {

  /** As fast as it goes. */
  public static final Rate UNLIMITED = of(Double.POSITIVE_INFINITY);

  /**
   * @throws IllegalArgumentException unless both rates are positive
   */
  public Rate {
    if (!(from > 0 && to > 0)) {
      throw new IllegalArgumentException("rate is " + Math.min(from, to) + ", must be positive");
    }
  }

  /** The same all the time. */
  public static Rate of(double perSecond) {
    return new Rate(perSecond, perSecond, Duration.ZERO);
  }

  /** The rate so many nanoseconds after the start. */
  public double at(long nanos) {
    long length = over.toNanos();
    return nanos >= length ? to : from + (to - from) * ((double) nanos / length);
  }
}
