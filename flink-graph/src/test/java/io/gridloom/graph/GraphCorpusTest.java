package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** 60 graphs with all their nodes, edges and steps of a run, made elsewhere by brute force. */
class GraphCorpusTest {

  static Stream<Arguments> cases() throws IOException {
    ObjectMapper mapper = JsonMapper.builder().build();
    List<Arguments> cases = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    GraphCorpusTest.class.getResourceAsStream("graph-cases.jsonl")),
                StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        cases.add(Arguments.of(cases.size() + 1, mapper.readTree(line)));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "case in line {0}")
  @MethodSource("cases")
  void nodesAreAsExpected(int line, JsonNode expected) {
    ExecutionGraph graph = graph(expected);
    assertThat(graph.numNodes()).isEqualTo(expected.get("num_nodes").asLong());
    assertThat(graph.nodes()).extracting(GraphCorpusTest::text).isEqualTo(texts(expected, "nodes"));
    assertThat(graph.startNodes())
        .extracting(GraphCorpusTest::text)
        .isEqualTo(texts(expected, "start"));
  }

  @ParameterizedTest(name = "case in line {0}")
  @MethodSource("cases")
  void edgesAreAsExpected(int line, JsonNode expected) {
    ExecutionGraph graph = graph(expected);
    assertThat(graph.nodes())
        .allSatisfy(
            node -> {
              assertThat(graph.dependencies(node))
                  .extracting(GraphCorpusTest::text)
                  .isEqualTo(texts(expected.get("dependencies"), text(node)));
              assertThat(graph.dependents(node))
                  .extracting(GraphCorpusTest::text)
                  .isEqualTo(texts(expected.get("dependents"), text(node)));
            });
  }

  @ParameterizedTest(name = "case in line {0}")
  @MethodSource("cases")
  void everyStepOfARunIsAsExpected(int line, JsonNode expected) {
    ExecutionGraph graph = graph(expected);
    CompletionTracker tracker = CompletionTracker.forGraph(graph);
    Nodes ready = graph.readyNodes(tracker);
    for (JsonNode step : expected.get("steps")) {
      tracker.markComplete(node(step.get("mark").asString()));
      assertThat(ready).extracting(GraphCorpusTest::text).isEqualTo(texts(step, "ready"));
      assertThat(ready.size()).isEqualTo(step.get("ready").size());
      assertThat(tracker.size()).isEqualTo(step.get("size").asLong());
      assertThat(graph.isComplete(tracker)).isEqualTo(step.get("complete").asBoolean());
      assertThat(graph.completedRowCount(tracker)).isEqualTo(step.get("completed_rows").asLong());
    }
  }

  @Test
  void theCorpusHasSixtyCases() throws IOException {
    assertThat(cases()).hasSize(60);
  }

  private static ExecutionGraph graph(JsonNode expected) {
    JsonNode spec = expected.get("spec");
    List<ColumnDescriptor> columns = new ArrayList<>();
    for (JsonNode column : spec.get("columns")) {
      columns.add(
          ColumnDescriptor.builder(column.get("name").asString())
              .traits(
                  texts(column, "traits").stream()
                      .map(ExecutionTrait::valueOf)
                      .toArray(ExecutionTrait[]::new))
              .dependsOn(texts(column, "dependencies").toArray(String[]::new))
              .sideEffects(texts(column, "side_effects").toArray(String[]::new))
              .build());
    }
    return ExecutionGraph.of(spec.get("num_records").asLong(), columns);
  }

  private static List<String> texts(JsonNode parent, String field) {
    List<String> texts = new ArrayList<>();
    parent.get(field).forEach(text -> texts.add(text.asString()));
    return texts;
  }

  private static String text(NodeId node) {
    return node instanceof CellNodeId cell
        ? "Cell(" + cell.row() + "," + cell.column() + ")"
        : "Barrier(" + node.column() + ")";
  }

  private static NodeId node(String text) {
    String inner = text.substring(text.indexOf('(') + 1, text.length() - 1);
    if (text.startsWith("Barrier")) {
      return new BarrierNodeId(inner);
    }
    int comma = inner.indexOf(',');
    return new CellNodeId(Long.parseLong(inner.substring(0, comma)), inner.substring(comma + 1));
  }
}
