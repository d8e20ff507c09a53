package io.gridloom.execution;

import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.plan.RowStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The generators of a row stage, made for one subtask; arrays are in column order. */
public final class StageGenerators implements AutoCloseable {

  final String[] columns;
  final Generator[] generators;
  final ColumnCells[] cells;
  final int[][] dependents; // columns of the stage that wait for this one

  private StageGenerators(List<String> columns, Generators factory) {
    this.columns = columns.toArray(String[]::new);
    this.generators = columns.stream().map(factory::rowLocal).toArray(Generator[]::new);
    this.cells = columns.stream().map(factory::cells).toArray(ColumnCells[]::new);
    List<List<Integer>> waiting = new ArrayList<>();
    columns.forEach(column -> waiting.add(new ArrayList<>()));
    for (int i = 0; i < columns.size(); i++) {
      for (String needed : factory.producers(columns.get(i))) {
        if (columns.contains(needed)) {
          waiting.get(columns.indexOf(needed)).add(i);
        }
      }
    }
    this.dependents =
        waiting.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /**
   * The generators of a stage.
   *
   * @throws IllegalArgumentException if a column is unknown to the context's dataset, nothing makes
   *     cells of its type, or it is a barrier
   */
  public static StageGenerators of(
      RowStage stage, GeneratorRegistry registry, GeneratorContext context) {
    return of(stage, new Generators(registry, context));
  }

  static StageGenerators of(RowStage stage, Generators factory) {
    return new StageGenerators(stage.columns(), factory);
  }

  /** Whether some cells are not there at once. */
  public boolean isAsync() {
    for (Generator generator : generators) {
      if (!(generator instanceof CellGenerator)) {
        return true;
      }
    }
    return false;
  }

  /** By column, those that are not there at once; asked for on {@code thread}. */
  AsyncCellGenerator[] asked(RetryPolicy retries, Executor thread) {
    AsyncCellGenerator[] asked = new AsyncCellGenerator[generators.length];
    for (int i = 0; i < generators.length; i++) {
      int column = i;
      Attempts.of(generators[i], retries, thread).ifPresent(asks -> asked[column] = asks);
    }
    return asked;
  }

  @Override
  public void close() {
    for (Generator generator : generators) {
      generator.close();
    }
  }
}
