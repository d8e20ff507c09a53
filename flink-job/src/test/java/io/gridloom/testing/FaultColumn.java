package io.gridloom.testing;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.schema.CellType;
import java.util.List;
import java.util.Map;

/**
 * A plugin: its cells are the row numbers of rows that it lets pass. {@code point}: a point of
 * {@link Faults}; {@code after}: a column that it depends on; {@code drop_every}: it drops each row
 * that this number divides.
 */
public final class FaultColumn implements ColumnType {

  static final String TYPE = "fault";

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public ColumnConfig read(Fields fields) {
    return new PluginConfig(fields.text("name"), TYPE, false, fields.rest());
  }

  @Override
  public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
    Object after = ((PluginConfig) column).fields().get("after");
    return ColumnDescription.of(
        ExecutionTraits.of(ExecutionTrait.ROW_STREAMABLE),
        after == null ? List.of() : List.of(after.toString()),
        CellType.INTEGER);
  }

  /** Makes it. */
  public static final class Factory implements GeneratorFactory {

    @Override
    public String columnType() {
      return TYPE;
    }

    @Override
    public Generator create(ColumnConfig column, GeneratorContext context) {
      Map<String, Object> fields = ((PluginConfig) column).fields();
      String point = String.valueOf(fields.get("point"));
      long dropEvery = ((Number) fields.getOrDefault("drop_every", Long.MAX_VALUE)).longValue();
      return (CellGenerator)
          row -> {
            Faults.pass(point);
            if (row.row() % dropEvery == 0) {
              throw new CellException("dropped on purpose", 1);
            }
            return row.row();
          };
    }
  }
}
