package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.testing.RandomGraphs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random graphs against {@link GraphOracle}. */
class RandomGraphsTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void nodesAndEdgesFollowTheRules(long seed) {
    ExecutionGraph graph = RandomGraphs.of(seed);
    GraphOracle oracle = oracle(seed);
    assertThat(graph.columns()).isEqualTo(oracle.order);
    assertThat(graph.numNodes()).isEqualTo(oracle.nodes().size());
    assertView(graph.nodes(), oracle.nodes(), oracle.nodes());
    assertView(graph.startNodes(), oracle.ready(Set.of()), oracle.nodes());
    for (NodeId node : oracle.nodes()) {
      assertView(
          graph.dependencies(node),
          oracle.dependencies.getOrDefault(node, List.of()),
          oracle.nodes());
      assertView(
          graph.dependents(node), oracle.dependents.getOrDefault(node, List.of()), oracle.nodes());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first100")
  void readinessAndCompletionFollowTheRulesWhateverIsMarked(long seed) {
    ExecutionGraph graph = RandomGraphs.of(seed);
    GraphOracle oracle = oracle(seed);
    CompletionTracker tracker = new CompletionTracker(graph.numRecords());
    Nodes ready = graph.readyNodes(tracker);
    List<NodeId> marks = new ArrayList<>(oracle.nodes());
    marks.add(new CellNodeId(0, "elsewhere")); // outside the graph: counts in the tracker only
    Collections.shuffle(marks, new Random(seed));
    Set<NodeId> complete = new HashSet<>();
    for (NodeId mark : marks) {
      assertThat(tracker.markComplete(mark)).isEqualTo(complete.add(mark));
      assertThat(tracker.markComplete(mark)).isFalse();
      assertView(ready, oracle.ready(complete), oracle.nodes());
      for (String column : graph.columnNames()) {
        assertView(
            graph.readyNodes(tracker, column),
            oracle.ready(complete).stream().filter(n -> n.column().equals(column)).toList(),
            oracle.nodes());
      }
      assertThat(tracker.size()).isEqualTo(complete.size());
      assertThat(graph.completedRowCount(tracker)).isEqualTo(oracle.completedRows(complete));
      assertThat(graph.isComplete(tracker)).isEqualTo(complete.containsAll(oracle.nodes()));
      for (long row = 0; row < graph.numRecords(); row++) {
        assertThat(graph.isRowComplete(tracker, row))
            .isEqualTo(oracle.isRowComplete(complete, row));
      }
    }
    assertThat(graph.isComplete(tracker)).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void aRunThatMarksWhateverIsReadyEndsComplete(long seed) {
    ExecutionGraph graph = RandomGraphs.of(seed);
    CompletionTracker tracker = CompletionTracker.forGraph(graph);
    Random random = new Random(seed);
    Nodes ready = graph.readyNodes(tracker);
    while (!ready.isEmpty()) {
      List<NodeId> round = ready.stream().toList();
      NodeId next = round.get(random.nextInt(round.size()));
      assertThat(graph.dependencies(next)).allMatch(tracker::contains);
      assertThat(tracker.markComplete(next)).isTrue();
    }
    assertThat(graph.isComplete(tracker)).isTrue();
    assertThat(tracker.size()).isEqualTo(graph.numNodes());
  }

  private static GraphOracle oracle(long seed) {
    return new GraphOracle(RandomGraphs.records(seed), RandomGraphs.columns(seed));
  }

  private static void assertView(Nodes view, List<NodeId> expected, List<NodeId> all) {
    assertThat(view).containsExactlyElementsOf(expected);
    assertThat(view.stream()).containsExactlyElementsOf(expected);
    assertThat(view.size()).isEqualTo(expected.size());
    assertThat(view.isEmpty()).isEqualTo(expected.isEmpty());
    Set<NodeId> held = new HashSet<>(expected);
    assertThat(all).allMatch(node -> view.contains(node) == held.contains(node));
  }
}
