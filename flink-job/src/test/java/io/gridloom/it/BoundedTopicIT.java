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
import io.gridloom.rundir.RunManifest;
import io.gridloom.testing.FaultSink;
import io.gridloom.testing.Faults;
import io.gridloom.testing.GridloomProcess;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.Lines;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.SharedBroker;
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
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Rows that begin with the records that are in a topic of a real broker. */
@Timeout(300) // seconds of a test
class BoundedTopicIT {

  private static final int BATCH = 20;

  /** Values that can't be rows, by row. */
  private static final Map<Long, String> LETTERS = new TreeMap<>();

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(2, 2);
  @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

  @TempDir private static Path folder;
  private static TopicRuns runs;

  @BeforeAll
  static void writeOrders() throws Exception {
    runs = new TopicRuns(BROKER.get(), folder);
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
    try (var producer = BROKER.get().producer()) {
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
            .formatted(dataset, rows, topic, BROKER.get().address(), topic));
  }

  @AfterEach
  void noFaultIsLeft() {
    Faults.clear();
  }

  /** The records that can be rows, by row. */
  private static Map<Long, JsonNode> records() {
    return runs.records("orders", LETTERS.keySet());
  }

  @Test
  void haveAllColumnsOfABoundedTopic() throws Exception {
    Path config =
        runs.config(
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
    GridloomProcess one = runs.generate(config, "one", "--parallelism=1");
    GridloomProcess three = runs.generate(config, "three", "--parallelism=3");
    assertThat(one.end()).as(one.err()).isZero();
    assertThat(three.end()).as(three.err()).isZero();
    Map<Long, JsonNode> records = records();
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
        runs.generate(
            runs.config(
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

  @Test
  void areAllThereWhereARunDiedWhenItsJobHadEnded() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("died"));
    Path config =
        runs.config(
            "died",
            "topic: orders\nend: latest",
            "- {name: double, column_type: expression, expr: \"{{ num * 2 }}\"}");
    GridloomProcess run = runs.generate(config, "died");
    assertThat(run.end()).as(run.err()).isZero();
    RunManifest finished = RunManifest.read(directory);
    long most = finished.rows() + 20; // as it was while it ran: each offset a row
    finished.withRows(0, most).write(directory);
    GridloomProcess noted = runs.resume(directory);
    assertThat(noted.end()).as(noted.err()).isZero();
    assertThat(RunManifest.read(directory).rows()).isEqualTo(finished.rows());
    finished.withRows(0, most).write(directory);
    try (Stream<Path> files = Files.list(directory.counts())) {
      Files.delete(files.findFirst().orElseThrow());
    }
    GridloomProcess refused = runs.resume(directory);
    assertThat(refused.end()).isEqualTo(2);
    assertThat(refused.err()).contains("holds rows, but no checkpoint");
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
        runs.config(
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
              .replace("127.0.0.1:9092", BROKER.get().address())
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
}
