package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.testing.FaultSink;
import io.gridloom.testing.Faults;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.Lines;
import io.gridloom.testing.MiniFlink;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Datasets on a MiniCluster of two TaskManagers: what is in the files afterwards. */
class GeneratedRowsTest {

  private static final int ROWS = 5_000;

  /**
   * Two barrier levels, a block window, a column on each side of them, drops in the second stage.
   */
  private static final String DATASET =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c], weights: [5, 3, 2]}}
        - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20}}
        - {name: early, column_type: fault, point: stage0}
        - {name: z, column_type: aggregate, function: zscore, target: amount, by: kind}
        - {name: late, column_type: fault, point: stage1, after: z, drop_every: 97}
        - {name: late_number, column_type: expression, expr: "{{ late }}", dtype: int}
        - {name: block_sum, column_type: aggregate, function: sum, target: late_number, scope: {batch: 100}}
        - {name: z_max, column_type: aggregate, function: max, target: z}
        - {name: last, column_type: fault, point: stage2, after: z_max}
      """;

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(2, 4);

  @TempDir Path folder;

  @AfterEach
  void noFaultIsLeft() {
    Faults.clear();
  }

  @ParameterizedTest(name = "parallelism {0}")
  @ValueSource(ints = {1, 2, 3, 7})
  void areTheSameAtAnyParallelism(int parallelism) throws Exception {
    run(parallelism, folder.resolve("a"));
    run(2, folder.resolve("b"));
    assertThat(Lines.sorted(folder.resolve("a/data")))
        .isEqualTo(Lines.sorted(folder.resolve("b/data")));
  }

  @Test
  void areAllThereOnceWithExactBarriers() throws Exception {
    run(2, folder);
    List<JsonNode> rows = Lines.rows(folder.resolve("data"));
    long dropped = (ROWS + 96) / 97;
    assertThat(rows).hasSize(Math.toIntExact(ROWS - dropped));
    assertThat(rows.stream().map(row -> row.get("early").longValue()).distinct().count())
        .isEqualTo(ROWS - dropped);
    assertThat(Lines.sorted(folder.resolve("dropped"))).hasSize(Math.toIntExact(dropped));
    recountBlocks(rows);
    double max = rows.stream().mapToDouble(row -> row.get("z").doubleValue()).max().orElseThrow();
    assertThat(rows).allSatisfy(row -> assertThat(row.get("z_max").doubleValue()).isEqualTo(max));
  }

  private static void recountBlocks(List<JsonNode> rows) {
    Map<Long, Long> sums = new HashMap<>();
    for (JsonNode row : rows) {
      sums.merge(row.get("early").longValue() / 100, row.get("late").longValue(), Long::sum);
    }
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row.get("block_sum").longValue())
                    .isEqualTo(sums.get(row.get("early").longValue() / 100)));
  }

  @ParameterizedTest(name = "fault at {0}, {1}")
  @CsvSource({
    "stage0, 2000",
    "stage0, 5000",
    "stage1, 1",
    "stage1, 3000",
    "stage2, 1",
    "stage2, 4000",
    "end, 1",
    "end, 2"
  })
  void areTheSameAfterAFailure(String point, int nth) throws Exception {
    run(2, folder.resolve("undisturbed"));
    Faults.plan(point, nth);
    run(2, folder.resolve("disturbed"));
    assertThat(Faults.allHappened()).isTrue();
    assertThat(Lines.sorted(folder.resolve("disturbed/data")))
        .isEqualTo(Lines.sorted(folder.resolve("undisturbed/data")));
    assertThat(Lines.sorted(folder.resolve("disturbed/dropped")))
        .isEqualTo(Lines.sorted(folder.resolve("undisturbed/dropped")));
  }

  private static void run(int parallelism, Path out) throws Exception {
    Configuration config = JobSettings.recovering(out);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    Dataset dataset = Dataset.parse(DATASET, "test.yaml", GeneratorRegistry.builtIn());
    GeneratedRows rows =
        Gridloom.of(dataset).rows(ROWS).seed(5).date(LocalDate.of(2026, 1, 1)).attachTo(env);
    rows.write(
        FilesOutput.rows(out.resolve("data").toString(), FileFormat.JSONL), Optional.empty());
    rows.write(FilesOutput.dropped(out.resolve("dropped").toString(), FileFormat.JSONL));
    rows.dropped().sinkTo(new FaultSink<>()).name("fault").uid("fault");
    env.execute();
  }
}
