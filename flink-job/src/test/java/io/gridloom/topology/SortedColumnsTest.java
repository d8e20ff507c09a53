package io.gridloom.topology;

import static org.apache.flink.core.execution.SavepointFormatType.CANONICAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.gridloom.testing.FaultyFiles;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.Lines;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.Savepoints;
import io.gridloom.testing.SlowColumn;
import io.gridloom.testing.WrittenRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that need the rows in order, sorted by a job: the rows of a preview. */
@Timeout(120) // seconds of a test; without its end nobody would know
class SortedColumnsTest {

  private static final int ROWS = 3_000;

  /**
   * Two sorts in a row; ties, drops before, in and behind them; folds of many groups and of few; a
   * window with a small result and one of blocks on the level of the first.
   */
  private static final String DATASET =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c], weights: [8, 1, 1]}}
        - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 300}}
        - {name: price, column_type: sampler, sampler_type: gaussian, params: {mean: 10, stddev: 4, decimal_places: 2}}
        - {name: word, column_type: expression, expr: "{{ kind }} {{ n }} {{ price | int }}"}
        - {name: early, column_type: fault, point: stage0, drop_every: 89}
        - {name: place, column_type: aggregate, function: rank, target: price, by: kind, descending: true}
        - {name: dense, column_type: aggregate, function: dense_rank, target: n}
        - {name: under, column_type: aggregate, function: percentile, target: early}
        - {name: part, column_type: aggregate, function: split, parts: {train: 0.7, test: 0.2, rest: 0.1}, by: kind}
        - {name: first, column_type: aggregate, function: dedupe, target: word, drop_duplicates: true}
        - {name: unlike, column_type: aggregate, function: dedupe, target: [word, kind], method: minhash, threshold: 0.7}
        - {name: in_block, column_type: aggregate, function: rank, target: n, scope: {batch: 70}}
        - {name: mean, column_type: aggregate, function: mean, target: price, by: kind}
        - {name: total, column_type: aggregate, function: sum, target: n, by: word}
        - {name: often, column_type: aggregate, function: top_k, target: word, k: 3, by: kind}
        - {name: frequent, column_type: aggregate, function: top_k, target: n, k: 2, scope: {batch: 7}}
        - {name: late, column_type: fault, point: stage1, after: place, drop_every: 97}
        - {name: sum, column_type: expression, expr: "{{ place + dense + late }}", dtype: int}
        - {name: again, column_type: aggregate, function: rank, target: sum, by: part}
        - {name: high, column_type: aggregate, function: max, target: word, by: sum}
        - {name: of_lists, column_type: aggregate, function: rank, target: frequent, by: [kind, part]}
        - {name: last, column_type: fault, point: stage2, after: again}
      """;

  private static final String SLOW =
      """
      columns:
        - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 300}}
        - {name: place, column_type: aggregate, function: rank, target: n}
        - {name: first, column_type: aggregate, function: dedupe, target: n}
        - {name: last, column_type: slow, after: place, point: stage1, micros: 2000}
      """;

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(2, 2);

  private static @Nullable MiniCluster flink;

  @TempDir Path folder;

  @BeforeAll
  static void know(@InjectMiniCluster MiniCluster cluster) {
    flink = cluster;
  }

  @AfterEach
  void noFaultIsLeft() {
    Faults.clear();
  }

  @ParameterizedTest(name = "parallelism {0}, {1}")
  @CsvSource({"1, hashmap", "2, rocksdb", "3, hashmap"})
  void giveWhatAPreviewGives(int parallelism, String backend) throws Exception {
    run(parallelism, backend, folder);
    assertIsThePreview(folder);
    assertThat(scratchFiles()).isEmpty();
  }

  /** In two sorts each file is created once by each of two subtasks, and opened by both or one. */
  @ParameterizedTest(name = "fault at {0}, {1}, {2}")
  @CsvSource({
    "stage0, 1500, hashmap",
    "stage0, 3000, rocksdb",
    "create entries, 1, hashmap",
    "create entries, 2, rocksdb",
    "create entries, 4, hashmap",
    "open entries, 1, rocksdb",
    "open entries, 4, hashmap",
    "create sorted, 2, hashmap",
    "open sorted, 1, hashmap",
    "create outcomes, 2, rocksdb",
    "open outcomes, 1, hashmap",
    "open outcomes, 4, rocksdb",
    "open outcomes, 7, hashmap",
    "stage1, 1, rocksdb",
    "stage1, 1500, hashmap",
    "stage2, 1, hashmap",
    "stage2, 1000, rocksdb",
    "end, 1, hashmap"
  })
  void giveTheSameAfterAFailureThatRestartsOneSubtask(String point, int nth, String backend)
      throws Exception {
    Faults.plan(point, nth);
    List<Integer> restarts = run(2, backend, folder);
    assertThat(Faults.allHappened()).isTrue();
    assertIsThePreview(folder);
    assertThat(scratchFiles()).isEmpty();
    assertThat(restarts).containsExactlyInAnyOrder(0, 1);
  }

  /** While the sort thread is held nothing goes on, but savepoints complete. */
  @ParameterizedTest(name = "at {0} from {1} to {2}, {3}")
  @CsvSource({
    "open entries, 2, 3, hashmap",
    "open sorted, 3, 2, rocksdb",
    "open outcomes, 2, 1, hashmap"
  })
  void goOnFromASavepointInTheMiddleOfASort(String point, int from, int to, String backend)
      throws Exception {
    Faults.hold(point);
    JobClient job = program(DATASET, from, backend, folder, Optional.empty()).executeAsync();
    Faults.awaitHeld(point);
    String savepoint =
        job.triggerSavepoint(folder.resolve("savepoints").toUri().toString(), CANONICAL).get();
    job.cancel().get();
    Faults.clear();
    assertThatThrownBy(() -> job.getJobExecutionResult().get()).isInstanceOf(Exception.class);
    program(DATASET, to, backend, folder, Optional.of(savepoint)).execute();
    assertIsThePreview(folder);
  }

  /** A block of which some rows have gone on leaves its rest, with the outcomes of the rest. */
  @ParameterizedTest(name = "{0}, after {1} calls")
  @CsvSource({"hashmap, 100", "rocksdb, 1500"})
  void goOnFromASavepointWhileRowsGoOn(String backend, int calls) throws Exception {
    SlowColumn.reset();
    JobClient job = program(SLOW, 2, backend, folder, Optional.empty()).executeAsync();
    SlowColumn.awaitCalls(calls);
    Faults.hold("stage1"); // no more answers: the rest of the rows stays
    Faults.awaitHeld("stage1");
    String savepoint = Savepoints.stop(job, folder.resolve("savepoints"));
    assertThat(SlowColumn.calls()).isLessThan(ROWS);
    Faults.clear();
    program(SLOW, 3, backend, folder, Optional.of(savepoint)).execute();
    assertRowsAreThePreviews(SLOW, folder);
  }

  private List<Path> scratchFiles() throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(entries|sorted|outcomes)-.*"))
          .toList();
    }
  }

  private static Dataset dataset(String text) {
    return Dataset.parse(text, "test.yaml", GeneratorRegistry.builtIn());
  }

  private static void assertIsThePreview(Path out) throws Exception {
    LocalRun preview = assertRowsAreThePreviews(DATASET, out);
    assertThat(
            Lines.rows(out.resolve("dropped")).stream()
                .map(row -> row.get("row").longValue() + ": " + row.get("cause").stringValue()))
        .containsExactlyInAnyOrderElementsOf(
            preview.dropped().stream()
                .map(letter -> letter.row() + ": " + letter.cause())
                .toList());
    assertThat(preview.dropped()).extracting(DeadLetter::column).contains("early", "first", "late");
  }

  private static LocalRun assertRowsAreThePreviews(String text, Path out) throws Exception {
    Dataset dataset = dataset(text);
    LocalRun preview = LocalRun.of(dataset, ROWS, 5, LocalDate.EPOCH);
    assertThat(WrittenRows.in(out.resolve("data"), dataset))
        .isEqualTo(WrittenRows.of(preview, dataset));
    return preview;
  }

  /** How often each subtask was restarted. */
  private static List<Integer> run(int parallelism, String backend, Path out) throws Exception {
    JobClient job = program(DATASET, parallelism, backend, out, Optional.empty()).executeAsync();
    job.getJobExecutionResult().get();
    return StreamSupport.stream(
            Objects.requireNonNull(flink)
                .getArchivedExecutionGraph(job.getJobID())
                .get()
                .getAllExecutionVertices()
                .spliterator(),
            false)
        .map(vertex -> vertex.getCurrentExecutionAttempt().getAttemptNumber())
        .toList();
  }

  private static StreamExecutionEnvironment program(
      String text, int parallelism, String backend, Path out, Optional<String> savepoint) {
    Configuration config = JobSettings.recovering(out);
    savepoint.ifPresent(path -> config.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    config.set(StateBackendOptions.STATE_BACKEND, backend);
    config.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, FaultyFiles.of(out.resolve("checkpoints")));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    GeneratedRows rows =
        Gridloom.of(dataset(text))
            .rows(ROWS)
            .seed(5)
            .date(LocalDate.EPOCH)
            .inFlightRows(64)
            .attachTo(env);
    rows.write(
        FilesOutput.rows(out.resolve("data").toString(), FileFormat.JSONL),
        Optional.of(WrittenRows.ROW_ID));
    rows.write(FilesOutput.dropped(out.resolve("dropped").toString(), FileFormat.JSONL));
    rows.dropped().sinkTo(new FaultSink<>()).name("fault").uid("fault");
    return env;
  }
}
