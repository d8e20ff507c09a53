package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.key.RowKeySerializer;
import io.gridloom.problem.InputException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.junit.jupiter.api.Test;

/** The job graph of a dataset with two dataset windows, a block window and a column between. */
class TopologyShapeTest {

  private static final int PARALLELISM = 3;

  private static final String DATASET =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b]}}
        - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 1, stddev: 2}}
        - {name: z, column_type: aggregate, function: zscore, target: amount, by: kind}
        - {name: far, column_type: expression, expr: "{{ z * z }}", dtype: float}
        - {name: farthest, column_type: aggregate, function: max, target: far}
        - {name: place, column_type: aggregate, function: rank, target: far}
        - {name: block_sum, column_type: aggregate, function: sum, target: far, scope: {batch: 10}}
      """;

  private final StreamGraph graph = graph(new Configuration());

  private static StreamGraph graph(Configuration config) {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(config);
    env.setParallelism(PARALLELISM);
    Dataset dataset = Dataset.parse(DATASET, "", GeneratorRegistry.builtIn());
    GeneratedRows rows = Gridloom.of(dataset).rows(100).seed(1).attachTo(env);
    rows.write(FilesOutput.rows("file:///nowhere/data", FileFormat.JSONL));
    rows.write(FilesOutput.dropped("file:///nowhere/dropped", FileFormat.JSONL));
    return env.getStreamGraph();
  }

  @Test
  void sortsBesideTheCheckpointsAndNowhereElseOnACluster() {
    Configuration cluster = new Configuration();
    cluster.set(DeploymentOptions.TARGET, "kubernetes-application");
    assertThatThrownBy(() -> graph(cluster))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("execution.checkpointing.dir is not set");
    cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file:///nowhere/checkpoints");
    assertThat(graph(cluster).getStreamNodes()).isNotEmpty();
  }

  private Stream<StreamNode> stages() {
    return graph.getStreamNodes().stream()
        .filter(
            node ->
                Stream.of("rows:", "all rows", "every ", "rows done")
                    .anyMatch(node.getOperatorName()::startsWith));
  }

  @Test
  void isOneChain() {
    JobGraph job = graph.getJobGraph();
    assertThat(job.getVerticesAsArray()).hasSize(1);
    JobVertex chain = job.getVerticesAsArray()[0];
    assertThat(chain.getParallelism()).isEqualTo(PARALLELISM);
    assertThat(chain.getName())
        .containsSubsequence(
            "rows: kind, amount",
            "all rows: z",
            "rows: far",
            "all rows: farthest",
            "all rows, sorted: place",
            "rows done",
            "output 0")
        .contains("every 10 rows: block_sum");
  }

  @Test
  void exchangesNothing() {
    assertThat(graph.getStreamNodes())
        .allSatisfy(node -> assertThat(node.getParallelism()).isEqualTo(PARALLELISM))
        .flatExtracting(StreamNode::getInEdges)
        .allSatisfy(
            edge -> assertThat(edge.getPartitioner()).isInstanceOf(ForwardPartitioner.class));
  }

  @Test
  void everyStageIsKeyedByRow() {
    List<StreamNode> stages = stages().toList();
    assertThat(stages).hasSize(7);
    assertThat(stages)
        .allSatisfy(
            stage -> {
              assertThat(stage.getStateKeySerializer()).isInstanceOf(RowKeySerializer.class);
              assertThat(stage.getMaxParallelism()).isEqualTo(1024);
            });
  }

  @Test
  void everyOperatorHasAUidThatSurvivesAChange() {
    assertThat(graph.getStreamNodes())
        .allSatisfy(node -> assertThat(node.getTransformationUID()).contains("gridloom/"));
  }
}
