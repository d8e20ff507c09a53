package io.gridloom.sampler;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;

/** Makes the generators of sampler columns. */
public final class SamplerFactory implements GeneratorFactory {

  @Override
  public String columnType() {
    return "sampler";
  }

  @Override
  public CellGenerator create(ColumnConfig column, GeneratorContext context) {
    return new SamplerColumns(context).generator((SamplerConfig) column);
  }
}
