package io.gridloom.sampler;

import io.gridloom.config.SamplerParams;
import org.apache.commons.rng.UniformRandomProvider;

/** Uniform in [low, high); the constant where both are the same. */
final class UniformSampler implements DoubleDraw {

  private final UniformRandomProvider random;
  private final double low;
  private final double high;
  private final double width;

  UniformSampler(SamplerParams.Uniform params, UniformRandomProvider random) {
    this.random = random;
    this.low = params.low();
    this.high = params.high();
    this.width = high - low;
  }

  @Override
  public double draw() {
    double u = random.nextDouble();
    double value = width <= Double.MAX_VALUE ? low + u * width : low * (1 - u) + high * u;
    // The sum may be rounded up to the bound that is not ours.
    return value < high || low == high ? value : Math.nextDown(high);
  }
}
