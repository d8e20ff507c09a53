package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads on one tracker. */
@Timeout(60)
class CompletionTrackerConcurrencyTest {

  private static final int THREADS = 6;
  private static final int ROWS = 100_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void ofThreadsThatMarkTheSameNodeExactlyOneIsTold(long seed) throws Exception {
    CompletionTracker tracker = new CompletionTracker(ROWS);
    List<Callable<Long>> markers = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(seed * 100 + thread);
      markers.add(() -> markEverything(tracker, random));
    }
    AtomicBoolean stop = new AtomicBoolean();
    Callable<Long> watcher = () -> watchCounts(tracker, stop);
    List<Long> told = inParallel(markers, watcher, stop);
    assertThat(told.stream().mapToLong(Long::longValue).sum()).isEqualTo(2L * ROWS + 2);
    assertThat(tracker.size()).isEqualTo(2L * ROWS + 2);
    assertThat(tracker.isColumnComplete("a")).isTrue();
    assertThat(tracker.isColumnComplete("b")).isTrue();
  }

  private static long markEverything(CompletionTracker tracker, Random random) {
    long told = 0;
    int step = 1 + 2 * random.nextInt(ROWS / 2);
    while (step % 5 == 0) {
      step += 2; // without a divisor in common with the rows, it comes by all of them
    }
    int row = random.nextInt(ROWS);
    for (int i = 0; i < ROWS; i++) {
      row = (row + step) % ROWS;
      String column = random.nextBoolean() ? "a" : "b";
      NodeId node = new CellNodeId(row, column);
      told += tracker.markComplete(node) ? 1 : 0;
      assertThat(tracker.contains(node)).isTrue();
      if (i % 1000 == 0) {
        told += tracker.markComplete(column, row, Math.min(ROWS, row + random.nextInt(500)));
      }
    }
    for (String column : List.of("b", "a")) {
      told += tracker.markComplete(column, 0, ROWS);
      told += tracker.markComplete(new BarrierNodeId(column)) ? 1 : 0;
    }
    return told;
  }

  private static long watchCounts(CompletionTracker tracker, AtomicBoolean stop) {
    long size = 0;
    long cells = 0;
    while (!stop.get()) {
      long cellsNow = tracker.columnCompletionCount("a");
      long sizeNow = tracker.size();
      assertThat(cellsNow).isGreaterThanOrEqualTo(cells);
      assertThat(sizeNow).isGreaterThanOrEqualTo(size).isGreaterThanOrEqualTo(cellsNow);
      size = sizeNow;
      cells = cellsNow;
    }
    return 0;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void aLiveViewIsWeaklyConsistentWhileOthersMark(long seed) throws Exception {
    ExecutionGraph graph =
        ExecutionGraph.of(
            2_000,
            List.of(
                ColumnDescriptor.builder("a").build(),
                ColumnDescriptor.builder("b").dependsOn("a").build(),
                ColumnDescriptor.builder("w").traits(ExecutionTrait.BARRIER).dependsOn("b").build(),
                ColumnDescriptor.builder("c").dependsOn("w", "a").build()));
    List<NodeId> order = graph.nodes().stream().toList();
    CompletionTracker tracker = CompletionTracker.forGraph(graph);
    List<Callable<Long>> engines = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      Random random = new Random(seed * 100 + thread);
      engines.add(() -> runEverythingReady(graph, tracker, random));
    }
    AtomicBoolean stop = new AtomicBoolean();
    List<Long> told = inParallel(engines, () -> watchViews(graph, tracker, order, stop), stop);
    assertThat(told.stream().mapToLong(Long::longValue).sum()).isEqualTo(graph.numNodes());
    assertThat(graph.isComplete(tracker)).isTrue();
  }

  private static long runEverythingReady(
      ExecutionGraph graph, CompletionTracker tracker, Random random) {
    long told = 0;
    while (!graph.isComplete(tracker)) {
      for (NodeId node : graph.readyNodes(tracker)) {
        if (random.nextInt(4) == 0) {
          told += tracker.markComplete(node) ? 1 : 0;
        }
      }
    }
    return told;
  }

  private static long watchViews(
      ExecutionGraph graph, CompletionTracker tracker, List<NodeId> order, AtomicBoolean stop) {
    Nodes ready = graph.readyNodes(tracker);
    while (!stop.get()) {
      Set<NodeId> before = new HashSet<>();
      order.stream().filter(tracker::contains).forEach(before::add);
      int last = -1;
      for (NodeId node : ready) {
        int place = placeOf(order, node);
        assertThat(place).as("in node order, none twice: %s", node).isGreaterThan(last);
        last = place;
        assertThat(before).as("complete before the iteration began").doesNotContain(node);
        if (node instanceof CellNodeId) {
          assertThat(graph.dependencies(node)).allMatch(tracker::contains);
        }
      }
    }
    return 0;
  }

  private static int placeOf(List<NodeId> order, NodeId node) {
    int column = List.of("a", "b", "w", "c").indexOf(node.column());
    int first = column * 2_000 + (column > 2 ? 1 : 0);
    int place =
        node instanceof CellNodeId cell ? first + (int) cell.row() + (column == 2 ? 1 : 0) : first;
    assertThat(order.get(place)).isEqualTo(node);
    return place;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void aCheckpointIsACutThroughTheOrderOfMarks(long seed) throws Exception {
    CompletionTracker tracker = new CompletionTracker(ROWS);
    AtomicBoolean stop = new AtomicBoolean();
    Callable<Long> marker =
        () -> {
          for (int row = 0; row < ROWS; row++) { // a before b before c, new columns in between
            tracker.markComplete(new CellNodeId(row, "a" + row / 10_000));
            tracker.markComplete(new CellNodeId(row, "c" + row / 10_000));
            tracker.markComplete(new CellNodeId(row, "b"));
          }
          return seed;
        };
    List<Long> done = inParallel(List.of(marker), () -> watchCheckpoints(tracker, stop), stop);
    assertThat(done).containsExactly(seed);
  }

  private static long watchCheckpoints(CompletionTracker tracker, AtomicBoolean stop)
      throws IOException {
    while (!stop.get()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      tracker.writeTo(new DataOutputStream(bytes));
      CompletionTracker cut =
          CompletionTracker.readFrom(
              new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      long a = 0;
      long c = 0;
      for (int i = 0; i < 10; i++) {
        a += cut.columnCompletionCount("a" + i);
        c += cut.columnCompletionCount("c" + i);
      }
      assertThat(a - c).isBetween(0L, 1L);
      assertThat(c - cut.columnCompletionCount("b")).isBetween(0L, 1L);
    }
    return 0;
  }

  /** Runs the tasks to their end and beside them one that goes on until they have. */
  private static <T> List<T> inParallel(
      List<Callable<T>> tasks, Callable<T> beside, AtomicBoolean stop) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size() + 1);
    try {
      CyclicBarrier start = new CyclicBarrier(tasks.size() + 1);
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(threads.submit(() -> after(start, task)));
      }
      Future<T> watching = threads.submit(() -> after(start, beside));
      List<T> results = new ArrayList<>();
      for (Future<T> task : running) {
        results.add(task.get(50, TimeUnit.SECONDS));
      }
      stop.set(true);
      watching.get(50, TimeUnit.SECONDS);
      return results;
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }

  private static <T> T after(CyclicBarrier start, Callable<T> task) throws Exception {
    start.await();
    return task.call();
  }
}
