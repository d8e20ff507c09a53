package io.gridloom.benchmarks;

import io.gridloom.graph.ColumnDescriptor;
import io.gridloom.graph.CompletionTracker;
import io.gridloom.graph.ExecutionGraph;
import io.gridloom.graph.NodeId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Building a graph, and listing ready nodes. The rival is the plain loop that asks for every cell
 * whether it is ready.
 *
 * <p>Targets: {@code build} &lt; 5 ms, {@code allReady} and {@code scatteredReady} &lt;= 40 ms,
 * {@code firstThousandReady} &lt; 1 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GraphBenchmark {

  private static final int ROWS = 100_000;
  private static final int COLUMNS = 9;

  private final List<ColumnDescriptor> hundred = BenchmarkGraphs.woven(100);
  private final ExecutionGraph independent =
      ExecutionGraph.of(ROWS, BenchmarkGraphs.independent(COLUMNS));
  private final ExecutionGraph woven = ExecutionGraph.of(ROWS, BenchmarkGraphs.woven(COLUMNS));
  private final CompletionTracker empty = CompletionTracker.forGraph(independent);
  private final CompletionTracker scattered = CompletionTracker.forGraph(woven);

  @Setup
  public void markHalfOfTheRowsOfEachColumn() {
    Random random = new Random(1);
    for (NodeId node : woven.nodes()) {
      if (random.nextBoolean()) {
        scattered.markComplete(node);
      }
    }
  }

  @Benchmark
  public ExecutionGraph build() {
    return ExecutionGraph.of(1_000_000_000, hundred);
  }

  @Benchmark
  public void allReady(Blackhole sink) {
    independent.readyNodes(empty).forEach(sink::consume);
  }

  @Benchmark
  public void scatteredReady(Blackhole sink) {
    woven.readyNodes(scattered).forEach(sink::consume);
  }

  @Benchmark
  public void scatteredReadyByAskingEveryNode(Blackhole sink) {
    for (NodeId node : woven.nodes()) {
      if (!scattered.contains(node)
          && woven.dependencies(node).stream().allMatch(scattered::contains)) {
        sink.consume(node);
      }
    }
  }

  @Benchmark
  public List<NodeId> firstThousandReady() {
    return woven.readyNodes(scattered).stream().limit(1_000).toList();
  }

  @Benchmark
  public long countReady() {
    return woven.readyNodes(scattered).size();
  }
}
