package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.LocalRun;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.Savepoints;
import io.gridloom.testing.SlowColumn;
import io.gridloom.testing.WrittenRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Rows without an end, at a rate, through a block window and a slow column. */
@Timeout(120) // seconds of a test; without its end nobody would know
class UnboundedRowsTest {

  private static final int BATCH = 20;

  private static final Dataset DATASET =
      Dataset.parse(
          """
          columns:
            - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 50}}
            - {name: sum, column_type: aggregate, function: sum, target: n, scope: {batch: 20}}
            - {name: last, column_type: slow, after: sum, point: none}
          """,
          "test.yaml",
          GeneratorRegistry.builtIn());

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(2, 2);

  @TempDir Path folder;

  @Test
  void stopWithASavepointAndGoOnAtAnotherParallelismWithoutLossOrRepeat() throws Exception {
    String savepoint = runUntil(400, program(2, Optional.empty()));
    savepoint = runUntil(900, program(3, Optional.of(savepoint)));
    runUntil(1_500, program(1, Optional.of(savepoint)));
    Map<Long, List<String>> actual = WrittenRows.in(folder.resolve("data"), DATASET);
    assertThat(actual.size()).isBetween(1_000, 1_600);
    long most = actual.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
    assertThat(most).isLessThan(4_000); // each start goes on where the one before was
    int rows = (int) (most / BATCH + 1) * BATCH;
    LocalRun preview = LocalRun.of(DATASET, rows, 5, LocalDate.EPOCH);
    assertThat(WrittenRows.of(preview, DATASET)).containsAllEntriesOf(actual);
  }

  /** The savepoint that it stopped with. */
  private String runUntil(int calls, StreamExecutionEnvironment program) throws Exception {
    if (calls == 400) {
      SlowColumn.reset();
    }
    JobClient job = program.executeAsync();
    SlowColumn.awaitCalls(calls);
    return Savepoints.stop(job, folder.resolve("savepoints"));
  }

  @Test
  void areRefusedWhereAColumnNeedsThemAll() {
    Dataset dataset =
        Dataset.parse(
            """
                columns:
                  - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 50}}
                  - {name: total, column_type: aggregate, function: sum, target: n}
                  - {name: place, column_type: aggregate, function: rank, target: n}
                """,
            "test.yaml",
            GeneratorRegistry.builtIn());
    assertThatThrownBy(
            () ->
                Gridloom.of(dataset)
                    .rows(Gridloom.UNBOUNDED)
                    .attachTo(StreamExecutionEnvironment.getExecutionEnvironment()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("column \"total\" needs all rows, and an unbounded run has no last")
        .hasMessageContaining("column \"place\" needs all rows");
  }

  private StreamExecutionEnvironment program(int parallelism, Optional<String> savepoint) {
    Configuration config = JobSettings.checkpointing(folder);
    savepoint.ifPresent(path -> config.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    GeneratedRows rows =
        Gridloom.of(DATASET)
            .rows(Gridloom.UNBOUNDED)
            .rate(1_000)
            .seed(5)
            .date(LocalDate.EPOCH)
            .attachTo(env);
    rows.write(
        FilesOutput.rows(folder.resolve("data").toString(), FileFormat.JSONL),
        Optional.of(WrittenRows.ROW_ID));
    return env;
  }
}
