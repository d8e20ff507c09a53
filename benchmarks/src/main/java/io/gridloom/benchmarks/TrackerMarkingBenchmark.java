package io.gridloom.benchmarks;

import io.gridloom.graph.CellNodeId;
import io.gridloom.graph.CompletionTracker;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Marking the 10 million cells of a column on one thread, time per cell. The rival is a bit set
 * behind a monitor, which is neither compressed nor counts nor knows its finished prefix.
 *
 * <p>Targets: in row order &lt;= 50 ns, in random order &lt;= 300 ns.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 8)
public class TrackerMarkingBenchmark {

  private static final int CELLS = 10_000_000;

  private final int[] shuffled = shuffled();
  private CompletionTracker tracker;
  private BitSet bits;

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

  @Setup(Level.Invocation)
  public void start() {
    tracker = new CompletionTracker(CELLS);
    bits = new BitSet();
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public long inRowOrder() {
    for (int row = 0; row < CELLS; row++) {
      tracker.markComplete(new CellNodeId(row, "c"));
    }
    return tracker.size();
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public long inRandomOrder() {
    for (int row : shuffled) {
      tracker.markComplete(new CellNodeId(row, "c"));
    }
    return tracker.size();
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public int bitSetInRowOrder() {
    for (int row = 0; row < CELLS; row++) {
      markBit(row);
    }
    return bits.length();
  }

  @Benchmark
  @OperationsPerInvocation(CELLS)
  public int bitSetInRandomOrder() {
    for (int row : shuffled) {
      markBit(row);
    }
    return bits.length();
  }

  private synchronized boolean markBit(int row) {
    boolean added = !bits.get(row);
    bits.set(row);
    return added;
  }
}
