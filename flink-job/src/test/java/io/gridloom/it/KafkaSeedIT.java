package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.dataset.Dataset;
import io.gridloom.key.OffsetRowId;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.testing.CommittedRecords;
import io.gridloom.testing.FaultSink;
import io.gridloom.testing.Faults;
import io.gridloom.testing.GridloomProcess;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.KafkaBroker;
import io.gridloom.testing.Lines;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.StubModelServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that begin with the records of a topic of a real broker. */
@Timeout(300) // seconds of a test
class KafkaSeedIT {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BATCH = 20;

  /** Number of its record, or why there is none, by row. */
  private static final Map<Long, String> LETTERS = new TreeMap<>();

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(2, 2);

  @TempDir private static Path folder;
  private static KafkaBroker broker;

  @BeforeAll
  static void writeOrders() throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
    Files.writeString(
        folder.resolve("orders.yaml"),
        """
        columns:
          - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20}}
          - {name: at, column_type: sampler, sampler_type: datetime, params: {start: "2024-01-01", end: "2026-01-01", unit: s}}
          - {name: item, column_type: sampler, sampler_type: category, params: {values: [lamp, "größe, m", pot]}}
        """);
    GridloomProcess orders = // in many transactions, whose markers take offsets
        GridloomProcess.start(
            folder, "generate", "--job", job("orders", 3_000, "orders"), "--rate=3000");
    assertThat(orders.end()).as(orders.err()).isZero();
    try (var producer = broker.producer()) {
      for (String value : List.of("{\"num\": 1", "[]", "{\"num\": \"x\", \"amount\": 1}", "")) {
        byte[] bytes = value.isEmpty() ? null : value.getBytes(StandardCharsets.UTF_8);
        var sent = producer.send(new ProducerRecord<>("orders", 0, null, bytes)).get();
        LETTERS.put(OffsetRowId.of(sent.partition(), sent.offset()), value);
      }
    }
  }

  private static Path job(String dataset, int rows, String topic) throws IOException {
    return Files.writeString(
        folder.resolve(topic + "-job.yaml"),
        """
        dataset: %s.yaml
        rows: %d
        seed: 3
        output: %s-run
        row_id_column: num
        outputs: [{type: kafka, bootstrap_servers: "%s", topic: %s, create_topic: {partitions: 3}}]
        run: {checkpoint: {interval: 200ms}}
        """
            .formatted(dataset, rows, topic, broker.address(), topic));
  }

  @AfterEach
  void noFaultIsLeft() {
    Faults.clear();
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  private static Path config(String name, String source, String columns) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        seed_config:
          source:
            seed_type: kafka
            bootstrap_servers: "%s"
            columns: {num: integer, amount: float, at: datetime, item: text}
        %s
        columns:
        %s
        """
            .formatted(broker.address(), source.indent(4), columns.indent(2)));
  }

  private static GridloomProcess generate(Path config, String run, Object... more)
      throws IOException {
    List<Object> args = new ArrayList<>(List.of("generate", config, "--seed=5"));
    args.addAll(List.of("--row-id-column=rid", "--output", folder.resolve(run)));
    args.addAll(List.of("--checkpoint-interval=200ms"));
    args.addAll(List.of(more));
    return GridloomProcess.start(folder, args.toArray());
  }

  /** The records that can be rows, by row. */
  private static Map<Long, JsonNode> records(String topic) {
    Map<Long, JsonNode> records = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : broker.committed(topic)) {
      long row = OffsetRowId.of(record.partition(), record.offset());
      if (!topic.equals("orders") || !LETTERS.containsKey(row)) {
        records.put(row, JSON.readTree(record.value()));
      }
    }
    return records;
  }

  @Test
  void haveAllColumnsOfABoundedTopic() throws Exception {
    Path config =
        config(
            "all",
            "topic: orders\nend: latest",
            """
            - {name: double, column_type: expression, expr: "{{ num * 2 }} {{ item }} {{ at[:4] }}"}
            - {name: draw, column_type: sampler, sampler_type: uniform, params: {low: 0, high: 1}}
            - {name: place, column_type: aggregate, function: rank, target: amount, scope: {batch: %d}}
            - {name: part, column_type: aggregate, function: sum, target: amount, scope: {batch: %d}}
            - {name: z, column_type: aggregate, function: zscore, target: amount, by: item}
            - {name: of_all, column_type: aggregate, function: rank, target: amount}
            - {name: label, column_type: expression, expr: "{{ 'far' if z > 2 else place }}"}
            """
                .formatted(BATCH, BATCH));
    GridloomProcess one = generate(config, "one", "--parallelism=1");
    GridloomProcess three = generate(config, "three", "--parallelism=3");
    assertThat(one.end()).as(one.err()).isZero();
    assertThat(three.end()).as(three.err()).isZero();
    Map<Long, JsonNode> records = records("orders");
    assertThat(records).hasSize(3_000);
    assertThat(one.err()).startsWith("up to 3,");
    assertThat(one.out()).contains("3,000 rows");
    assertThat(Lines.sorted(folder.resolve("one/data")))
        .isEqualTo(Lines.sorted(folder.resolve("three/data")));

    Map<Long, JsonNode> rows = new TreeMap<>();
    for (JsonNode row : Lines.rows(folder.resolve("three/data"))) {
      rows.put(row.get("rid").longValue(), row);
    }
    assertThat(rows.keySet()).isEqualTo(records.keySet());
    List<Double> amounts =
        records.values().stream().map(r -> r.get("amount").doubleValue()).sorted().toList();
    rows.forEach(
        (id, row) -> {
          JsonNode record = records.get(id);
          for (String column : List.of("num", "amount", "at", "item")) {
            assertThat(row.get(column)).isEqualTo(record.get(column));
          }
          assertThat(row.get("double").stringValue())
              .isEqualTo(
                  "%d %s %s"
                      .formatted(
                          record.get("num").longValue() * 2,
                          record.get("item").stringValue(),
                          record.get("at").stringValue().substring(0, 4)));
          assertThat(row.get("of_all").longValue())
              .isEqualTo(amounts.indexOf(record.get("amount").doubleValue()) + 1L);
        });
    checkBatches(rows);
    List<JsonNode> letters = Lines.rows(folder.resolve("three/dropped"));
    assertThat(letters)
        .extracting(letter -> letter.get("row").longValue())
        .containsExactlyInAnyOrderElementsOf(LETTERS.keySet());
    assertThat(letters)
        .extracting(letter -> letter.get("cause").stringValue())
        .anyMatch(cause -> cause.startsWith("the record is no JSON: "))
        .contains(
            "the record is no JSON object",
            "the record has \"x\"; integer is needed",
            "the record has no value");

    GridloomProcess again = // of the same seed, read from elsewhere: the same values by record
        generate(
            config(
                "late",
                "topic: orders\nstart: {0: 50, 1: 0, 2: 10}\nend: latest",
                "- {name: draw, column_type: sampler, sampler_type: uniform, params: {low: 0, high: 1}}"),
            "late");
    assertThat(again.end()).as(again.err()).isZero();
    List<JsonNode> late = Lines.rows(folder.resolve("late/data"));
    assertThat(late).isNotEmpty().hasSizeLessThan(3_000);
    for (JsonNode row : late) {
      assertThat(row.get("draw")).isEqualTo(rows.get(row.get("rid").longValue()).get("draw"));
    }
  }

  @ParameterizedTest(name = "fault at {0}, {1}")
  @CsvSource({"before, 1500", "between, 1", "behind, 1", "behind, 2000", "end, 1", "end, 2"})
  void areTheSameAfterAFailure(String point, int nth) throws Exception {
    run(folder.resolve("undisturbed-" + point + nth));
    Faults.plan(point, nth);
    run(folder.resolve("disturbed-" + point + nth));
    assertThat(Faults.allHappened()).isTrue();
    for (String out : List.of("data", "dropped")) {
      assertThat(Lines.sorted(folder.resolve("disturbed-" + point + nth).resolve(out)))
          .isNotEmpty()
          .isEqualTo(Lines.sorted(folder.resolve("undisturbed-" + point + nth).resolve(out)));
    }
  }

  /** In a program of the user's own. */
  private static void run(Path out) throws Exception {
    Path config =
        config(
            "faults",
            "topic: orders\nend: latest",
            """
            - {name: before, column_type: fault, point: before, after: num}
            - {name: part, column_type: aggregate, function: sum, target: before, scope: {batch: %d}}
            - {name: between, column_type: fault, point: between, after: part}
            - {name: z, column_type: aggregate, function: zscore, target: amount, by: item}
            - {name: place, column_type: aggregate, function: rank, target: amount}
            - {name: behind, column_type: fault, point: behind, after: place}
            - {name: label, column_type: expression, expr: "{{ z }} {{ part }} {{ behind }}"}
            """
                .formatted(BATCH));
    Configuration settings =
        JobSettings.recovering(out)
            .set(CheckpointingOptions.ENABLE_UNALIGNED, true)
            .set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ofMillis(50));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(2);
    GeneratedRows rows = Gridloom.of(Dataset.read(config)).seed(5).attachTo(env);
    rows.write(FilesOutput.rows(out.resolve("data") + "", FileFormat.JSONL), Optional.of("rid"));
    rows.write(FilesOutput.dropped(out.resolve("dropped") + "", FileFormat.JSONL));
    rows.dropped().sinkTo(new FaultSink<>()).name("fault").uid("fault");
    env.execute();
  }

  /** Each partition's rows in order make batches; tombstones take their places in them. */
  private static void checkBatches(Map<Long, JsonNode> rows) {
    Map<Integer, List<Long>> partitions = new TreeMap<>();
    List<Long> all = new ArrayList<>(rows.keySet());
    all.addAll(LETTERS.keySet());
    all.stream()
        .sorted()
        .forEach(
            row ->
                partitions
                    .computeIfAbsent(OffsetRowId.partition(row), p -> new ArrayList<>())
                    .add(row));
    for (List<Long> partition : partitions.values()) {
      for (int from = 0; from < partition.size(); from += BATCH) {
        List<JsonNode> batch =
            partition.subList(from, Math.min(from + BATCH, partition.size())).stream()
                .filter(rows::containsKey)
                .map(rows::get)
                .toList();
        double sum = batch.stream().mapToDouble(row -> row.get("amount").doubleValue()).sum();
        for (JsonNode row : batch) {
          double amount = row.get("amount").doubleValue();
          long smaller =
              batch.stream().filter(other -> other.get("amount").doubleValue() < amount).count();
          assertThat(row.get("place").longValue()).isEqualTo(smaller + 1);
          assertThat(row.get("part").doubleValue()).isCloseTo(sum, within(1e-6));
        }
      }
    }
  }

  @Test
  void followATopicThroughStopsAndKillsAtOtherParallelisms() throws Exception {
    broker.createTopic("live", 3);
    Path config =
        config(
            "follow",
            "topic: live\nbatch_timeout: 1s",
            """
            - {name: text, column_type: llm-text, model_alias: m, prompt: "{{ item }} {{ num }}"}
            - {name: size, column_type: aggregate, function: count, target: num, scope: {batch: %d}}
            - {name: after, column_type: expression, expr: "{{ text }} {{ size }}"}
            """
                .formatted(BATCH));
    Files.writeString(
        config,
        Files.readString(config) + "model_configs: [{alias: m, model: x, provider: demo}]\n");
    Path job =
        Files.writeString(
            folder.resolve("follow-job.yaml"),
            """
            dataset: follow.yaml
            seed: 5
            output: follow
            row_id_column: rid
            outputs: [{type: kafka, bootstrap_servers: "%s", topic: enriched, create_topic: {partitions: 2}}]
            run: {parallelism: 2, checkpoint: {interval: 200ms}}
            """
                .formatted(broker.address()));
    RunDirectory directory = new RunDirectory(folder.resolve("follow"));
    try (CommittedRecords seen = new CommittedRecords(broker.address(), "enriched")) {
      GridloomProcess first = GridloomProcess.start(folder, "generate", "--job", job);
      send("live", 0, 1_010);
      first.await("rows", () -> seen.count() >= 1_000);
      GridloomProcess stop = GridloomProcess.start(folder, "savepoint", directory.root(), "--stop");
      assertThat(stop.end()).as(stop.err()).isZero();
      assertThat(first.end()).as(first.err()).isZero();

      GridloomProcess second = resume(directory, "--parallelism=3");
      send("live", 1_010, 1_500);
      second.await("rows", () -> seen.count() >= 1_300);
      second.kill();
      send("live", 1_500, 2_003);
      GridloomProcess third = resume(directory, "--parallelism=1");
      third.await("all rows, the last ones after the time-out", () -> seen.count() >= 2_003);
      GridloomProcess progress =
          GridloomProcess.start(folder, "progress", directory.root(), "--format=json");
      assertThat(progress.end()).as(progress.err()).isZero();
      assertThat(JSON.readTree(progress.out()).get("rows_done").longValue()).isPositive();
      GridloomProcess end = GridloomProcess.start(folder, "savepoint", directory.root(), "--stop");
      assertThat(end.end()).as(end.err()).isZero();
      assertThat(third.end()).as(third.err()).isZero();
    }

    Map<Long, JsonNode> records = records("live");
    List<JsonNode> rows =
        broker.committed("enriched").stream().map(row -> JSON.readTree(row.value())).toList();
    assertThat(rows)
        .extracting(row -> row.get("rid").longValue())
        .containsExactlyInAnyOrderElementsOf(records.keySet());
    for (JsonNode row : rows) {
      assertThat(row.get("num")).isEqualTo(records.get(row.get("rid").longValue()).get("num"));
      assertThat(row.get("size").longValue()).isBetween(1L, (long) BATCH);
      assertThat(row.get("after").stringValue())
          .isEqualTo(row.get("text").stringValue() + " " + row.get("size").longValue());
    }
    assertThat(rows)
        .filteredOn(row -> row.get("size").longValue() == BATCH)
        .hasSizeGreaterThan(1_000);
  }

  @Test
  void areThoseOfTheGuide() throws Exception {
    String guide = Files.readString(Path.of("../docs/kafka.md"));
    for (String name : List.of("orders.yaml", "enrich.yaml")) {
      Path example = Path.of("../examples/kafka", name);
      List<String> lines = Files.readAllLines(example);
      String shown = String.join("\n", lines.subList(1, lines.size()));
      assertThat(guide).contains("# examples/kafka/" + name + "\n" + shown);
      Files.writeString(
          folder.resolve("guide-" + name),
          Files.readString(example)
              .replace("127.0.0.1:9092", broker.address())
              .replace("topic: orders", "topic: guide")
              .replace(
                  "../quickstart.yaml", Path.of("../examples/quickstart.yaml").toRealPath() + "")
              .replace("../../out/orders", "guide-orders"));
    }
    GridloomProcess orders =
        GridloomProcess.start(
            folder, "generate", "--job", folder.resolve("guide-orders.yaml"), "--rows=2000");
    assertThat(orders.end()).as(orders.err()).isZero();
    GridloomProcess enriched =
        GridloomProcess.start(
            folder,
            "generate",
            folder.resolve("guide-enrich.yaml"),
            "--output",
            folder.resolve("guide-enriched"));
    assertThat(enriched.end()).as(enriched.err()).isZero();
    assertThat(Lines.rows(folder.resolve("guide-enriched/data")))
        .hasSize(2_000)
        .allSatisfy(
            row ->
                assertThat(row.get("review").stringValue())
                    .startsWith(row.get("stars").longValue() + " stars for the "));
  }

  /**
   * Rows in the exchange wait for rooms that nobody leaves; barriers of checkpoints overtake them.
   */
  @Test
  void areInCheckpointsWhileAllRoomsAreTaken() throws Exception {
    broker.createTopic("slow", 2);
    send("slow", 0, 2_000);
    Path config =
        config(
            "slow",
            "topic: slow\nend: latest",
            "- {name: text, column_type: llm-text, model_alias: m, prompt: \"{{ item }} {{ num }}\"}");
    Files.writeString(
        config,
        Files.readString(config)
            + "model_configs: [{alias: m, model: x, provider: here,"
            + " inference_parameters: {max_parallel_requests: 16}}]\n");
    RunDirectory directory = new RunDirectory(folder.resolve("slow-run"));
    try (StubModelServer never = StubModelServer.start(600_000);
        StubModelServer soon = StubModelServer.start(0)) {
      GridloomProcess run =
          generate(
              config,
              "slow-run",
              "--in-flight-rows=4",
              "--parallelism=2",
              "--providers",
              providers("never", never));
      run.await("calls", () -> never.calls() == 8);
      Optional<Path> before = directory.newestCheckpoint();
      run.await("a checkpoint", () -> !directory.newestCheckpoint().equals(before));
      run.kill();
      GridloomProcess last =
          resume(directory, "--parallelism=1", "--providers", providers("soon", soon));
      assertThat(last.end()).as(last.err()).isZero();
      assertThat(never.calls()).isEqualTo(8);
      assertThat(soon.calls()).isEqualTo(2_000);
    }
    assertThat(Lines.rows(folder.resolve("slow-run/data")))
        .extracting(row -> row.get("rid").longValue())
        .containsExactlyInAnyOrderElementsOf(records("slow").keySet());
  }

  private static Path providers(String name, StubModelServer server) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        "providers: [{name: here, endpoint: \"" + server.endpoint() + "\"}]");
  }

  private static GridloomProcess resume(RunDirectory directory, Object... more) throws IOException {
    List<Object> args =
        new ArrayList<>(List.of("generate", "--resume", "--output", directory.root()));
    args.addAll(List.of("--checkpoint-interval=200ms"));
    args.addAll(List.of(more));
    return GridloomProcess.start(folder, args.toArray());
  }

  private static void send(String topic, int from, int before) throws Exception {
    try (var producer = broker.producer()) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int no = from; no < before; no++) {
        String value =
            "{\"num\": %d, \"amount\": %d.5, \"at\": \"2026-01-01T00:00:00\", \"item\": \"pot\"}"
                .formatted(no, no % 97);
        sent.add(
            producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8))));
      }
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(broker.logText(), e);
    }
  }

  @Test
  void areRefusedWithEverythingThatIsWrong() throws Exception {
    String expression = "- {name: x, column_type: expression, expr: \"{{ num }}\"}";
    GridloomProcess form =
        generate(
            config(
                "form",
                "topic: orders\nend: earliest\nstart: soon\nbatch_timeout: 1\ngroup: a",
                """
                - {name: x, column_type: expression, expr: "{{ nobody }}"}
                - {name: none, column_type: seed-dataset}
                """),
            "form");
    GridloomProcess settings =
        generate(
            config(
                "settings",
                "topic: \"a b\"\nproperties: {auto.offset.reset: latest, group.idd: a,"
                    + " interceptor.classes: a.B, ssl.key.password: secret}",
                expression),
            "settings");
    GridloomProcess missing = generate(config("missing", "topic: missing", expression), "missing");
    GridloomProcess places =
        generate(
            config("places", "topic: orders\nstart: {0: 5, 7: 5}\nend: latest", expression),
            "places");
    GridloomProcess endless =
        generate(
            config(
                "endless",
                "topic: orders",
                "- {name: m, column_type: aggregate, function: mean, target: amount}"),
            "endless");
    GridloomProcess rows =
        generate(config("rows", "topic: orders", expression), "rows", "--rows=5", "--rate=3");
    GridloomProcess preview =
        GridloomProcess.start(folder, "preview", config("pre", "topic: orders", expression));
    assertThat(form.end()).isEqualTo(2);
    assertThat(form.err())
        .contains(
            "seed_config.source.end: an end at the earliest record",
            "seed_config.source.start: found the text \"soon\"",
            "seed_config.source.batch_timeout: found the number 1",
            "unknown field \"group\"")
        .doesNotContain("\tat ");
    assertThat(settings.end()).isEqualTo(2);
    assertThat(settings.err())
        .contains(
            "settings.yaml",
            "seed_config.source.topic: found \"a b\"",
            "seed_config.source.properties.auto.offset.reset: is set by Gridloom itself",
            "seed_config.source.properties.group.idd: Kafka's consumer has no such property",
            "Did you mean \"group.id\"?",
            "seed_config.source.properties.interceptor.classes: names a class",
            "seed_config.source.properties.ssl.key.password: is a secret")
        .hasLineCount(5);
    assertThat(missing.end()).isEqualTo(2);
    assertThat(missing.err())
        .contains("seed_config.source.topic: there is no topic \"missing\"")
        .hasLineCount(1);
    assertThat(places.end()).isEqualTo(2);
    assertThat(places.err())
        .contains("found offsets of the partitions [0, 7]; the topic has [0, 1, 2]");
    assertThat(endless.end()).isEqualTo(2);
    assertThat(endless.err())
        .contains("column \"m\" needs all rows, and an unbounded run has no last", "an end");
    assertThat(rows.end()).isEqualTo(2);
    assertThat(rows.err()).contains("--rows is given, but", "--rate is given, but").hasLineCount(2);
    assertThat(preview.end()).isEqualTo(2);
    assertThat(preview.err()).contains("begin with records of the Kafka topic orders");
    for (String run : List.of("form", "settings", "missing", "places", "endless", "rows")) {
      assertThat(folder.resolve(run)).doesNotExist();
    }
  }
}
