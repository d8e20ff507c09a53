package io.gridloom.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.dataset.Dataset;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.CellNodeId;
import io.gridloom.graph.CompletionTracker;
import io.gridloom.state.OperatorUids;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.Lines;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.SlowColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tracker says of a savepoint, against what the job does when it goes on from it. */
@Timeout(120) // seconds of a test; without its end nobody would know
class CheckpointProgressTest {

  private static final int ROWS = 2_000;
  private static final int DROP_EVERY = 91;

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

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(2, 4);

  @TempDir Path folder;

  /** In stage 0, at the barriers, between and behind them; twice, so that ranges are rescaled. */
  @ParameterizedTest(name = "from {0} to {1} after {2} and {3} more calls")
  @CsvSource({"2, 3, 400, 300", "3, 2, 2500, 900", "2, 1, 4700, 300", "1, 3, 6300, 300"})
  void tellsExactlyWhichCellsAResumedJobMakes(
      int from, int to, int calls, int more, @InjectMiniCluster MiniCluster flink)
      throws Exception {
    SlowColumn.reset();
    Files.createDirectories(folder.resolve("data")); // a sink makes them with its first file
    Files.createDirectories(folder.resolve("dropped"));
    String first = stopAfter(flink, calls, from, Optional.empty());
    ProgressView progress = read(first);
    assertThat(progress.done()).isEqualTo(committed());
    String second = stopAfter(flink, SlowColumn.calls() + more, to, Optional.of(first));
    progress = read(second);
    assertCounts(progress);
    int before = SlowColumn.calls();
    program(2, Optional.of(second)).execute();
    assertThat(SlowColumn.calls() - before).isEqualTo(missing(progress.tracker()));
  }

  private String stopAfter(
      MiniCluster flink, int calls, int parallelism, Optional<String> savepoint) throws Exception {
    JobClient job = program(parallelism, savepoint).executeAsync();
    CommonTestUtils.waitForAllTaskRunning(flink, job.getJobID(), false);
    SlowColumn.awaitCalls(calls);
    return job.stopWithSavepoint(
            false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  private static ProgressView read(String savepoint) throws Exception {
    Dataset dataset = dataset();
    return CheckpointProgress.read(
        dataset,
        0,
        ROWS,
        Gridloom.blocksFor(dataset, ROWS),
        OperatorUids.DEFAULT_NAME,
        Path.of(java.net.URI.create(savepoint)),
        LocalCluster.onLoopback());
  }

  private long committed() throws Exception {
    long written = Lines.sorted(folder.resolve("data")).size();
    return written + Lines.sorted(folder.resolve("dropped")).size();
  }

  /** A savepoint that stops a job commits what it holds: the files are what has come through. */
  private void assertCounts(ProgressView progress) throws Exception {
    CompletionTracker tracker = progress.tracker();
    Set<Long> written =
        Stream.concat(
                Lines.rows(folder.resolve("data")).stream().map(row -> row.get("rid").longValue()),
                Lines.rows(folder.resolve("dropped")).stream()
                    .map(row -> row.get("row").longValue()))
            .collect(Collectors.toSet());
    assertThat(rows(row -> tracker.contains(new CellNodeId(row, "last")))).isEqualTo(written);
    assertThat(progress.done()).isEqualTo(written.size());
    assertThat(progress.dropped()).isEqualTo(Lines.rows(folder.resolve("dropped")).size());
    assertThat(progress.rows()).isEqualTo(ROWS);
    assertThat(progress.inFlight()).isBetween(0L, 3L * 64);
    assertThat(progress.waiting()).isBetween(0L, (long) ROWS);
    assertThat(tracker.isBarrierComplete("z")).isEqualTo(tracker.columnCompletionCount("z") > 0);
    assertThat(rows(row -> tracker.contains(new CellNodeId(row, "third"))))
        .isSubsetOf(rows(row -> tracker.contains(new CellNodeId(row, "z"))));
    assertThat(tracker.columnCompletionCount("block_sum") % 50).isZero();
  }

  private static Set<Long> rows(LongPredicate filter) {
    return LongStream.range(0, ROWS).filter(filter).boxed().collect(Collectors.toSet());
  }

  /** Slow cells that were not complete; of a row that its first one drops there is one. */
  private static long missing(CompletionTracker tracker) {
    long missing = 0;
    for (String column : Set.of("first", "second", "third", "last")) {
      missing +=
          rows(row ->
                  (column.equals("first") || row % DROP_EVERY != 0)
                      && !tracker.contains(new CellNodeId(row, column)))
              .size();
    }
    return missing;
  }

  private static Dataset dataset() {
    return Dataset.parse(DATASET, "test.yaml", GeneratorRegistry.builtIn());
  }

  private StreamExecutionEnvironment program(int parallelism, Optional<String> savepoint) {
    Configuration config = JobSettings.checkpointing(folder);
    savepoint.ifPresent(path -> config.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    GeneratedRows rows =
        Gridloom.of(dataset())
            .rows(ROWS)
            .seed(5)
            .date(LocalDate.EPOCH)
            .inFlightRows(64)
            .attachTo(env);
    rows.write(
        FilesOutput.rows(folder.resolve("data").toString(), FileFormat.JSONL), Optional.of("rid"));
    rows.write(FilesOutput.dropped(folder.resolve("dropped").toString(), FileFormat.JSONL));
    return env;
  }
}
