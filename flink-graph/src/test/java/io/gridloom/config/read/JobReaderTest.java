package io.gridloom.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.job.JobConfig;
import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.OnError;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.config.job.ProviderConfig;
import io.gridloom.config.job.Rate;
import io.gridloom.config.job.RunConfig;
import io.gridloom.problem.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest {

  @TempDir Path folder;

  private Optional<Path> file(String text) throws IOException {
    return Optional.of(Files.writeString(folder.resolve("job.yaml"), text));
  }

  @Test
  void readsAllThatAJobMaySay() throws IOException {
    JobConfig job =
        JobReader.read(
            file(
                """
                dataset: tickets.yaml
                rows: 1000000
                seed: 5
                row_id_column: rid
                output: out/t
                providers: [{name: here, endpoint: "http://127.0.0.1:1/v1"}]
                run:
                  parallelism: 2
                  max_parallelism: 64
                  in_flight_rows: 500
                  state_backend: rocksdb
                  checkpoint: {interval: 5s}
                  date: 2026-03-01
                  on_error: null
                  max_failed_fraction: 0.25
                """),
            List.of());
    assertThat(job.dataset()).contains(folder.resolve("tickets.yaml"));
    assertThat(job.rows()).hasValue(1_000_000);
    assertThat(job.seed()).hasValue(5);
    assertThat(job.rowIdColumn()).contains("rid");
    assertThat(job.output()).contains(folder.resolve("out/t"));
    assertThat(job.providers().listed()).extracting(ProviderConfig::name).containsExactly("here");
    RunConfig run = job.run();
    assertThat(run.parallelism()).hasValue(2);
    assertThat(run.maxParallelism()).hasValue(64);
    assertThat(run.inFlightRows()).hasValue(500);
    assertThat(run.stateBackend()).contains(RunConfig.StateBackend.ROCKSDB);
    assertThat(run.checkpointInterval()).contains(Duration.ofSeconds(5));
    assertThat(run.date()).contains(LocalDate.of(2026, 3, 1));
    assertThat(run.onError()).contains(OnError.NULL);
    assertThat(run.maxFailedFraction()).hasValue(0.25);
  }

  @Test
  void isEmptyWhereNothingIsSaid() throws IOException {
    assertThat(JobReader.read(file(""), List.of())).isEqualTo(JobConfig.EMPTY);
    assertThat(JobReader.read(Optional.empty(), List.of())).isEqualTo(JobConfig.EMPTY);
  }

  @Test
  void readsAStreamWithoutAnEnd() throws IOException {
    JobConfig job = JobReader.read(file("rows: unbounded\nrate: 12.5"), List.of());
    assertThat(job.rows()).hasValue(JobConfig.UNBOUNDED);
    assertThat(job.rate()).contains(Rate.of(12.5));
    assertThatThrownBy(() -> JobReader.read(Optional.empty(), List.of("rate=0", "rows=many")))
        .hasMessageContaining("rate: found 0.0; more than 0 is allowed")
        .hasMessageContaining("rows: found the text \"many\"");
  }

  @Test
  void readsARampOfTheRate() throws IOException {
    JobConfig job =
        JobReader.read(file("rows: unbounded\nrate: {from: 100, to: 5000, over: 10m}"), List.of());
    assertThat(job.rate()).contains(new Rate(100, 5_000, Duration.ofMinutes(10)));
    assertThatThrownBy(
            () -> JobReader.read(file("rate: {from: -1, to: fast, ovr: 10m}"), List.of()))
        .hasMessageContaining("rate.from: found -1.0; more than 0 is allowed")
        .hasMessageContaining("rate.to: found the text \"fast\"")
        .hasMessageContaining("rate.over: is missing")
        .hasMessageContaining("unknown field \"ovr\"");
  }

  @ParameterizedTest
  @CsvSource({
    "500KB, 10ms",
    "3MB, 90s",
    "1024GB, 300h",
    "999999999GB, 999999999h",
    "1025MB, 999999999ms"
  })
  void readsAgainWhatItWritesOfOutputs(String size, String time) throws IOException {
    String text =
        """
        outputs:
          - {type: files, path: a, max_file_size: %s}
          - {type: kafka, bootstrap_servers: "a:1", topic: t, transaction_timeout: %s}
        """
            .formatted(size, time);
    List<OutputConfig> outputs = JobReader.read(file(text), List.of()).outputs();
    assertThat(OutputsReader.ofSource(OutputsReader.source(outputs), Path.of("elsewhere")))
        .isEqualTo(outputs);
  }

  @Test
  void readsATopic() throws IOException {
    String text =
        """
        outputs:
          - {type: kafka, bootstrap_servers: "a:1,b:2", topic: t, format: avro, key: id,
             headers: {n: 5, kind: "{{ kind }}"}, timestamp: at, schema_file: t.avsc,
             delivery: at-least-once, create_topic: {partitions: 6}, transaction_timeout: 5m,
             properties: {linger.ms: 20}}
        """;
    Optional<Path> file = file(text);
    List<OutputConfig> outputs = JobReader.read(file, List.of()).outputs();
    KafkaOutput topic = (KafkaOutput) outputs.get(0);
    assertThat(topic.delivery()).isEqualTo(KafkaOutput.Delivery.AT_LEAST_ONCE);
    assertThat(topic.newTopic()).contains(new KafkaOutput.NewTopic(6, 1));
    assertThat(topic.headers()).containsEntry("n", "5").containsEntry("kind", "{{ kind }}");
    assertThat(topic.properties()).containsExactly(Map.entry("linger.ms", "20"));
    assertThat(topic.transactionTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(OutputsReader.ofSource(OutputsReader.source(outputs), Path.of("elsewhere")))
        .isEqualTo(outputs);
    assertThatThrownBy(
            () ->
                JobReader.read(
                    file(
                        "outputs: [{type: kafka, topic: t, delivery: twice, create_topic: {partitions: 0}}]"),
                    List.of()))
        .hasMessageContaining("outputs[0].bootstrap_servers: is missing")
        .hasMessageContaining("outputs[0].delivery: found \"twice\"")
        .hasMessageContaining("outputs[0].create_topic.partitions: found 0");
  }

  @Test
  void letsSettingsWinOverTheFile() throws IOException {
    JobConfig job =
        JobReader.read(
            file("rows: 5\nrun: {on_error: drop, parallelism: 2}"),
            List.of("rows=7", "run.on_error=fail", "run.checkpoint.interval=1m"));
    assertThat(job.rows()).hasValue(7);
    assertThat(job.run().onError()).contains(OnError.FAIL);
    assertThat(job.run().parallelism()).hasValue(2);
    assertThat(job.run().checkpointInterval()).contains(Duration.ofMinutes(1));
    assertThat(JobReader.read(Optional.empty(), List.of("run.on_error=null")).run().onError())
        .contains(OnError.NULL);
  }

  @Test
  void tellsEveryProblemWithItsPlace() throws IOException {
    Optional<Path> file =
        file(
            """
            rows: 0
            run:
              paralelism: 2
              checkpoint: {interval: 1ms}
              max_failed_fraction: 2
              on_error: explode
            """);
    assertThatThrownBy(() -> JobReader.read(file, List.of("rows", "run.date=tomorrow")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("job.yaml:1:7: rows: found 0; at least 1 is allowed")
        .hasMessageContaining("job.yaml:3:3: run.paralelism: unknown field")
        .hasMessageContaining("Did you mean \"parallelism\"?")
        .hasMessageContaining("run.checkpoint.interval: found \"1ms\"")
        .hasMessageContaining("run.max_failed_fraction: found 2.0; 0 to 1 is allowed")
        .hasMessageContaining("run.on_error: found the text \"explode\"; allowed are")
        .hasMessageContaining("--set rows: path=value is needed")
        .hasMessageContaining("run.date: found \"tomorrow\"; YYYY-MM-DD is needed");
  }

  @Test
  void tellsOfASettingWithoutAFile() {
    assertThatThrownBy(() -> JobReader.read(Optional.empty(), List.of("run.parallelism=many")))
        .hasMessage(
            "run.parallelism: found the text \"many\"; a whole number of 64 bits is needed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run.date=2024-02-30",
        "seed=!y 5",
        "run.parallelism=!!int abc",
        "run.on_error=!x fail",
        "run={parallelism: 1, parallelism: 2}"
      })
  void refusesASettingThatIsNoValue(String setting) {
    assertThatThrownBy(() -> JobReader.read(Optional.empty(), List.of(setting)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("--set " + setting + ": ");
  }
}
