package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.rundir.RunDirectory;
import io.gridloom.testing.CommittedRecords;
import io.gridloom.testing.GridloomProcess;
import io.gridloom.testing.Lines;
import io.gridloom.testing.SharedBroker;
import io.gridloom.testing.StubModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that begin with the records of a topic of a real broker while they come. */
@Timeout(300) // seconds of a test
class FollowedTopicIT {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BATCH = 20;

  @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

  @TempDir private static Path folder;
  private static TopicRuns runs;

  @BeforeAll
  static void useTheBroker() {
    runs = new TopicRuns(BROKER.get(), folder);
  }

  @Test
  void followATopicThroughStopsAndKillsAtOtherParallelisms() throws Exception {
    BROKER.get().createTopic("live", 3);
    Path config =
        runs.config(
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
                .formatted(BROKER.get().address()));
    RunDirectory directory = new RunDirectory(folder.resolve("follow"));
    try (CommittedRecords seen = new CommittedRecords(BROKER.get().address(), "enriched")) {
      GridloomProcess first = GridloomProcess.start(folder, "generate", "--job", job);
      runs.send("live", 0, 1_010);
      first.await("rows", () -> seen.count() >= 1_000);
      GridloomProcess stop = GridloomProcess.start(folder, "savepoint", directory.root(), "--stop");
      assertThat(stop.end()).as(stop.err()).isZero();
      assertThat(first.end()).as(first.err()).isZero();

      GridloomProcess second = runs.resume(directory, "--parallelism=3");
      runs.send("live", 1_010, 1_500);
      second.await("rows", () -> seen.count() >= 1_300);
      second.kill();
      runs.send("live", 1_500, 2_003);
      GridloomProcess third = runs.resume(directory, "--parallelism=1");
      third.await("all rows, the last ones after the time-out", () -> seen.count() >= 2_003);
      GridloomProcess progress =
          GridloomProcess.start(folder, "progress", directory.root(), "--format=json");
      assertThat(progress.end()).as(progress.err()).isZero();
      assertThat(JSON.readTree(progress.out()).get("rows_done").longValue()).isPositive();
      GridloomProcess end = GridloomProcess.start(folder, "savepoint", directory.root(), "--stop");
      assertThat(end.end()).as(end.err()).isZero();
      assertThat(third.end()).as(third.err()).isZero();
    }

    Map<Long, JsonNode> records = runs.records("live", Set.of());
    List<JsonNode> rows =
        BROKER.get().committed("enriched").stream().map(row -> JSON.readTree(row.value())).toList();
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

  /**
   * Rows in the exchange wait for rooms that nobody leaves; barriers of checkpoints overtake them.
   */
  @Test
  void areInCheckpointsWhileAllRoomsAreTaken() throws Exception {
    BROKER.get().createTopic("slow", 2);
    runs.send("slow", 0, 2_000);
    Path config =
        runs.config(
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
          runs.generate(
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
          runs.resume(directory, "--parallelism=1", "--providers", providers("soon", soon));
      assertThat(last.end()).as(last.err()).isZero();
      assertThat(never.calls()).isEqualTo(8);
      assertThat(soon.calls()).isEqualTo(2_000);
    }
    assertThat(Lines.rows(folder.resolve("slow-run/data")))
        .extracting(row -> row.get("rid").longValue())
        .containsExactlyInAnyOrderElementsOf(runs.records("slow", Set.of()).keySet());
  }

  private static Path providers(String name, StubModelServer server) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        "providers: [{name: here, endpoint: \"" + server.endpoint() + "\"}]");
  }
}
