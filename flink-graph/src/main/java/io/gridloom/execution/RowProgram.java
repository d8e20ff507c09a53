package io.gridloom.execution;

import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.plan.RowStage;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;

/**
 * The generators of a row stage, run one after another on each row. Not thread-safe: one per
 * subtask.
 */
public final class RowProgram {

  private final String[] columns; // in column order, as are the arrays below
  private final int[] slots;
  private final CellGenerator[] generators;
  private final CellCheck[] checks;
  private final RowBuilder builder = new RowBuilder();

  private RowProgram(
      String[] columns, int[] slots, CellGenerator[] generators, CellCheck[] checks) {
    this.columns = columns;
    this.slots = slots;
    this.generators = generators;
    this.checks = checks;
  }

  /**
   * The program of a stage.
   *
   * @throws IllegalArgumentException if a column is unknown to the context's dataset, nothing makes
   *     cells of its type, or it is a barrier
   */
  public static RowProgram of(
      RowStage stage, GeneratorRegistry registry, GeneratorContext context) {
    return of(stage, new Generators(registry, context));
  }

  static RowProgram of(RowStage stage, Generators generators) {
    return new RowProgram(
        stage.columns().toArray(String[]::new),
        stage.columns().stream().mapToInt(generators.layout()::slot).toArray(),
        stage.columns().stream().map(generators::cells).toArray(CellGenerator[]::new),
        stage.columns().stream().map(generators::check).toArray(CellCheck[]::new));
  }

  /**
   * The row with the stage's cells, or its tombstone: a row whose generator failed goes no further.
   * A tombstone is returned as it is. An {@link Error} is passed on.
   */
  public Row run(Row row) {
    if (row.isDropped() || columns.length == 0) {
      return row;
    }
    builder.start(row);
    for (int i = 0; i < columns.length; i++) {
      try {
        builder.set(slots[i], checks[i].check(generators[i].generate(builder)));
      } catch (CellException e) {
        return Row.tombstone(DeadLetters.of(row.row(), columns[i], e));
      } catch (RuntimeException e) {
        return Row.tombstone(DeadLetters.of(row.row(), columns[i], e));
      }
    }
    return builder.build();
  }
}
