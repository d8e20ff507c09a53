package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.testing.StubModelServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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
  @CsvSource("JOB_MANAGER, 1300")
  void givesEachRowOnceAfterAKill(Victim victim, int calls) throws Exception {
    kill(victim, calls);
  }

  @EnabledIfSystemProperty(named = "gridloom.faults", matches = "all")
  @ParameterizedTest(name = "{0} after {1} calls")
  @CsvSource({"TASK_MANAGER, 700", "TASK_MANAGER, 2700"})
  void givesEachRowOnceAfterAnyKill(Victim victim, int calls) throws Exception {
    kill(victim, calls);
  }

  private void kill(Victim victim, int calls) throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = ClusterRun.start(folder, DATASET, ROWS, server)) {
      run.submit(2);
      run.await(
          calls + " calls and a checkpoint", () -> server.calls() >= calls && run.hasCheckpoint());
      victim.kill(run, run.busyTaskManagers().get(0));
      long killed = System.currentTimeMillis();
      run.awaitEnd();
      // A dead TaskManager's tasks call no more; those of a dead JobManager do until they notice.
      long until = victim == Victim.TASK_MANAGER ? killed : run.restoredAt();
      assertThat(server.repeats()).isBetween(1, run.lostCalls(until, LIMIT));
      run.assertIsThePreview();
    }
  }
}
