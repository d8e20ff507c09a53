package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.read.ProvidersReader;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.LocalRun;
import io.gridloom.run.PreviewRun;
import io.gridloom.testing.ClusterJob;
import io.gridloom.testing.FlinkCluster;
import io.gridloom.testing.StubModelServer;
import io.gridloom.testing.WrittenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real cluster of processes, some of which are killed, in front of a model server that counts: a
 * JobManager with high availability and two TaskManagers.
 */
@Timeout(400) // seconds of a test
class ClusterIT {

  private static final int ROWS = 2_000;
  private static final int LIMIT = 16;

  private static final String DATASET =
      """
      model_configs:
        - {alias: m, model: m, provider: here, inference_parameters: {max_parallel_requests: 16}}
      columns:
        - {name: id, column_type: sampler, sampler_type: uuid, params: {}}
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [mug, lamp, kettle]}}
        - {name: review, column_type: llm-text, model_alias: m, prompt: "Review {{ kind }} {{ id }}"}
        - {name: size, column_type: expression, expr: "{{ review | length }}", dtype: int}
        - {name: z, column_type: aggregate, function: zscore, target: size}
        - {name: comment, column_type: llm-text, model_alias: m, prompt: "Comment {{ id }} {{ z }}"}
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} after {1} calls")
  @CsvSource({"TASK_MANAGER, 700", "TASK_MANAGER, 2700", "JOB_MANAGER, 1300"})
  void givesEachRowOnceAfterAKill(Victim victim, int calls) throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        FlinkCluster cluster = FlinkCluster.start(folder.resolve("cluster"), 2)) {
      String job = cluster.submit(ClusterJob.class, 2, config(), providers(server), ROWS, folder);
      Map<Long, Long> checkpoints = new HashMap<>(); // when they were triggered
      cluster.await(
          calls + " calls and a checkpoint",
          () -> {
            checkpoints.putAll(cluster.completedCheckpoints(job));
            return server.calls() >= calls && !checkpoints.isEmpty();
          });
      victim.kill(cluster, job);
      long killed = System.currentTimeMillis();
      cluster.await(
          "its end",
          () -> {
            checkpoints.putAll(cluster.completedCheckpoints(job));
            return cluster.state(job).equals("FINISHED");
          });
      FlinkCluster.Restored restored = cluster.restored(job);
      // A dead TaskManager's tasks call no more; those of a dead JobManager do until they notice.
      long until = victim == Victim.TASK_MANAGER ? killed : restored.at();
      assertThat(checkpoints).containsKey(restored.checkpoint());
      long since = checkpoints.get(restored.checkpoint());
      assertThat(server.repeats())
          .isBetween(1, server.callsBetween(since, until) + LIMIT); // LIMIT: those in flight then
      assertIsThePreview(server);
    }
  }

  private Path config() throws IOException {
    return Files.writeString(folder.resolve("data.yaml"), DATASET);
  }

  private Path providers(StubModelServer server) throws IOException {
    return Files.writeString(
        folder.resolve("providers.yaml"),
        "providers: [{name: here, endpoint: \"" + server.endpoint() + "\"}]");
  }

  private void assertIsThePreview(StubModelServer server) throws IOException {
    Dataset dataset = Dataset.read(config());
    LocalRun preview =
        PreviewRun.of(
            dataset,
            ROWS,
            ClusterJob.SEED,
            ClusterJob.DATE,
            ProvidersReader.read(providers(server)));
    assertThat(WrittenRows.in(folder.resolve("data"), dataset))
        .isEqualTo(WrittenRows.of(preview, dataset));
  }

  enum Victim {
    TASK_MANAGER {
      @Override
      void kill(FlinkCluster cluster, String job) throws Exception {
        cluster.killTaskManager(cluster.busyTaskManagers(job).get(0));
      }
    },
    JOB_MANAGER {
      @Override
      void kill(FlinkCluster cluster, String job) throws Exception {
        cluster.killJobManager();
        cluster.startJobManager();
      }
    };

    abstract void kill(FlinkCluster cluster, String job) throws Exception;
  }
}
