package io.gridloom.column;

import io.gridloom.config.SamplerParams.Gaussian;
import io.gridloom.generator.Fields;
import io.gridloom.schema.CellType;

/** Draws from a normal distribution. */
final class GaussianKind implements SamplerKind<Gaussian> {

  @Override
  public Class<Gaussian> paramsType() {
    return Gaussian.class;
  }

  @Override
  public Gaussian read(Fields params) {
    double mean = params.number("mean");
    double stddev = params.number("stddev");
    if (params.accepted("stddev") && stddev < 0) {
      params.problem("stddev", "found " + stddev + "; it must not be negative", "");
    }
    return new Gaussian(mean, stddev, params.optionalInteger("decimal_places"));
  }

  @Override
  public CellType cellType(Gaussian params) {
    return CellType.FLOAT;
  }
}
