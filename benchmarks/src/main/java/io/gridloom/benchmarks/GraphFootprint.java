package io.gridloom.benchmarks;

import io.gridloom.graph.CellNodeId;
import io.gridloom.graph.CompletionTracker;
import io.gridloom.graph.ExecutionGraph;
import java.util.Random;
import java.util.function.Supplier;

/**
 * How much memory graphs and trackers hold, by the used heap after collection. Run it with {@code
 * java -Xmx1g -cp benchmarks/target/benchmarks.jar io.gridloom.benchmarks.GraphFootprint}.
 */
public final class GraphFootprint {

  private static final int CELLS = 10_000_000;

  private GraphFootprint() {}

  public static void main(String[] args) {
    print("first of all, with what the VM loads for it", () -> graph());
    print("graph of 10^9 rows x 100 columns", () -> graph());
    print("10^9 cells marked in row order", () -> inOrder(1_000_000_000));
    int[] rows = shuffled();
    for (int cells : new int[] {1_000_000, 5_000_000, 9_999_000, CELLS}) {
      print(cells + " of 10^7 cells marked in random order", () -> inOrderOf(rows, cells));
    }
    print("10^6 cells at random among 10^12", () -> sparse(1_000_000));
  }

  private static void print(String what, Supplier<Object> maker) {
    long before = used();
    Object made = maker.get();
    long bytes = used() - before;
    System.out.printf("%-50s %,12d bytes%n", what, bytes);
    if (made.hashCode() == bytes) {
      System.out.println(); // keeps it alive until here
    }
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static ExecutionGraph graph() {
    return ExecutionGraph.of(1_000_000_000, BenchmarkGraphs.woven(100));
  }

  private static CompletionTracker inOrder(long cells) {
    CompletionTracker tracker = new CompletionTracker(cells + 1);
    for (long row = 0; row < cells; row++) {
      tracker.markComplete(new CellNodeId(row, "c"));
    }
    return tracker;
  }

  private static CompletionTracker inOrderOf(int[] rows, int cells) {
    CompletionTracker tracker = new CompletionTracker(CELLS);
    for (int i = 0; i < cells; i++) {
      tracker.markComplete(new CellNodeId(rows[i], "c"));
    }
    return tracker;
  }

  private static CompletionTracker sparse(int cells) {
    Random random = new Random(1);
    CompletionTracker tracker = new CompletionTracker(1_000_000_000_000L);
    for (int i = 0; i < cells; i++) {
      tracker.markComplete(new CellNodeId(random.nextLong(1_000_000_000_000L), "c"));
    }
    return tracker;
  }

  private static int[] shuffled() {
    int[] rows = new int[CELLS];
    Random random = new Random(1);
    for (int i = 1; i < CELLS; i++) {
      int j = random.nextInt(i + 1);
      rows[i] = rows[j];
      rows[j] = i;
    }
    return rows;
  }
}
