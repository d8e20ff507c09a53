package io.gridloom.it;

import io.gridloom.key.OffsetRowId;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.testing.GridloomProcess;
import io.gridloom.testing.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs whose rows begin with the records of a topic.
 *
 * @param folder for configs and runs
 */
record TopicRuns(KafkaBroker broker, Path folder) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * Writes a dataset.
   *
   * @param source lines of its {@code seed_config.source}, beside broker and columns
   * @param columns those behind the seed's, as a list in YAML
   */
  Path config(String name, String source, String columns) throws IOException {
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

  GridloomProcess generate(Path config, String run, Object... more) throws IOException {
    List<Object> args = new ArrayList<>(List.of("generate", config, "--seed=5"));
    args.addAll(List.of("--row-id-column=rid", "--output", folder.resolve(run)));
    args.addAll(List.of("--checkpoint-interval=200ms"));
    args.addAll(List.of(more));
    return GridloomProcess.start(folder, args.toArray());
  }

  GridloomProcess resume(RunDirectory directory, Object... more) throws IOException {
    List<Object> args =
        new ArrayList<>(List.of("generate", "--resume", "--output", directory.root()));
    args.addAll(List.of(more));
    return GridloomProcess.start(folder, args.toArray());
  }

  /** Writes records with numbers from one on. */
  void send(String topic, int from, int before) throws Exception {
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

  /**
   * All committed records, by row.
   *
   * @param but rows that are left out
   */
  Map<Long, JsonNode> records(String topic, Set<Long> but) {
    Map<Long, JsonNode> records = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : broker.committed(topic)) {
      long row = OffsetRowId.of(record.partition(), record.offset());
      if (!but.contains(row)) {
        records.put(row, JSON.readTree(record.value()));
      }
    }
    return records;
  }
}
