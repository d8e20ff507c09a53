package io.gridloom.graph;

import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * Lincheck runs these operations on several threads, through one interleaving after another, and
 * asks whether some serial order explains all that was returned.
 */
@Param(name = "row", gen = IntGen.class, conf = "0:3")
public class CompletionTrackerModelTest {

  private static final ExecutionGraph GRAPH =
      ExecutionGraph.of(4, List.of(ColumnDescriptor.builder("a").build()));

  private final CompletionTracker tracker = new CompletionTracker(4);

  @Operation
  public boolean mark(@Param(name = "row") int row) {
    return tracker.markComplete(new CellNodeId(row, "a"));
  }

  @Operation
  public long markFrom(@Param(name = "row") int row) {
    return tracker.markComplete("a", row, Math.min(4, row + 2));
  }

  @Operation
  public boolean markBarrier() {
    return tracker.markComplete(new BarrierNodeId("a"));
  }

  @Operation
  public boolean contains(@Param(name = "row") int row) {
    return tracker.contains(new CellNodeId(row, "a"));
  }

  @Operation
  public long count() {
    return tracker.columnCompletionCount("a");
  }

  @Operation
  public long size() {
    return tracker.size();
  }

  @Operation
  public long completedRows() {
    return GRAPH.completedRowCount(tracker);
  }

  @Test
  void everyInterleavingIsLinearizable() {
    new ModelCheckingOptions()
        .iterations(6)
        .invocationsPerIteration(50)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .check(getClass());
  }
}
