package io.gridloom.testing;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.generator.AsyncCellGenerator;
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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A plugin whose cells come when a test says so. {@code after}: a column that it depends on. */
public final class HeldColumn implements ColumnType {

  static final String TYPE = "held";

  private static final Queue<Asked> ASKED = new ConcurrentLinkedQueue<>();

  /** A cell that a generator was asked for. */
  public record Asked(String column, long row, CompletableFuture<Object> cell) {

    /** Gives the cell: a text of its column and row. */
    public void give() {
      cell.complete(column + " of " + row);
    }
  }

  /** Takes the cells that were asked for since the last call. */
  public static List<Asked> asked() {
    List<Asked> taken = List.copyOf(ASKED);
    ASKED.clear();
    return taken;
  }

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
        ExecutionTraits.of(ExecutionTrait.CELL_BY_CELL),
        after == null ? List.of() : List.of(after.toString()),
        CellType.TEXT);
  }

  /** Makes it. */
  public static final class Factory implements GeneratorFactory {

    @Override
    public String columnType() {
      return TYPE;
    }

    @Override
    public Generator create(ColumnConfig column, GeneratorContext context) {
      return (AsyncCellGenerator)
          row -> {
            CompletableFuture<Object> cell = new CompletableFuture<>();
            ASKED.add(new Asked(column.name(), row.row(), cell));
            return cell;
          };
    }
  }
}
