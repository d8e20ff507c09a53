package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionGraphTest {

  private static final ColumnDescriptor QUESTION =
      ColumnDescriptor.builder("question")
          .traits(ExecutionTrait.START, ExecutionTrait.CELL_BY_CELL)
          .sideEffects("question__trace")
          .generator(String.class)
          .config(42)
          .build();
  private static final ColumnDescriptor RANK =
      ColumnDescriptor.builder("rank")
          .traits(ExecutionTrait.BARRIER)
          .dependsOn("question__trace")
          .build();
  private static final ColumnDescriptor ANSWER =
      ColumnDescriptor.builder("answer").dependsOn("rank", "question").build();

  private final ExecutionGraph graph = ExecutionGraph.of(3, List.of(ANSWER, RANK, QUESTION));

  @Test
  void columnsComeFromInputsToOutputs() {
    assertThat(graph.numRecords()).isEqualTo(3);
    assertThat(graph.numColumns()).isEqualTo(3);
    assertThat(graph.numNodes()).isEqualTo(10);
    assertThat(graph.columns()).containsExactly(QUESTION, RANK, ANSWER);
    assertThat(graph.columnNames()).containsExactly("question", "rank", "answer");
    assertThat(graph.startColumns()).containsExactly("question");
  }

  @Test
  void aListThatRunsFromInputsToOutputsKeepsItsOrder() {
    List<ColumnDescriptor> columns =
        List.of(plain("z"), plain("b", "z"), plain("a"), plain("y", "a"));
    assertThat(ExecutionGraph.of(1, columns).columns()).isEqualTo(columns);
  }

  @Test
  void aColumnIsFoundByNameAndByNode() {
    assertThat(graph.column("rank")).isEqualTo(RANK);
    assertThat(graph.column(new CellNodeId(2, "question"))).isEqualTo(QUESTION);
    assertThat(graph.column(new BarrierNodeId("rank"))).isEqualTo(RANK);
  }

  @Test
  void aNodeOutsideTheGraphIsRejectedByName() {
    NodeId row = new CellNodeId(3, "answer");
    NodeId column = new CellNodeId(0, "question__trace");
    NodeId barrier = new BarrierNodeId("answer");
    for (NodeId outside : List.of(row, column, barrier)) {
      assertThat(graph.nodes().contains(outside)).isFalse();
      assertThat(graph.readyNodes(new CompletionTracker(3)).contains(outside)).isFalse();
      String message =
          outside == row
              ? "column \"answer\": row 3 is outside 0 to 2"
              : outside == column
                  ? "column \"question__trace\" is no primary name in the graph"
                  : "column \"answer\" has no barrier";
      assertRejected(() -> graph.column(outside), message);
      assertRejected(() -> graph.dependencies(outside), message);
      assertRejected(() -> graph.dependents(outside), message);
    }
    assertRejected(
        () -> graph.column("question__trace"),
        "column \"question__trace\" is no primary name in the graph");
  }

  @Test
  void aTrackerForAnotherNumberOfRecordsIsRejected() {
    CompletionTracker other = new CompletionTracker(4);
    String message = "the tracker is for 4 records, the graph has 3";
    assertRejected(() -> graph.readyNodes(other), message);
    assertRejected(() -> graph.readyNodes(other, "rank"), message);
    assertRejected(() -> graph.isComplete(other), message);
    assertRejected(() -> graph.isRowComplete(other, 0), message);
    assertRejected(() -> graph.completedRowCount(other), message);
  }

  @Test
  void aRowOutsideTheGraphIsNeitherCompleteNorIncomplete() {
    CompletionTracker tracker = new CompletionTracker(3);
    assertRejected(() -> graph.isRowComplete(tracker, 3), "row 3 of all columns is outside 0 to 2");
    assertRejected(
        () -> graph.isRowComplete(tracker, -1), "row -1 of all columns is outside 0 to 2");
  }

  @Test
  void everyProblemIsToldInOneLineEach() {
    List<ColumnDescriptor> columns =
        List.of(
            plain("a", "b"),
            plain("b", "c__trace"),
            ColumnDescriptor.builder("c").dependsOn("a").sideEffects("c__trace").build(),
            plain("downstream", "c"),
            plain("self", "self"),
            plain("twice"),
            plain("twice"),
            plain("lost", "nowhere", "else\nwhere"),
            ColumnDescriptor.builder("e").sideEffects("shared", "twice").build(),
            ColumnDescriptor.builder("f").sideEffects("shared").build());
    assertRejected(
        () -> ExecutionGraph.of(0, columns),
        """
        0 records: at least 1 is needed
        column "twice" is there 2 times
        side effect "shared" of "e", "f" can belong to one column only
        side effect "twice" of "e" is also a column
        column "lost" depends on "nowhere", which no column fills
        column "lost" depends on "else\\u000awhere", which no column fills
        cycle, each column depends on the next: "a" -> "b" -> "c" -> "a"
        cycle, each column depends on the next: "self" -> "self"
        """
            .strip());
  }

  @Test
  void noColumnsAreRejected() {
    assertRejected(() -> ExecutionGraph.of(1, List.of()), "no columns: at least 1 is needed");
  }

  @Test
  void aColumnThatDependsOnItsOwnSideEffectIsACycle() {
    ColumnDescriptor own =
        ColumnDescriptor.builder("own").dependsOn("own__trace").sideEffects("own__trace").build();
    assertRejected(
        () -> ExecutionGraph.of(1, List.of(own)),
        "cycle, each column depends on the next: \"own\" -> \"own\"");
  }

  @Test
  void asManyNodesAsALongCountsAreAllowedAndNoMore() {
    ColumnDescriptor cells = plain("cells");
    ColumnDescriptor barrier =
        ColumnDescriptor.builder("barrier").traits(ExecutionTrait.BARRIER).build();
    assertThat(ExecutionGraph.of(Long.MAX_VALUE, List.of(cells)).numNodes())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(ExecutionGraph.of(Long.MAX_VALUE - 1, List.of(barrier)).numNodes())
        .isEqualTo(Long.MAX_VALUE);
    assertRejected(
        () -> ExecutionGraph.of(Long.MAX_VALUE, List.of(barrier)),
        "9223372036854775807 records and 1 columns (\"barrier\")"
            + " make more than 9223372036854775807 nodes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExecutionGraph.of(Long.MAX_VALUE / 2 + 1, List.of(cells, barrier)))
        .withMessageContaining("\"cells\", \"barrier\"");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void oneCycleIsToldForEachKnot(long seed) {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(7);
    List<int[]> edges = new ArrayList<>();
    boolean[][] reach = new boolean[count][count];
    for (int from = 0; from < count; from++) {
      int[] targets = random.ints(0, count).distinct().limit(random.nextInt(3) % count).toArray();
      edges.add(targets);
      for (int to : targets) {
        reach[from][to] = true;
      }
    }
    for (int via = 0; via < count; via++) {
      for (int from = 0; from < count; from++) {
        for (int to = 0; to < count; to++) {
          reach[from][to] |= reach[from][via] && reach[via][to];
        }
      }
    }
    List<Integer> knots = new ArrayList<>(); // the lowest column of each
    for (int column = 0; column < count; column++) {
      int lowest = 0;
      while (!(reach[column][lowest] && reach[lowest][column]) && lowest < column) {
        lowest++;
      }
      if (lowest == column && reach[column][column]) {
        knots.add(column);
      }
    }
    List<List<Integer>> cycles = Cycles.onePerKnot(edges);
    assertThat(cycles).extracting(cycle -> cycle.get(0)).isEqualTo(knots);
    for (List<Integer> cycle : cycles) {
      assertThat(cycle.get(cycle.size() - 1)).isEqualTo(cycle.get(0));
      assertThat(cycle.subList(1, cycle.size())).doesNotHaveDuplicates();
      for (int i = 1; i < cycle.size(); i++) {
        assertThat(edges.get(cycle.get(i - 1))).contains(cycle.get(i));
      }
    }
  }

  @Test
  void aChainOfManyColumnsIsSortedAndItsCycleFound() {
    int count = 50_000;
    List<ColumnDescriptor> chain = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      chain.add(plain("c" + i, "c" + (i - 1)));
    }
    List<ColumnDescriptor> cycle = new ArrayList<>(chain);
    chain.add(plain("c0"));
    cycle.add(plain("c0", "c" + (count - 1)));
    Collections.shuffle(chain, new Random(1));
    assertThat(ExecutionGraph.of(1, chain).columnNames().get(count - 1)).isEqualTo("c49999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExecutionGraph.of(1, cycle))
        .extracting(e -> String.valueOf(e.getMessage()).split(" -> ", -1).length)
        .isEqualTo(count + 1);
  }

  @Test
  void viewsOfAVastGraphAreMadeAndAskedAtOnce() {
    ExecutionGraph vast = ExecutionGraph.of(1_000_000_000_000L, List.of(QUESTION, RANK, ANSWER));
    Nodes needed = vast.dependencies(new BarrierNodeId("rank"));
    assertThat(needed.size()).isEqualTo(1_000_000_000_000L);
    assertThat(needed.contains(new CellNodeId(999_999_999_999L, "question"))).isTrue();
    assertThat(vast.nodes().stream().skip(10).limit(1))
        .containsExactly(new CellNodeId(10, "question"));
    assertThat(vast.nodes().stream().count()).isEqualTo(3_000_000_000_001L);
    assertThat(vast.dependents(new CellNodeId(7, "question")))
        .containsExactly(new BarrierNodeId("rank"), new CellNodeId(7, "answer"));
  }

  @Test
  void iteratorsEndAndRemoveNothing() {
    Nodes view = graph.dependencies(new CellNodeId(0, "rank"));
    for (Nodes nodes : List.of(view, graph.readyNodes(new CompletionTracker(3)))) {
      Iterator<NodeId> iterator = nodes.iterator();
      while (iterator.hasNext()) {
        iterator.next();
      }
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
      assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(iterator::remove);
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsRejected() {
    assertThatNullPointerException().isThrownBy(() -> ExecutionGraph.of(1, null));
    assertThatNullPointerException().isThrownBy(() -> graph.column((String) null));
    assertThatNullPointerException().isThrownBy(() -> graph.column((NodeId) null));
    assertThatNullPointerException().isThrownBy(() -> graph.dependencies(null));
    assertThatNullPointerException().isThrownBy(() -> graph.dependents(null));
    assertThatNullPointerException().isThrownBy(() -> graph.readyNodes(null));
    assertThatNullPointerException().isThrownBy(() -> graph.isComplete(null));
    assertThatNullPointerException().isThrownBy(() -> graph.nodes().contains(null));
    assertThatNullPointerException()
        .isThrownBy(() -> graph.readyNodes(new CompletionTracker(3)).contains(null));
  }

  private static ColumnDescriptor plain(String name, String... dependencies) {
    return ColumnDescriptor.builder(name).dependsOn(dependencies).build();
  }

  private static void assertRejected(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
