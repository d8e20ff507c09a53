package io.gridloom.column;

import io.gridloom.config.SamplerParams.Uuid;
import io.gridloom.generator.Fields;
import io.gridloom.schema.CellType;

/** Draws identifiers. */
final class UuidKind implements SamplerKind<Uuid> {

  @Override
  public Class<Uuid> paramsType() {
    return Uuid.class;
  }

  @Override
  public Uuid read(Fields params) {
    return new Uuid(
        params.optionalText("prefix"),
        params.flag("short_form", false),
        params.flag("uppercase", false));
  }

  @Override
  public CellType cellType(Uuid params) {
    return CellType.TEXT;
  }

  @Override
  public Conversion conversion() {
    return Conversion.NONE;
  }
}
