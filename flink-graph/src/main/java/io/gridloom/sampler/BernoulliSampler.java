package io.gridloom.sampler;

import io.gridloom.config.SamplerParams;
import org.apache.commons.rng.UniformRandomProvider;

/** 1 with probability p, else 0. */
final class BernoulliSampler implements LongDraw {

  private final UniformRandomProvider random;
  private final double p;

  BernoulliSampler(SamplerParams.Bernoulli params, UniformRandomProvider random) {
    this.random = random;
    this.p = params.p();
  }

  @Override
  public long draw() {
    return random.nextDouble() < p ? 1 : 0;
  }
}
