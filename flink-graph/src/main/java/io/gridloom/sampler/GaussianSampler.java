package io.gridloom.sampler;

import io.gridloom.config.SamplerParams;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Normally distributed, by McFarland's modified ziggurat. */
final class GaussianSampler implements DoubleDraw {

  private final ContinuousSampler standard;
  private final double mean;
  private final double stddev;

  GaussianSampler(SamplerParams.Gaussian params, UniformRandomProvider random) {
    this.standard = ZigguratSampler.NormalizedGaussian.of(random);
    this.mean = params.mean();
    this.stddev = params.stddev();
  }

  @Override
  public double draw() {
    return mean + stddev * standard.sample();
  }
}
