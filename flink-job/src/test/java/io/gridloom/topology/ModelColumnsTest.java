package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.read.ProvidersReader;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.LocalRun;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.DeadLetter;
import io.gridloom.run.PreviewRun;
import io.gridloom.testing.Faults;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.Lines;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.StubModelServer;
import io.gridloom.testing.StubModelServer.Call;
import io.gridloom.testing.StubModelServer.Mood;
import io.gridloom.testing.StubModelServer.Reaction;
import io.gridloom.testing.WrittenRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
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
import tools.jackson.databind.JsonNode;

/** Columns that a model writes, before and behind a barrier, over real HTTP. Row 0 is dropped. */
@Timeout(120) // seconds of a test; without its end nobody would know
class ModelColumnsTest {

  private static final int ROWS = 400;
  private static final int LIMIT = 5;

  /** One model has two aliases: its quota is one. */
  private static final String DATASET =
      """
      model_configs:
        - {alias: writer, model: m, provider: here, inference_parameters: {max_parallel_requests: 5}}
        - {alias: other, model: m, provider: here, inference_parameters: {max_parallel_requests: 9, temperature: 0.1}}
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [lamp, kettle, chair]}}
        - {name: id, column_type: fault, point: first}
        - {name: review, column_type: llm-text, model_alias: writer, prompt: "Review {{ kind }} {{ id }}"}
        - {name: size, column_type: expression, expr: "{{ review | length }}", dtype: int}
        - {name: z, column_type: aggregate, function: zscore, target: size}
        - {name: comment, column_type: llm-text, model_alias: other, system_prompt: "z is {{ z }}",
           prompt: "Comment {{ review }}", extract_reasoning_content: true, with_trace: last_message}
        - {name: told, column_type: expression, expr: "{{ comment__trace[0].content[0].text }}"}
        - {name: later, column_type: fault, point: second, after: comment}
      """;

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(2, 2);

  @TempDir Path folder;

  @AfterEach
  void noFaultIsLeft() {
    Faults.clear();
  }

  @ParameterizedTest(name = "parallelism {0}")
  @ValueSource(ints = {1, 2, 4})
  void askOnceForEachCellAndNeverMoreAtATimeThanTheQuota(int parallelism) throws Exception {
    try (StubModelServer server = StubModelServer.start(3)) {
      run(server, parallelism);
      assertThat(server.mostOpen()).isBetween(2, LIMIT);
      assertThat(server.calls()).isEqualTo(2 * (ROWS - 1));
      assertThat(server.repeats()).isZero();
    }
    assertIsThePreview();
  }

  @ParameterizedTest(name = "fault at {0}, {1}")
  @CsvSource({"first, 1", "first, 300", "second, 1", "second, 250"})
  void giveTheSameAfterAFailure(String point, int nth) throws Exception {
    Faults.plan(point, nth);
    try (StubModelServer server = StubModelServer.start(3)) {
      run(server, 2);
      assertThat(Faults.allHappened()).isTrue();
    }
    assertIsThePreview();
  }

  @Test
  void askAgainWhereAServerFailsForNow() throws Exception {
    Mood mood =
        call ->
            switch (call.number() % 150) {
              case 3 -> new Reaction.Status(500, Map.of("retry-after-ms", "5"), "{}");
              case 7 -> new Reaction.Status(429, Map.of("retry-after-ms", "20"), "{}");
              case 11 -> new Reaction.Status(503, Map.of("Retry-After", "0"), "");
              default -> StubModelServer.answer(call);
            };
    try (StubModelServer server = StubModelServer.start(1, mood)) {
      run(server, 2);
      assertThat(server.calls()).isGreaterThan(2 * (ROWS - 1));
    }
    assertIsThePreview();
  }

  @Test
  void dropARowWhoseRequestIsRefusedForGood() throws Exception {
    try (StubModelServer server = StubModelServer.start(1, ModelColumnsTest::refuseSome)) {
      run(server, 2);
    }
    List<JsonNode> dropped = Lines.rows(folder.resolve("dropped"));
    assertThat(dropped).hasSize(1 + ROWS / 100);
    assertThat(dropped)
        .filteredOn(line -> line.get("row").longValue() > 0)
        .allSatisfy(
            line -> {
              assertThat(line.get("row").longValue() % 100).isEqualTo(33);
              assertThat(line.get("column").asString()).isEqualTo("review");
              assertThat(line.get("cause").asString())
                  .isEqualTo("provider here answered 400 for model m: too long");
            });
    assertThat(Lines.rows(folder.resolve("data"))).hasSize(ROWS - 1 - ROWS / 100);
  }

  private static Reaction refuseSome(Call call) {
    return call.asked().startsWith("Review") && call.asked().endsWith("33")
        ? new Reaction.Status(400, Map.of(), "{\"error\": {\"message\": \"too long\"}}")
        : StubModelServer.answer(call);
  }

  @Test
  void stopTheRunAtOnceWhereAKeyIsRefused() throws Exception {
    Mood mood = call -> new Reaction.Status(401, Map.of(), "{\"error\": \"who are you\"}");
    try (StubModelServer server = StubModelServer.start(1, mood)) {
      assertThatThrownBy(() -> run(server, 2))
          .hasStackTraceContaining(
              "column \"review\": provider here answered 401 for model m: who are you");
      assertThat(server.calls()).isLessThanOrEqualTo(2 * LIMIT);
    }
  }

  private static Dataset dataset() {
    return Dataset.parse(DATASET, "test.yaml", GeneratorRegistry.builtIn());
  }

  private static ProvidersConfig providers(StubModelServer server) {
    return ProvidersReader.parse(
        "providers: [{name: here, endpoint: \"" + server.endpoint() + "\"}]", "providers.yaml");
  }

  private void assertIsThePreview() throws Exception {
    Faults.clear();
    Dataset dataset = dataset();
    LocalRun preview;
    try (StubModelServer server = StubModelServer.start(0)) {
      preview = PreviewRun.of(dataset, ROWS, 5, LocalDate.EPOCH, providers(server));
    }
    assertThat(WrittenRows.in(folder.resolve("data"), dataset))
        .isEqualTo(WrittenRows.of(preview, dataset));
    assertThat(preview.dropped()).extracting(DeadLetter::row).containsExactly(0L);
    assertThat(Lines.rows(folder.resolve("dropped"))).hasSize(1);
  }

  private void run(StubModelServer server, int parallelism) throws Exception {
    Configuration config = JobSettings.recovering(folder);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    GeneratedRows rows =
        Gridloom.of(dataset())
            .rows(ROWS)
            .seed(5)
            .date(LocalDate.EPOCH)
            .providers(providers(server))
            .attachTo(env);
    rows.write(
        FilesOutput.rows(folder.resolve("data").toString(), FileFormat.JSONL),
        Optional.of(WrittenRows.ROW_ID));
    rows.write(FilesOutput.dropped(folder.resolve("dropped").toString(), FileFormat.JSONL));
    env.execute();
  }
}
