package io.gridloom.sampler;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** How well values fit a distribution, in units that do not depend on their number. */
final class Fit {

  private Fit() {}

  /**
   * Kolmogorov–Smirnov: the largest distance to the distribution function, times the root of the
   * number of values. Above 1.95 in one of a thousand samples.
   */
  static double distance(double[] values, DoubleUnaryOperator distribution) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = distribution.applyAsDouble(sorted[i]);
      double above = (i + 1.0) / sorted.length - expected;
      double below = expected - (double) i / sorted.length;
      largest = Math.max(largest, Math.max(above, below));
    }
    return largest * Math.sqrt(sorted.length);
  }

  /**
   * Chi-square of the counts of distinct values, as a normal deviate (Wilson–Hilferty). Above 3.1
   * in one of a thousand samples. Values that are expected less than 10 times are taken together.
   *
   * @param probabilities of all possible values
   */
  static <T> double deviation(T[] values, Map<? extends T, Double> probabilities) {
    Map<T, Integer> counts = new HashMap<>();
    for (T value : values) {
      counts.merge(value, 1, Integer::sum);
    }
    double chiSquare = 0;
    int cells = 0;
    double rareExpected = 0;
    double rare = values.length;
    for (Map.Entry<? extends T, Double> entry : probabilities.entrySet()) {
      double expected = entry.getValue() * values.length;
      int count = counts.getOrDefault(entry.getKey(), 0);
      if (expected >= 10) {
        chiSquare += (count - expected) * (count - expected) / expected;
        cells++;
        rare -= count;
      } else {
        rareExpected += expected;
      }
    }
    if (rareExpected > 0.01 || rare > 0) {
      rareExpected = Math.max(rareExpected, 0.01);
      chiSquare += (rare - rareExpected) * (rare - rareExpected) / rareExpected;
      cells++;
    }
    double freedom = Math.max(cells - 1, 1);
    double spread = 2 / (9 * freedom);
    return (Math.cbrt(chiSquare / freedom) - (1 - spread)) / Math.sqrt(spread);
  }

  /** The standard normal distribution function, by its error function's series and fraction. */
  static double normal(double x) {
    if (x < 0) {
      return 1 - normal(-x);
    }
    if (x > 3) {
      double fraction = x;
      for (int k = 60; k > 0; k--) {
        fraction = x + k / fraction;
      }
      return 1 - density(x) / fraction;
    }
    double term = x;
    double sum = x;
    for (int odd = 3; Math.abs(term) > 1e-17; odd += 2) {
      term *= x * x / odd;
      sum += term;
    }
    return 0.5 + density(x) * sum;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Probabilities of counts up to {@code last}, by recurrence from the mode. */
  static Map<Object, Double> poisson(double mean, int last) {
    double[] weights = new double[last + 1];
    int mode = (int) mean;
    weights[mode] = 1;
    double sum = 1;
    for (int k = mode + 1; k <= last; k++) {
      weights[k] = weights[k - 1] * mean / k;
      sum += weights[k];
    }
    for (int k = mode - 1; k >= 0; k--) {
      weights[k] = weights[k + 1] * (k + 1) / mean;
      sum += weights[k];
    }
    Map<Object, Double> probabilities = new HashMap<>();
    for (int k = 0; k <= last; k++) {
      probabilities.put((long) k, weights[k] / sum);
    }
    return probabilities;
  }
}
