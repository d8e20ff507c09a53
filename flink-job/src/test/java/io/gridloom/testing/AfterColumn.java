package io.gridloom.testing;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.schema.CellType;
import java.util.List;

/** A plugin that may depend on one column, which its field {@code after} names. */
abstract class AfterColumn implements ColumnType {

  private final String type;
  private final ExecutionTrait trait;
  private final CellType cells;

  AfterColumn(String type, ExecutionTrait trait, CellType cells) {
    this.type = type;
    this.trait = trait;
    this.cells = cells;
  }

  @Override
  public final String name() {
    return type;
  }

  @Override
  public final ColumnConfig read(Fields fields) {
    return new PluginConfig(fields.text("name"), type, false, fields.rest());
  }

  @Override
  public final ColumnDescription describe(
      ColumnConfig column, DatasetConfig dataset, CellTypes types) {
    Object after = ((PluginConfig) column).fields().get("after");
    return ColumnDescription.of(
        ExecutionTraits.of(trait), after == null ? List.of() : List.of(after.toString()), cells);
  }
}
