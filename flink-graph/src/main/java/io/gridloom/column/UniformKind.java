package io.gridloom.column;

import io.gridloom.config.SamplerParams.Uniform;
import io.gridloom.generator.Fields;
import io.gridloom.schema.CellType;

/** Draws evenly from a range. */
final class UniformKind implements SamplerKind<Uniform> {

  @Override
  public Class<Uniform> paramsType() {
    return Uniform.class;
  }

  @Override
  public Uniform read(Fields params) {
    double low = params.number("low");
    double high = params.number("high");
    if (params.accepted("low") && params.accepted("high") && low > high) {
      String found = "low is " + low + " and high is " + high;
      params.problem("low", found + "; low must not be greater than high", "");
    } else if (!Double.isFinite(high - low)) {
      params.problem("high", "the range from " + low + " to " + high + " is too wide", "");
    }
    return new Uniform(low, high, params.optionalInteger("decimal_places"));
  }

  @Override
  public CellType cellType(Uniform params) {
    return CellType.FLOAT;
  }
}
