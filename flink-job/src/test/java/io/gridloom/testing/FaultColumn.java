package io.gridloom.testing;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.schema.CellType;
import java.util.Map;

/**
 * A plugin: its cells are the row numbers of rows that it lets pass. {@code point}: a point of
 * {@link Faults}; {@code after}: a column that it depends on; {@code drop_every}: it drops each row
 * that this number divides.
 */
public final class FaultColumn extends AfterColumn {

  static final String TYPE = "fault";

  public FaultColumn() {
    super(TYPE, ExecutionTrait.ROW_STREAMABLE, CellType.INTEGER);
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
