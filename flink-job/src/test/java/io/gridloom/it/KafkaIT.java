package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.key.RowBlocks;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import io.gridloom.rundir.RunManifest.State;
import io.gridloom.testing.CommittedRecords;
import io.gridloom.testing.GridloomProcess;
import io.gridloom.testing.Lines;
import io.gridloom.testing.SharedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows in topics of a real broker: what its readers see. */
@Timeout(300) // seconds of a test
class KafkaIT {

  private static final int ROWS = 5_000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String DATASET =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [lamp, "größe, m", pot]}}
        - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20, decimal_places: 2}}
        - {name: at, column_type: sampler, sampler_type: datetime, params: {start: "2024-01-01", end: "2026-01-01", unit: s}}
        - {name: someday, column_type: sampler, sampler_type: datetime, params: {start: "1960-01-01", end: "2060-01-01", unit: D}}
        - {name: z, column_type: aggregate, function: zscore, target: amount, by: kind}
        - {name: label, column_type: expression, expr: "{{ kind }} {{ 'far' if z > 2 else 'near' }}"}
        - {name: half, column_type: expression, expr: "{{ amount if amount > 60 else kind }}", dtype: float}
      """;

  @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

  @TempDir private static Path folder;
  private static List<String> lines = List.of();

  @BeforeAll
  static void generateWithoutABroker() throws Exception {
    Files.writeString(folder.resolve("data.yaml"), DATASET);
    GridloomProcess files = generate("files", "  - {type: files, path: files-data}\n");
    assertThat(files.end()).as(files.err()).isZero();
    lines = Lines.sorted(folder.resolve("files-data"));
  }

  private static GridloomProcess generate(String name, String outputs, Object... more)
      throws IOException {
    Path job =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            "dataset: data.yaml\nrows: "
                + ROWS
                + "\nseed: 7\noutput: "
                + name
                + "\nrow_id_column: rid\noutputs:\n"
                + outputs.replace(
                    "BROKER", "bootstrap_servers: \"" + BROKER.get().address() + "\""));
    List<Object> args = new ArrayList<>(List.of("generate", "--job", job));
    args.addAll(List.of("--checkpoint-interval", "200ms"));
    args.addAll(List.of(more));
    return GridloomProcess.start(folder, Map.of("SIZE", "8000"), args.toArray());
  }

  private static GridloomProcess resume(String name, Object... more) throws IOException {
    List<Object> args = new ArrayList<>(List.of("generate", "--resume"));
    args.addAll(List.of("--output", folder.resolve(name)));
    args.addAll(List.of(more));
    return GridloomProcess.start(folder, args.toArray());
  }

  private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> text(record.value())).sorted().toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void areOnceThereWithKeyHeadersAndTime() throws Exception {
    GridloomProcess run =
        generate(
            "json",
            """
              - {type: kafka, BROKER, topic: tickets, key: "{{ rid }}", timestamp: at,
                 headers: {kind: "{{ kind }}", half: "{{ rid // 2 }}", from: gridloom}, create_topic: {partitions: 3}}
              - {type: kafka, BROKER, topic: lost, content: dropped, create_topic: {partitions: 1}}
            """);
    assertThat(run.end()).as(run.err()).isZero();
    assertThat(run.out()).contains("topic  tickets at " + BROKER.get().address());
    var records = BROKER.get().committed("tickets");
    assertThat(values(records)).isEqualTo(lines);
    for (var record : records) {
      JsonNode row = JSON.readTree(record.value());
      assertThat(text(record.key())).isEqualTo(row.get("rid").asString());
      assertThat(text(record.headers().lastHeader("kind").value()))
          .isEqualTo(row.get("kind").asString());
      assertThat(text(record.headers().lastHeader("half").value()))
          .isEqualTo(Long.toString(row.get("rid").longValue() / 2));
      assertThat(text(record.headers().lastHeader("from").value())).isEqualTo("gridloom");
      assertThat(record.timestamp())
          .isEqualTo(
              LocalDateTime.parse(row.get("at").asString())
                  .toInstant(ZoneOffset.UTC)
                  .toEpochMilli());
    }
    var dropped = BROKER.get().committed("lost");
    assertThat(values(dropped))
        .isNotEmpty()
        .isEqualTo(Lines.sorted(folder.resolve("json/dropped")));
    assertThat(dropped.size() + records.size()).isEqualTo(ROWS);
  }

  @Test
  void areAvroRecordsWithTheSchemaInAHeaderOrAFile() throws Exception {
    BROKER.get().createTopic("avro", 2);
    BROKER.get().createTopic("bare", 2);
    GridloomProcess run =
        generate(
            "avro",
            """
              - {type: kafka, BROKER, topic: avro, format: avro, key: kind, columns: [rid, amount]}
              - {type: kafka, BROKER, topic: bare, format: avro, columns: [rid, amount],
                 schema_file: bare.avsc, delivery: at-least-once}
            """);
    assertThat(run.end()).as(run.err()).isZero();
    Schema written = new Schema.Parser().parse(folder.resolve("bare.avsc").toFile());
    Set<String> expected = new HashSet<>();
    for (String line : lines) {
      JsonNode row = JSON.readTree(line);
      expected.add(row.get("rid").asString() + " " + row.get("amount").doubleValue());
    }
    Set<String> withHeader = new HashSet<>();
    for (var record : BROKER.get().committed("avro")) {
      Schema told =
          new Schema.Parser().parse(text(record.headers().lastHeader("avro.schema").value()));
      assertThat(told).isEqualTo(written);
      withHeader.add(decoded(record, told));
    }
    Set<String> bare = new HashSet<>();
    for (var record : BROKER.get().all("bare")) {
      assertThat(record.headers()).isEmpty();
      bare.add(decoded(record, written));
    }
    assertThat(withHeader).isEqualTo(expected);
    assertThat(bare).isEqualTo(expected);
  }

  private static String decoded(ConsumerRecord<byte[], byte[]> record, Schema schema)
      throws IOException {
    GenericRecord row =
        new GenericDatumReader<GenericRecord>(schema)
            .read(null, DecoderFactory.get().binaryDecoder(record.value(), null));
    return row.get("rid") + " " + row.get("amount");
  }

  @Test
  void thatAreNoRecordsAreLeftOutWithTheCause() throws Exception {
    BROKER.get().createTopic("small", 1);
    GridloomProcess run =
        generate(
            "small",
            """
              - {type: kafka, BROKER, topic: small, key: "{{ kind[7] | upper }}",
                 headers: {long: "{{ label * 2000 if amount > 130 else 1 }}"},
                 properties: {max.request.size: "${env:SIZE}", security.protocol: PLAINTEXT}}
              - {type: files, path: small-data}
            """);
    assertThat(run.end()).as(run.err()).isZero();
    var records = BROKER.get().committed("small");
    List<JsonNode> letters = Lines.rows(folder.resolve("small/undelivered"));
    assertThat(records).isNotEmpty();
    assertThat(letters)
        .anyMatch(letter -> letter.get("cause").asString().startsWith("record too large"))
        .allMatch(letter -> letter.get("column").asString().equals("output 0"));
    assertThat(records.size() + letters.size()).isEqualTo(lines.size());
    assertThat(Lines.sorted(folder.resolve("small-data"))).isEqualTo(lines);
    assertThat(run.out()).contains("not in a topic: ");
  }

  @Test
  void ofTimesThatTheTopicRefusesAreLeftOutWithTheCause() throws Exception {
    BROKER.get().createTopic("times", 1);
    GridloomProcess run =
        generate("times", "  - {type: kafka, BROKER, topic: times, timestamp: someday}\n");
    assertThat(run.end()).as(run.err()).isZero();
    var records = BROKER.get().committed("times");
    List<JsonNode> letters = Lines.rows(folder.resolve("times/undelivered"));
    assertThat(records).isNotEmpty();
    assertThat(letters)
        .anyMatch(letter -> letter.get("cause").asString().contains("none before 1970"))
        .anyMatch(letter -> letter.get("cause").asString().contains("after.max.ms is 3600000"));
    assertThat(records.size() + letters.size()).isEqualTo(lines.size());
  }

  @Test
  void areRefusedWithEverythingThatIsWrong() throws Exception {
    GridloomProcess settings =
        generate(
            "wrong",
            """
              - {type: kafka, bootstrap_servers: nowhere, topic: "a b", key: kindd, timestamp: kind,
                 transactional_id_prefix: mine,
                 headers: {x: "{{ nobody }}"},
                 properties: {linger.mss: 5, ssl.keystore.password: secret, acks: "0",
                              interceptor.classes: a.B, security.providers: a.B,
                              sasl.kerberos.kinit.cmd: /bin/true, sasl.jaas.config: "${env:NOT_SET_HERE}", linger.ms: soon}}
              - {type: kafka, bootstrap_servers: "127.0.0.1:1", topic: t, transactional_id_prefix: mine}
            """);
    GridloomProcess nobody =
        generate("nobody", "  - {type: kafka, bootstrap_servers: \"127.0.0.1:1\", topic: t}\n");
    GridloomProcess missing =
        generate(
            "missing",
            """
              - {type: kafka, BROKER, topic: missing, transaction_timeout: 2h}
              - {type: kafka, BROKER, topic: many, create_topic: {partitions: 1, replication_factor: 3}}
              - {type: kafka, BROKER, topic: soon, create_topic: {partitions: 1}, transaction_timeout: 200ms}
              - {type: kafka, BROKER, topic: plan, create_topic: {partitions: 1}, format: avro, schema_file: no/plan.avsc}
              - {type: kafka, BROKER, topic: large, create_topic: {partitions: 1}, properties: {max.request.size: 2000000}}
              - {type: kafka, BROKER, topic: large, create_topic: {partitions: 1}, properties: {delivery.timeout.ms: 1000}}
              - {type: kafka, BROKER, topic: large, delivery: at-least-once, properties: {delivery.timeout.ms: 1000}}
              - {type: kafka, BROKER, topic: large, properties: {max.request.size: "${env:HOME}"}}
            """);
    assertThat(settings.end()).isEqualTo(2);
    assertThat(settings.err())
        .contains(
            "outputs[0].bootstrap_servers: found \"nowhere\"",
            "outputs[0].topic: found \"a b\"",
            "outputs[0].key: rows have no column \"kindd\"",
            "Did you mean \"kind\"?",
            "outputs[0].timestamp: column \"kind\" has no times",
            "outputs[0].headers.x: rows have no column \"nobody\"",
            "outputs[0].properties.linger.mss: Kafka's producer has no such property",
            "outputs[0].properties.ssl.keystore.password: is a secret",
            "outputs[0].properties.acks: is set by Gridloom itself",
            "outputs[0].properties.interceptor.classes: names a class",
            "outputs[0].properties.security.providers: names a class",
            "outputs[0].properties.sasl.kerberos.kinit.cmd: names a class or a command",
            "outputs[0].properties.sasl.jaas.config: the environment variable NOT_SET_HERE",
            "outputs[0].properties.linger.ms: found \"soon\"",
            "outputs[1].transactional_id_prefix: \"mine\" is that of another output")
        .doesNotContain("secret:", "\tat ")
        .hasLineCount(14);
    assertThat(nobody.end()).isEqualTo(2);
    assertThat(nobody.err())
        .contains("no Kafka broker answers at 127.0.0.1:1")
        .doesNotContain("\tat ")
        .hasLineCount(1);
    assertThat(missing.end()).isEqualTo(2);
    assertThat(missing.err())
        .contains(
            "outputs[0].topic: there is no topic \"missing\"",
            "outputs[0].transaction_timeout: 7200 seconds are more than the broker's"
                + " transaction.max.timeout.ms, which is 900 seconds",
            "outputs[1].create_topic: replication_factor is 3; ",
            "Lower it to the number of brokers",
            "outputs[2].transaction_timeout: found 200ms; more than the checkpoint interval of 200ms",
            "outputs[3].schema_file: there is no folder " + folder.resolve("no"),
            "outputs[4].create_topic: the topic takes records of 1,048,588 bytes at most, and"
                + " max.request.size is 2,000,000",
            "Raise the broker's message.max.bytes",
            "outputs[5].properties: delivery.timeout.ms should be equal to or larger than",
            "outputs[6].properties: delivery.timeout.ms should be equal to or larger than",
            "outputs[7].properties: Invalid value")
        .hasLineCount(9);
    for (String out : List.of("wrong", "nobody", "missing")) {
      assertThat(folder.resolve(out)).doesNotExist();
    }
  }

  @Test
  void goOnWithoutALossAfterStopAndKill() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("stopped"));
    String output = "  - {type: kafka, BROKER, topic: stopped, create_topic: {partitions: 2}}\n";
    GridloomProcess run = generate("stopped", output, "--rate=500");
    run.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    GridloomProcess stop = GridloomProcess.start(folder, "savepoint", directory.root(), "--stop");
    assertThat(stop.end()).as(stop.err()).isZero();
    assertThat(run.end()).isZero();
    GridloomProcess again = resume("stopped", "--parallelism=3");
    again.await(
        "a checkpoint of its own",
        () ->
            directory
                    .newestCheckpoint()
                    .filter(c -> c.startsWith(directory.checkpoints()))
                    .isPresent()
                || again.out().contains(" rows in "));
    again.kill();
    GridloomProcess last = resume("stopped", "--parallelism=1");
    assertThat(last.end()).as(last.err()).isZero();
    assertThat(values(BROKER.get().committed("stopped"))).isEqualTo(lines);
  }

  @Test
  void withoutAnEndAreThoseOfARunWithOne() throws Exception {
    Path dataset =
        Files.writeString(
            folder.resolve("batches.yaml"),
            """
            columns:
              - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20}}
              - {name: place, column_type: aggregate, function: rank, target: amount, scope: {batch: 50}}
            """);
    Path job =
        Files.writeString(
            folder.resolve("endless.yaml"),
            """
            dataset: batches.yaml
            rows: unbounded
            rate: 500
            seed: 7
            output: endless
            row_id_column: rid
            outputs: [{type: kafka, bootstrap_servers: "%s", topic: endless, key: rid, create_topic: {partitions: 2}}]
            run: {parallelism: 2, checkpoint: {interval: 200ms}}
            """
                .formatted(BROKER.get().address()));
    GridloomProcess first = GridloomProcess.start(folder, "generate", "--job", job);
    try (CommittedRecords seen = new CommittedRecords(BROKER.get().address(), "endless")) {
      stopAfterMoreRows(first, seen);
      stopAfterMoreRows(resume("endless", "--parallelism=3"), seen);
      stopAfterMoreRows(resume("endless", "--parallelism=1"), seen);
    }
    List<String> committed = values(BROKER.get().committed("endless"));
    long last =
        committed.stream()
            .mapToLong(row -> JSON.readTree(row).get("rid").longValue())
            .max()
            .orElse(0);
    GridloomProcess whole =
        GridloomProcess.start(
            folder,
            "generate",
            dataset,
            "--seed=7",
            "--row-id-column=rid",
            "--rows=" + (last / 50 + 1) * 50,
            "--output=" + folder.resolve("batches"));
    assertThat(whole.end()).as(whole.err()).isZero();
    assertThat(committed)
        .doesNotHaveDuplicates()
        .isSubsetOf(Lines.sorted(folder.resolve("batches/data")));
    assertNoneIsMissing(committed, new RowBlocks(1_024, 50));
  }

  /** Each key group hands out its rows in order, so what is there of it has no gap. */
  private static void assertNoneIsMissing(List<String> rows, RowBlocks blocks) {
    Map<Integer, Long> count = new TreeMap<>();
    Map<Integer, Long> behind = new TreeMap<>();
    for (String row : rows) {
      long id = JSON.readTree(row).get("rid").longValue();
      count.merge(blocks.groupOf(id), 1L, Long::sum);
      behind.merge(blocks.groupOf(id), blocks.numberInGroup(id) + 1, Math::max);
    }
    assertThat(count).isEqualTo(behind);
  }

  private static void stopAfterMoreRows(GridloomProcess run, CommittedRecords seen)
      throws Exception {
    long before = seen.count();
    run.await("rows", () -> seen.count() >= before + 500);
    GridloomProcess stop =
        GridloomProcess.start(folder, "savepoint", folder.resolve("endless"), "--stop");
    assertThat(stop.end()).as(stop.err()).isZero();
    assertThat(run.end()).isZero();
  }

  @Test
  void areNotGoneOnWithWhenTheBrokerMayHaveGivenThemUp() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("old"));
    String output = "  - {type: kafka, BROKER, topic: old, create_topic: {partitions: 2}}\n";
    GridloomProcess run = generate("old", output, "--rate=500");
    run.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    run.kill();
    age(directory);
    GridloomProcess refused = resume("old");
    assertThat(refused.end()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "outputs[0]: ",
            "checkpoint is 60 minutes old",
            "gives up transactions after 10 minutes",
            "topic old")
        .hasLineCount(1);
  }

  /** As if all this had been an hour ago. */
  private static void age(RunDirectory directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
      }
    }
  }

  @Test
  void areReadAtOnceWhereAKilledRunIsOverwritten() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("over"));
    String output = "  - {type: kafka, BROKER, topic: over, create_topic: {partitions: 2}}\n";
    Path config = // without a barrier: rows come from the start
        Files.writeString(
            folder.resolve("numbers.yaml"),
            "columns: [{name: n, column_type: expression, expr: \"{{ 1 }}\"}]");
    GridloomProcess run = generate("over", output, config, "--rate=500");
    run.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    run.await("records", () -> !BROKER.get().all("over").isEmpty());
    run.kill();
    GridloomProcess again = generate("over", output, config, "--overwrite");
    assertThat(again.end()).as(again.err()).isZero();
    assertThat(again.err()).doesNotContain("WARN");
    assertThat(new HashSet<>(values(BROKER.get().committed("over")))).hasSize(ROWS);
  }

  @Test
  void mayBeOldWhereNothingIsLeftToCommit() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("paused"));
    String output = "  - {type: kafka, BROKER, topic: paused, create_topic: {partitions: 2}}\n";
    GridloomProcess run = generate("paused", output, "--rate=500");
    run.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    GridloomProcess stop = GridloomProcess.start(folder, "savepoint", directory.root(), "--stop");
    assertThat(stop.end()).as(stop.err()).isZero();
    assertThat(run.end()).isZero();
    age(directory);
    GridloomProcess again = resume("paused", "--checkpoint-interval=5m");
    again.await("its start", () -> RunManifest.read(directory).state() == State.RUNNING);
    again.kill();
    GridloomProcess last = resume("paused", "--checkpoint-interval=200ms");
    assertThat(last.end()).as(last.err()).isZero();
    assertThat(values(BROKER.get().committed("paused"))).isEqualTo(lines);
  }

  @Test
  void ofAnEndedRunAreNotAskedForTheirAge() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("ended"));
    String output = "  - {type: kafka, BROKER, topic: ended, create_topic: {partitions: 2}}\n";
    GridloomProcess run = generate("ended", output, "--rate=1000");
    run.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    GridloomProcess savepoint = GridloomProcess.start(folder, "savepoint", directory.root());
    assertThat(savepoint.end()).as(savepoint.err()).isZero();
    assertThat(run.end()).as(run.err()).isZero();
    RunManifest finished = RunManifest.read(directory);
    finished.in(State.RUNNING, 0).write(directory); // its process died just before
    age(directory);
    GridloomProcess noted = resume("ended");
    assertThat(noted.end()).as(noted.err()).isZero();
    assertThat(RunManifest.read(directory).state()).isEqualTo(State.FINISHED);
  }
}
