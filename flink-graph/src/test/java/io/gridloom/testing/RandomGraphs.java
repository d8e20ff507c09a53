package io.gridloom.testing;

import io.gridloom.graph.ColumnDescriptor;
import io.gridloom.graph.ExecutionGraph;
import io.gridloom.graph.ExecutionTrait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Small graphs of every shape: to 8 columns in any order, to 6 rows, barriers, side effects. */
public final class RandomGraphs {

  private RandomGraphs() {}

  /** The same graph for the same seed. */
  public static ExecutionGraph of(long seed) {
    return ExecutionGraph.of(records(seed), columns(seed));
  }

  /** The number of records of that graph, 1 to 6. */
  public static long records(long seed) {
    return 1L + new Random(~seed).nextInt(6);
  }

  /** The columns of that graph, in any order; none of it is in a cycle. */
  public static List<ColumnDescriptor> columns(long seed) {
    Random random = new Random(seed);
    List<ColumnDescriptor> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      String name = "c" + i;
      ColumnDescriptor.Builder column = ColumnDescriptor.builder(name).traits(traits(random));
      for (int d = names.isEmpty() ? 0 : random.nextInt(4); d > 0; d--) {
        column.dependsOn(names.get(random.nextInt(names.size()))); // may repeat
      }
      names.add(name);
      for (int s = random.nextInt(3) - 1; s >= 0; s--) {
        column.sideEffects(name + "__s" + s);
        names.add(name + "__s" + s);
      }
      columns.add(column.build());
    }
    Collections.shuffle(columns, random);
    return columns;
  }

  private static ExecutionTrait[] traits(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new ExecutionTrait[] {ExecutionTrait.BARRIER};
      case 1 -> new ExecutionTrait[] {ExecutionTrait.START, ExecutionTrait.ROW_STREAMABLE};
      case 2 -> new ExecutionTrait[] {};
      default -> new ExecutionTrait[] {ExecutionTrait.CELL_BY_CELL, ExecutionTrait.ROW_STREAMABLE};
    };
  }
}
