package io.gridloom.column;

import io.gridloom.config.SamplerParams.Poisson;
import io.gridloom.generator.Fields;
import io.gridloom.schema.CellType;

/** Draws counts. */
final class PoissonKind implements SamplerKind<Poisson> {

  @Override
  public Class<Poisson> paramsType() {
    return Poisson.class;
  }

  @Override
  public Poisson read(Fields params) {
    double mean = params.number("mean");
    if (params.accepted("mean") && mean < 0) {
      params.problem("mean", "found " + mean + "; it must not be negative", "");
    }
    return new Poisson(mean);
  }

  @Override
  public CellType cellType(Poisson params) {
    return CellType.INTEGER;
  }
}
