package io.gridloom.benchmarks;

import io.gridloom.graph.CellNodeId;
import io.gridloom.graph.CompletionTracker;
import io.gridloom.graph.ExecutionGraph;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Questions to a tracker with 500,000 cells marked at random in each of 9 columns, over few and
 * very many rows. Target: every question but {@code countReady} &lt;= 10 us, whatever the rows.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrackerQuestionsBenchmark {

  private static final int COLUMNS = 9;
  private static final int MARKS = 500_000;

  @Param({"1000000", "1000000000", "1000000000000"})
  public long rows;

  private ExecutionGraph graph;
  private CompletionTracker tracker;
  private long row;

  @Setup
  public void markAtRandom() {
    graph = ExecutionGraph.of(rows, BenchmarkGraphs.independent(COLUMNS));
    tracker = CompletionTracker.forGraph(graph);
    Random random = new Random(1);
    for (String column : graph.columnNames()) {
      tracker.markComplete(column, 0, rows / 10);
      for (int i = 0; i < MARKS; i++) {
        tracker.markComplete(new CellNodeId(random.nextLong(rows), column));
      }
    }
  }

  @Benchmark
  public boolean isComplete() {
    return graph.isComplete(tracker);
  }

  @Benchmark
  public long completedRowCount() {
    return graph.completedRowCount(tracker);
  }

  @Benchmark
  public long columnCompletionCount() {
    return tracker.columnCompletionCount("c5");
  }

  @Benchmark
  public long size() {
    return tracker.size();
  }

  @Benchmark
  public boolean contains() {
    row = (row + 7_777_777_777L) % rows;
    return tracker.contains(new CellNodeId(row, "c5"));
  }

  @Benchmark
  public long countReady() {
    return graph.readyNodes(tracker, "c5").size();
  }
}
