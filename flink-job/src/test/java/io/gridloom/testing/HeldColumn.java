package io.gridloom.testing;

import io.gridloom.config.ColumnConfig;
import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.schema.CellType;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A plugin whose cells come when a test says so. {@code after}: a column that it depends on. */
public final class HeldColumn extends AfterColumn {

  static final String TYPE = "held";

  private static final Queue<Asked> ASKED = new ConcurrentLinkedQueue<>();
  private static volatile boolean atOnce;

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

  /** Whether cells are there as soon as they are asked for. */
  public static void giveAtOnce(boolean ready) {
    atOnce = ready;
  }

  public HeldColumn() {
    super(TYPE, ExecutionTrait.CELL_BY_CELL, CellType.TEXT);
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
            Asked asked = new Asked(column.name(), row.row(), cell);
            if (atOnce) {
              asked.give();
            } else {
              ASKED.add(asked);
            }
            return cell;
          };
    }
  }
}
