package io.gridloom.column;

import io.gridloom.config.SamplerParams.Bernoulli;
import io.gridloom.generator.Fields;
import io.gridloom.schema.CellType;

/** Draws 1 or 0. */
final class BernoulliKind implements SamplerKind<Bernoulli> {

  @Override
  public Class<Bernoulli> paramsType() {
    return Bernoulli.class;
  }

  @Override
  public Bernoulli read(Fields params) {
    double p = params.number("p");
    if (params.accepted("p") && (p < 0 || p > 1)) {
      params.problem("p", "found " + p + "; a probability is 0 to 1", "");
    }
    return new Bernoulli(p);
  }

  @Override
  public CellType cellType(Bernoulli params) {
    return CellType.INTEGER;
  }
}
