package io.gridloom.benchmarks;

import io.gridloom.graph.ColumnDescriptor;
import io.gridloom.graph.ExecutionTrait;
import java.util.ArrayList;
import java.util.List;

/** Column lists that several benchmarks share. */
final class BenchmarkGraphs {

  private BenchmarkGraphs() {}

  /** Columns without dependencies: all nodes are ready at once. */
  static List<ColumnDescriptor> independent(int columns) {
    List<ColumnDescriptor> list = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      list.add(ColumnDescriptor.builder("c" + i).build());
    }
    return list;
  }

  /** Each column depends on up to three before it; every tenth waits for all rows. */
  static List<ColumnDescriptor> woven(int columns) {
    List<ColumnDescriptor> list = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      ColumnDescriptor.Builder column = ColumnDescriptor.builder("c" + i);
      if (i % 10 == 9) {
        column.traits(ExecutionTrait.BARRIER);
      }
      for (int back = 1; back <= 3 && back <= i; back++) {
        column.dependsOn("c" + (i - back));
      }
      list.add(column.build());
    }
    return list;
  }
}
