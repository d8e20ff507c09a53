package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.testing.StubModelServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes of a real cluster that are killed at chosen points: in each step of either of two
 * sorts, and between the ends of two subtasks. One here, the whole matrix with {@code
 * -Dgridloom.faults=all}.
 */
@Timeout(400) // seconds of a test
class ClusterFaultsIT {

  private static final String MATRIX = "gridloom.faults";
  private static final String MANY_CHECKPOINTS = "execution.checkpointing.interval=500ms";

  private static final int ROWS = 1_000;
  private static final int LIMIT = 16;

  /** Model columns before the first sort and between both, another slow column behind them. */
  private static final String DATASET =
      """
      model_configs:
        - {alias: m, model: m, provider: here, inference_parameters: {max_parallel_requests: 16}}
      columns:
        - {name: id, column_type: sampler, sampler_type: uuid, params: {}}
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [mug, lamp, kettle]}}
        - {name: price, column_type: sampler, sampler_type: gaussian, params: {mean: 10, stddev: 4, decimal_places: 2}}
        - {name: review, column_type: llm-text, model_alias: m, prompt: "Review {{ kind }} {{ price }} {{ id }}"}
        - {name: size, column_type: expression, expr: "{{ review | length }}", dtype: int}
        - {name: z, column_type: aggregate, function: zscore, target: size}
        - {name: place, column_type: aggregate, function: rank, target: price, by: kind}
        - {name: part, column_type: aggregate, function: split, parts: {train: 0.8, test: 0.2}}
        - {name: first, column_type: aggregate, function: dedupe, target: price}
        - {name: comment, column_type: llm-text, model_alias: m, prompt: "Comment {{ id }} {{ z }} {{ place }}"}
        - {name: length, column_type: expression, expr: "{{ comment | length }}", dtype: int}
        - {name: again, column_type: aggregate, function: percentile, target: length, by: part}
        - {name: last, column_type: slow, after: again, point: last, micros: 1000}
      """;

  @TempDir Path folder;

  /** A step of a sort, in whose middle a TaskManager can be caught. */
  enum Step {
    SCAN("create entries", 1),
    MERGE("create sorted", 1),
    OUTCOMES("create outcomes", 1),
    APPLY("open outcomes", 2);

    private final String point; // of FaultyFiles
    private final int passes; // of that point, by each of two subtasks in a sort

    Step(String point, int passes) {
      this.point = point;
      this.passes = passes;
    }

    /** The first pass of the sort of that number, from 1. */
    int first(int sort) {
      return 1 + (sort - 1) * passes;
    }
  }

  @ParameterizedTest(name = "{0} of sort {1}")
  @CsvSource("MERGE, 2")
  void givesEachRowOnceAfterATaskManagerDiesInASort(Step step, int sort) throws Exception {
    killTaskManagerIn(step, sort);
  }

  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  @ParameterizedTest(name = "{0} of sort {1}")
  @CsvSource({
    "SCAN, 1",
    "MERGE, 1",
    "OUTCOMES, 1",
    "APPLY, 1",
    "SCAN, 2",
    "OUTCOMES, 2",
    "APPLY, 2"
  })
  void givesEachRowOnceAfterATaskManagerDiesInAnyStep(Step step, int sort) throws Exception {
    killTaskManagerIn(step, sort);
  }

  private void killTaskManagerIn(Step step, int sort) throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = start(server)) {
      run.hold(1, step.point, step.first(sort));
      run.submit(2);
      run.awaitHeld(1, step.point);
      run.awaitCheckpoint(); // in the middle of the step
      killTaskManager(run);
      assertThat(server.repeats()).isZero(); // a sort repeats no call
      run.assertIsThePreview();
    }
  }

  /** The task thread of one is in the checkpoint that the sort waits for, the other's is done. */
  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  @ParameterizedTest(name = "of sort {0}")
  @ValueSource(ints = {1, 2})
  void givesEachRowOnceAfterATaskManagerDiesBeforeTheGate(int sort) throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = start(server)) {
      run.hold(1, Step.APPLY.point, Step.APPLY.first(sort));
      run.submit(2);
      run.awaitHeld(1, Step.APPLY.point);
      run.awaitCheckpoint(); // so that the next one to begin is the gate
      run.hold(1, "checkpoint", 1);
      run.release(1, Step.APPLY.point);
      run.awaitHeld(1, "checkpoint");
      killTaskManager(run);
      assertThat(server.repeats()).isZero();
      run.assertIsThePreview();
    }
  }

  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  @ParameterizedTest(name = "after {0} calls")
  @ValueSource(ints = {400, 1_100, 1_600})
  void givesEachRowOnceAfterATaskManagerDiesWhileCallsAreMade(int calls) throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = start(server)) {
      run.submit(2);
      run.await(calls + " calls", () -> server.calls() >= calls && run.hasCheckpoint());
      long killed = killTaskManager(run);
      assertThat(server.repeats()).isBetween(1, run.lostCalls(killed, LIMIT));
      run.assertIsThePreview();
    }
  }

  /** Rows of the last sort go on: some are out, some in flight, some wait. */
  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  @ParameterizedTest(name = "after {0} cells")
  @ValueSource(ints = {1, 300})
  void givesEachRowOnceAfterATaskManagerDiesInARelease(int cells) throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = start(server)) {
      run.hold(1, "last", cells);
      run.submit(2);
      run.awaitHeld(1, "last");
      run.awaitCheckpoint();
      killTaskManager(run);
      assertThat(server.repeats()).isZero();
      run.assertIsThePreview();
    }
  }

  /** Kills the first one, and waits for the end; when it died. */
  private static long killTaskManager(ClusterRun run) throws Exception {
    Victim.TASK_MANAGER.kill(run, 1);
    long killed = System.currentTimeMillis();
    run.awaitEnd();
    assertThat(run.restarts()).containsOnlyOnce(0).hasSize(2); // the lost one only
    assertThat(run.scratchFiles()).isEmpty();
    return killed;
  }

  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  @ParameterizedTest(name = "{0} of sort {1}")
  @CsvSource({"SCAN, 2", "MERGE, 1", "OUTCOMES, 1", "APPLY, 2"})
  void givesEachRowOnceAfterTheJobManagerDiesInASort(Step step, int sort) throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = start(server)) {
      run.hold(1, step.point, step.first(sort));
      run.submit(2);
      run.awaitHeld(1, step.point);
      run.awaitCheckpoint();
      Victim.JOB_MANAGER.kill(run, 1);
      run.release(1, step.point);
      run.awaitEnd();
      assertThat(server.repeats()).isLessThanOrEqualTo(run.lostCalls(run.restoredAt(), LIMIT));
      run.assertIsThePreview();
    }
  }

  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  @ParameterizedTest(name = "{0} of sort {1}, then at parallelism {2}")
  @CsvSource({"SCAN, 1, 3", "MERGE, 2, 1", "OUTCOMES, 1, 4", "APPLY, 1, 1", "APPLY, 2, 3"})
  void goesOnAtAnotherParallelismAfterEverythingDiesInASort(Step step, int sort, int parallelism)
      throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = start(server)) {
      run.hold(1, step.point, step.first(sort));
      run.submit(2);
      run.awaitHeld(1, step.point);
      run.awaitCheckpoint();
      run.loseEverythingAndResume(parallelism);
      run.awaitEnd();
      assertThat(server.repeats()).isZero();
      run.assertIsThePreview();
    }
  }

  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  @ParameterizedTest(name = "after {0} calls, then at parallelism {1}")
  @CsvSource({"500, 3", "1500, 1"})
  void goesOnAtAnotherParallelismAfterEverythingDiesWhileCallsAreMade(int calls, int parallelism)
      throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = start(server)) {
      run.submit(2);
      run.await(calls + " calls", () -> server.calls() >= calls && run.hasCheckpoint());
      long killed = System.currentTimeMillis();
      run.loseEverythingAndResume(parallelism);
      run.awaitEnd();
      assertThat(server.repeats()).isBetween(1, run.lostCalls(killed, LIMIT));
      run.assertIsThePreview();
    }
  }

  /** One subtask has ended, another is about to; in each build: {@code EndOfJobTest}. */
  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  @ParameterizedTest(name = "then at parallelism {0}")
  @ValueSource(ints = {1, 2, 3})
  void endsAtAnyParallelismAfterEverythingDiesBetweenTheEndsOfSubtasks(int parallelism)
      throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = start(server)) {
      holdBetweenEnds(run);
      run.loseEverythingAndResume(parallelism);
      run.awaitEnd();
      assertThat(server.repeats()).isZero();
      run.assertIsThePreview();
    }
  }

  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void endsAfterOneDiesBetweenTheEndsOfSubtasks(Victim victim) throws Exception {
    try (StubModelServer server = StubModelServer.start(15);
        ClusterRun run = start(server)) {
      holdBetweenEnds(run);
      victim.kill(run, 2);
      run.release(2, "end");
      run.awaitEnd();
      assertThat(server.repeats()).isZero();
      run.assertIsThePreview();
    }
  }

  /** All rows are out. The subtask of TaskManager 1 has ended; that of 2 is just about to. */
  private static void holdBetweenEnds(ClusterRun run) throws Exception {
    run.hold(1, "end", 1);
    run.hold(2, "end", 1);
    run.submit(2);
    run.awaitHeld(1, "end");
    run.awaitHeld(2, "end");
    run.release(1, "end");
  }

  private ClusterRun start(StubModelServer server) throws Exception {
    return ClusterRun.start(folder, DATASET, ROWS, server, MANY_CHECKPOINTS);
  }
}
