package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.LocalRun;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.testing.FaultSink;
import io.gridloom.testing.Faults;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.Savepoints;
import io.gridloom.testing.WrittenRows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two subtasks are told to end, all rows being out. One does; the other fails, and has rows to make
 * again while checkpoints hold nothing more of the first.
 */
@Timeout(120) // seconds of a test; without its end nobody would know
class EndOfJobTest {

  private static final int ROWS = 600;
  private static final double ROWS_PER_SECOND = 250; // time for checkpoints meanwhile
  private static final long LOOK_NANOS = 1_000_000;

  private static final String FIRST =
      """
      columns:
        - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 300}}
      """;

  /** The second one's operators keep rows in state. */
  static Stream<String> datasets() {
    return Stream.of(
        FIRST,
        FIRST
            + """
                - {name: sum, column_type: aggregate, function: sum, target: n, scope: {batch: 10}}
                - {name: last, column_type: slow, after: sum, point: none}
              """);
  }

  private String dataset = "";

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

  @ParameterizedTest
  @MethodSource("datasets")
  void comesWhenTheOtherSubtaskIsThroughAgain(String config) throws Exception {
    dataset = config;
    JobClient job = runUntilOneSubtaskHasEnded();
    job.getJobExecutionResult().get();
    assertIsThePreview();
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void comesAfterARestoreToo(String config) throws Exception {
    dataset = config;
    JobClient job = runUntilOneSubtaskHasEnded();
    String savepoint = Savepoints.stop(job, folder.resolve("savepoints"));
    program(3, Optional.of(savepoint)).execute();
    assertIsThePreview();
  }

  /** The other one makes all of its rows again. */
  private JobClient runUntilOneSubtaskHasEnded() throws Exception {
    Faults.plan("end", 1);
    JobClient job = program(2, Optional.empty()).executeAsync();
    await(Faults::allHappened);
    await(() -> isThere(job, 1, ExecutionState.RUNNING)); // again
    MiniCluster cluster = Objects.requireNonNull(flink);
    while (!isThere(job, 0, ExecutionState.FINISHED)) { // it waits for a checkpoint
      cluster
          .triggerCheckpoint(job.getJobID(), CheckpointType.FULL)
          .handle((done, failure) -> done) // of a task that has just begun it fails
          .get();
    }
    assertThat(isThere(job, 1, ExecutionState.RUNNING)).isTrue();
    return job;
  }

  /** Whether a subtask that was restarted so often is in that state. */
  private static boolean isThere(JobClient job, int restarts, ExecutionState state) {
    return StreamSupport.stream(
            Objects.requireNonNull(flink)
                .getExecutionGraph(job.getJobID())
                .join()
                .getAllExecutionVertices()
                .spliterator(),
            false)
        .map(AccessExecutionVertex::getCurrentExecutionAttempt)
        .anyMatch(attempt -> attempt.getAttemptNumber() == restarts && attempt.getState() == state);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("out of time");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private Dataset dataset() {
    return Dataset.parse(dataset, "test.yaml", GeneratorRegistry.builtIn());
  }

  private void assertIsThePreview() throws Exception {
    LocalRun preview = LocalRun.of(dataset(), ROWS, 5, LocalDate.EPOCH);
    assertThat(WrittenRows.in(folder.resolve("data"), dataset()))
        .isEqualTo(WrittenRows.of(preview, dataset()));
  }

  private StreamExecutionEnvironment program(int parallelism, Optional<String> savepoint) {
    Configuration config = JobSettings.recovering(folder);
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(10));
    savepoint.ifPresent(path -> config.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    GeneratedRows rows =
        Gridloom.of(dataset())
            .rows(ROWS)
            .seed(5)
            .date(LocalDate.EPOCH)
            .rate(ROWS_PER_SECOND)
            .attachTo(env);
    rows.write(
        FilesOutput.rows(folder.resolve("data").toString(), FileFormat.JSONL),
        Optional.of(WrittenRows.ROW_ID));
    rows.dropped().sinkTo(new FaultSink<>()).name("fault").uid("fault");
    return env;
  }
}
