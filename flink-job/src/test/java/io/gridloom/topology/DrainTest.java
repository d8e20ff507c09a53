package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.read.ProvidersReader;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.testing.HeldColumn;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.Savepoints;
import io.gridloom.testing.SlowColumn;
import io.gridloom.testing.StubModelServer;
import io.gridloom.testing.WrittenRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A drain that somebody asks Flink for: no result of a window may be one of too few rows. */
@Timeout(120) // seconds of a test; without its end nobody would know
class DrainTest {

  private static final int ROWS = 300;
  private static final int IN_FLIGHT_ROWS = 16;
  private static final long LOOK_NANOS = 1_000_000;

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(1, 2);

  @TempDir Path folder;

  private static Dataset dataset(String text) {
    return Dataset.parse(text, "test.yaml", GeneratorRegistry.builtIn());
  }

  private JobClient start(Gridloom gridloom, Configuration settings, int parallelism)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(parallelism);
    GeneratedRows rows =
        gridloom.seed(5).date(LocalDate.EPOCH).inFlightRows(IN_FLIGHT_ROWS).attachTo(env);
    rows.write(
        FilesOutput.rows(folder.resolve("data").toString(), FileFormat.JSONL),
        Optional.of(WrittenRows.ROW_ID));
    return env.executeAsync();
  }

  private void assertIsRefused(JobClient job) {
    assertThatThrownBy(() -> Savepoints.drain(job, folder.resolve("savepoints")))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void isRefusedWhileABatchIsNotFull() throws Exception {
    Dataset dataset =
        dataset(
            """
            columns:
              - {name: first, column_type: slow, point: none}
              - {name: n, column_type: aggregate, function: count, target: first, scope: {batch: 100000}}
            """);
    SlowColumn.reset();
    Configuration once =
        JobSettings.checkpointing(folder).set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    JobClient job = start(Gridloom.of(dataset).rows(Gridloom.UNBOUNDED), once, 1);
    SlowColumn.awaitCalls(100);
    assertIsRefused(job);
    assertThatThrownBy(() -> job.getJobExecutionResult().get())
        .hasStackTraceContaining("rows still wait at [n]: this job can't be drained");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"function: sum, scope: {batch: 300}", "function: sum", "function: dense_rank"})
  void isRefusedWhileRowsOfAFiredWindowWaitAndTheJobGoesOn(String window) throws Exception {
    Dataset dataset =
        dataset(
            """
            columns:
              - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 50}}
              - {name: result, column_type: aggregate, target: n, %s}
              - {name: last, column_type: held, after: result}
            """
                .formatted(window));
    HeldColumn.asked();
    JobClient job = start(Gridloom.of(dataset).rows(ROWS), JobSettings.recovering(folder), 1);
    List<HeldColumn.Asked> asked = new ArrayList<>();
    while (asked.size() < IN_FLIGHT_ROWS) {
      asked.addAll(HeldColumn.asked());
      LockSupport.parkNanos(LOOK_NANOS);
    }
    assertIsRefused(job);
    while (job.getJobStatus().get() != JobStatus.FINISHED) {
      HeldColumn.asked().forEach(HeldColumn.Asked::give);
      LockSupport.parkNanos(LOOK_NANOS);
    }
    assertThat(WrittenRows.in(folder.resolve("data"), dataset)).hasSize(ROWS);
  }

  @Test
  void waitsForRowsInFlight() throws Exception {
    Dataset dataset =
        dataset(
            """
            columns:
              - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 50}}
              - {name: last, column_type: slow, point: none}
            """);
    SlowColumn.reset();
    JobClient job =
        start(
            Gridloom.of(dataset).rows(Gridloom.UNBOUNDED).rate(1_000),
            JobSettings.recovering(folder),
            2);
    SlowColumn.awaitCalls(100);
    assertThat(Savepoints.drain(job, folder.resolve("savepoints"))).isNotBlank();
    job.getJobExecutionResult().get();
    assertThat(WrittenRows.in(folder.resolve("data"), dataset))
        .hasSize(SlowColumn.calls() - 1); // row 0 is dropped
  }

  /** Permits come in messages that a task which ends does not take. */
  @Test
  void isRefusedWhileRowsWaitForModels() throws Exception {
    Dataset dataset =
        dataset(
            """
            model_configs:
              - {alias: writer, model: m, provider: here, inference_parameters: {max_parallel_requests: 1}}
            columns:
              - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 50}}
              - {name: review, column_type: llm-text, model_alias: writer, prompt: "Review {{ n }}"}
            """);
    try (StubModelServer server = StubModelServer.start(1)) {
      String providers = "providers: [{name: here, endpoint: \"" + server.endpoint() + "\"}]";
      JobClient job =
          start(
              Gridloom.of(dataset)
                  .rows(ROWS)
                  .providers(ProvidersReader.parse(providers, "providers.yaml")),
              JobSettings.recovering(folder),
              2);
      while (server.calls() < 20) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      assertIsRefused(job);
      job.getJobExecutionResult().get();
      assertThat(WrittenRows.in(folder.resolve("data"), dataset)).hasSize(ROWS);
    }
  }
}
