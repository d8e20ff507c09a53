package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.LocalRun;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.DeadLetter;
import io.gridloom.testing.FaultSink;
import io.gridloom.testing.Faults;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.Lines;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.Savepoints;
import io.gridloom.testing.SlowColumn;
import io.gridloom.testing.WrittenRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns whose cells others make, before, between and behind both kinds of windows. */
@Timeout(120) // seconds of a test; without its end nobody would know
class SlowColumnsTest {

  private static final int ROWS = 2_000;
  private static final int DROPPED = (ROWS + 90) / 91; // by the first slow column of four
  private static final int ALL_CALLS = 4 * ROWS - 3 * DROPPED;
  private static final int IN_FLIGHT_ROWS = 64;

  private static final String DATASET =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c]}}
        - {name: first, column_type: slow, point: stage0, drop_every: 91}
        - {name: second, column_type: slow, after: first, point: stage0b}
        - {name: size, column_type: expression, expr: "{{ first | length + kind | length }}", dtype: int}
        - {name: block_sum, column_type: aggregate, function: sum, target: size, scope: {batch: 50}}
        - {name: z, column_type: aggregate, function: zscore, target: size}
        - {name: third, column_type: slow, after: z, point: stage1}
        - {name: longest, column_type: aggregate, function: max, target: third}
        - {name: last, column_type: slow, after: longest, point: stage2, micros: 20000}
      """;

  /** Rows of a fired block window have to wait for the slow column behind it. */
  private static final String BLOCKS =
      """
      columns:
        - {name: first, column_type: slow, point: stage0, drop_every: 91}
        - {name: size, column_type: expression, expr: "{{ first | length }}", dtype: int}
        - {name: block_sum, column_type: aggregate, function: sum, target: size, scope: {batch: 150}}
        - {name: last, column_type: slow, after: block_sum, point: stage1}
      """;

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(2, 4);

  @TempDir Path folder;

  @AfterEach
  void noFaultIsLeft() {
    Faults.clear();
  }

  @ParameterizedTest(name = "parallelism {0}")
  @ValueSource(ints = {1, 2, 3})
  void giveWhatAPreviewGives(int parallelism) throws Exception {
    SlowColumn.reset();
    run(DATASET, parallelism, folder);
    assertThat(SlowColumn.mostOpen()).isBetween(2, 2 * IN_FLIGHT_ROWS * parallelism);
    assertIsThePreview(DATASET, folder);
  }

  @ParameterizedTest(name = "fault at {0}, {1}")
  @CsvSource({
    "stage0, 1",
    "stage0, 700",
    "stage0b, 1200",
    "stage1, 1",
    "stage1, 1000",
    "stage2, 1",
    "stage2, 1500",
    "end, 1"
  })
  void giveTheSameAfterAFailure(String point, int nth) throws Exception {
    SlowColumn.reset();
    Faults.plan(point, nth);
    run(DATASET, 2, folder);
    assertThat(Faults.allHappened()).isTrue();
    assertIsThePreview(DATASET, folder);
  }

  @ParameterizedTest(name = "fault at {0}, {1}")
  @CsvSource({"none, 0", "stage0, 900", "stage1, 1", "stage1, 1000", "end, 2"})
  void giveTheSameBehindABlockWindow(String point, int nth) throws Exception {
    if (nth > 0) {
      Faults.plan(point, nth);
    }
    run(BLOCKS, 2, folder);
    assertThat(Faults.allHappened()).isTrue();
    assertIsThePreview(BLOCKS, folder);
  }

  /** A window fires again and again while the last of its rows have just filled that stage. */
  @Test
  void goOnWhereTheStageBehindABlockWindowIsFull() throws Exception {
    String text =
        """
        columns:
          - {name: first, column_type: slow, point: none, micros: 10000}
          - {name: rows, column_type: aggregate, function: count, target: first, scope: {batch: 5}}
          - {name: last, column_type: slow, after: rows, point: none, micros: 40000}
        """;
    run(text, 2, folder);
    assertIsThePreview(text, folder);
  }

  /** Stopped in stage 0, at the barriers and behind them; partial rows move with their keys. */
  @ParameterizedTest(name = "from {0} to {1} after {2} calls")
  @CsvSource({"2, 3, 700", "3, 2, 2500", "2, 1, 4700", "1, 3, 6300"})
  void goOnFromASavepointAtAnotherParallelism(int from, int to, int calls) throws Exception {
    SlowColumn.reset();
    JobClient job = program(DATASET, from, folder, Optional.empty()).executeAsync();
    SlowColumn.awaitCalls(calls);
    String savepoint = Savepoints.stop(job, folder.resolve("savepoints"));
    int before = SlowColumn.calls();
    program(DATASET, to, folder, Optional.of(savepoint)).execute();
    assertThat(before).isLessThan(ALL_CALLS);
    // Again: the cells in flight, and those that their answers began while the job was stopping.
    assertThat(SlowColumn.calls()).isBetween(ALL_CALLS, ALL_CALLS + 2 * IN_FLIGHT_ROWS * from);
    assertIsThePreview(DATASET, folder);
  }

  @Test
  void areAskedOnceEachWithoutAFailure() throws Exception {
    SlowColumn.reset();
    run(DATASET, 2, folder);
    assertThat(SlowColumn.calls()).isEqualTo(ALL_CALLS);
  }

  private static Dataset dataset(String text) {
    return Dataset.parse(text, "test.yaml", GeneratorRegistry.builtIn());
  }

  private static void assertIsThePreview(String text, Path out) throws Exception {
    Dataset dataset = dataset(text);
    LocalRun preview = LocalRun.of(dataset, ROWS, 5, LocalDate.EPOCH);
    assertThat(WrittenRows.in(out.resolve("data"), dataset))
        .isEqualTo(WrittenRows.of(preview, dataset));
    assertThat(Lines.rows(out.resolve("dropped")).stream().map(row -> row.get("row").longValue()))
        .containsExactlyInAnyOrderElementsOf(
            preview.dropped().stream().map(DeadLetter::row).toList());
  }

  private static void run(String text, int parallelism, Path out) throws Exception {
    program(text, parallelism, out, Optional.empty()).execute();
  }

  private static StreamExecutionEnvironment program(
      String text, int parallelism, Path out, Optional<String> savepoint) {
    Configuration config = JobSettings.recovering(out);
    savepoint.ifPresent(path -> config.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    GeneratedRows rows =
        Gridloom.of(dataset(text))
            .rows(ROWS)
            .seed(5)
            .date(LocalDate.EPOCH)
            .inFlightRows(IN_FLIGHT_ROWS)
            .attachTo(env);
    rows.write(
        FilesOutput.rows(out.resolve("data").toString(), FileFormat.JSONL),
        Optional.of(WrittenRows.ROW_ID));
    rows.write(FilesOutput.dropped(out.resolve("dropped").toString(), FileFormat.JSONL));
    rows.dropped().sinkTo(new FaultSink<>()).name("fault").uid("fault");
    return env;
  }
}
