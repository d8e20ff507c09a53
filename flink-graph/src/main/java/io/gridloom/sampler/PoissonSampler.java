package io.gridloom.sampler;

import io.gridloom.config.SamplerParams;
import io.gridloom.generator.CellException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.KempSmallMeanPoissonSampler;

/**
 * Poisson-distributed counts. Small means by inversion; others by transformed rejection (Hörmann:
 * "The transformed rejection method for generating Poisson random variables", 1993, PTRS). Its
 * density is Loader's saddle-point form ("Fast and Accurate Computation of Binomial Probabilities",
 * 2000), which stays exact to some ulps where the textbook form cancels, and counts are taken from
 * the mean as integers, so that they are right one by one up to 2^63.
 */
final class PoissonSampler implements LongDraw {

  private static final double SMALL_MEAN = 10; // what PTRS is made for begins here
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private final UniformRandomProvider random;
  private final double mean;
  private final DiscreteSampler small; // of means below SMALL_MEAN
  private final long wholeMean;
  private final double restOfMean;
  private final double a;
  private final double b;
  private final double logInverseAlpha;
  private final double quick;

  PoissonSampler(SamplerParams.Poisson params, UniformRandomProvider random) {
    this.random = random;
    this.mean = params.mean();
    this.small = mean > 0 && mean < SMALL_MEAN ? kemp(random, mean) : () -> 0;
    this.wholeMean = (long) mean;
    this.restOfMean = mean - Math.floor(mean);
    this.b = 0.931 + 2.53 * Math.sqrt(mean);
    this.a = -0.059 + 0.02483 * b;
    this.logInverseAlpha = Math.log(1.1239 + 1.1328 / (b - 3.4));
    this.quick = 0.9277 - 3.6224 / (b - 2);
  }

  private static DiscreteSampler kemp(UniformRandomProvider random, double mean) {
    return KempSmallMeanPoissonSampler.of(random, mean);
  }

  @Override
  public long draw() throws CellException {
    if (mean < SMALL_MEAN) {
      return small.sample();
    }
    if (mean >= 0x1p63) {
      throw new CellException("poisson of mean " + mean + " draws integers beyond 64 bits", 1);
    }
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double distance = 0.5 - Math.abs(u);
      // The offset is below 2^53 wherever it is likely, so it is exact.
      long offset = (long) Math.floor((2 * a / distance + b) * u + restOfMean + 0.43);
      long count = wholeMean + offset;
      if (distance >= 0.07 && v <= quick) {
        return count;
      }
      boolean possible = count >= 0 && (distance >= 0.013 || v <= distance);
      if (possible
          && Math.log(v) + logInverseAlpha - Math.log(a / (distance * distance) + b)
              <= logDensity(count, offset - restOfMean)) {
        return count;
      }
    }
  }

  /** The density's logarithm at {@code count}, which is {@code mean + difference}. */
  double logDensity(long count, double difference) {
    if (count == 0) {
      return -mean;
    }
    double x = count;
    return -stirlingError(x) - deviance(x, difference) - HALF_LOG_TWO_PI - 0.5 * Math.log(x);
  }

  /** x log(x / mean) + mean - x, without the cancellation. */
  private double deviance(double x, double difference) {
    double ratio = difference / (x + mean);
    if (Math.abs(ratio) >= 0.1) {
      return x * Math.log(x / mean) - difference;
    }
    double sum = difference * ratio;
    double term = 2 * x * ratio;
    double square = ratio * ratio;
    for (int odd = 3; ; odd += 2) {
      term *= square;
      double next = sum + term / odd;
      if (next == sum) {
        return sum;
      }
      sum = next;
    }
  }

  /** log(n!) minus Stirling's formula, (n + 1/2) log(n) - n + log(2 pi) / 2. */
  private static double stirlingError(double n) {
    if (n < 16) {
      double logFactorial = 0;
      for (int i = 2; i <= n; i++) {
        logFactorial += Math.log(i);
      }
      return logFactorial - (n + 0.5) * Math.log(n) + n - HALF_LOG_TWO_PI;
    }
    double inverse = 1.0 / n;
    double square = inverse * inverse;
    return inverse
        * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0))));
  }
}
