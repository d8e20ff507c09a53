package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.testing.OddFolder;
import io.gridloom.testing.SlowColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120) // seconds of a test; without its end nobody would know
class ProgressCommandTest {

  private static final int ROWS = 3_000;

  private static final String DATASET =
      """
      columns:
        - {name: first, column_type: slow, point: stage0}
        - {name: size, column_type: expression, expr: "{{ first | length }}", dtype: int}
        - {name: z, column_type: aggregate, function: zscore, target: size}
        - {name: last, column_type: slow, after: z, point: stage1, micros: 400000}
      """;

  @TempDir(factory = OddFolder.class)
  private Path folder;

  private Path out = Path.of("");

  @BeforeEach
  void countAnew() {
    SlowColumn.reset();
    out = folder.resolve("out");
  }

  private JsonNode progress() {
    Outcome outcome = gridloom("progress", out, "--format=json");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return new JsonMapper().readTree(outcome.out());
  }

  @Test
  void answersOnARunningRunOnAStoppedOneAndOnAFinishedOne() throws Exception {
    Path config = Configs.write(folder, "slow.yaml", DATASET);
    CompletableFuture<Outcome> run =
        CompletableFuture.supplyAsync(
            () ->
                gridloom(
                    "generate",
                    config,
                    "--rows",
                    ROWS,
                    "--seed",
                    7,
                    "--in-flight-rows",
                    16,
                    "--output",
                    out));
    while (SlowColumn.calls() < ROWS + 50) { // some rows are behind the barrier
      assertThat(run).isNotDone();
      LockSupport.parkNanos(100_000);
    }
    gridloom("savepoint", out);
    JsonNode running = progress();
    assertThat(running.get("state").stringValue()).isEqualTo("running");
    assertThat(running.get("complete").booleanValue()).isFalse();
    assertThat(running.get("rows_started").longValue()).isEqualTo(ROWS);
    assertThat(running.get("rows_in_flight").longValue()).isPositive();
    assertThat(running.get("rows_waiting").longValue()).isPositive();
    assertThat(column(running, 0).get("cells").longValue()).isEqualTo(ROWS);
    assertThat(column(running, 2).get("barrier_fired").booleanValue()).isTrue();
    assertThat(column(running, 3).get("cells").longValue())
        .isEqualTo(running.get("rows_done").longValue());

    gridloom("savepoint", out, "--stop");
    run.get();
    Outcome stopped = gridloom("progress", out);
    assertThat(stopped.out()).startsWith("stopped: ").contains(" of 3,000 rows done, ", "fired");

    gridloom("generate", "--resume", "--output", out, "--in-flight-rows", 2_000);
    JsonNode finished = progress();
    assertThat(finished.get("state").stringValue()).isEqualTo("finished");
    assertThat(finished.get("complete").booleanValue()).isTrue();
    assertThat(finished.get("rows_done").longValue()).isEqualTo(ROWS);
    assertThat(finished.get("nodes").longValue()).isEqualTo(4L * ROWS + 1);
  }

  private static JsonNode column(JsonNode progress, int index) {
    return progress.get("columns").get(index);
  }

  @Test
  void aRunWithoutACheckpointHasDoneNothing() throws Exception {
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    gridloom("generate", config, "--rows", 10, "--output", out);
    Path manifest = out.resolve("run.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"finished\"", "\"running\""));
    JsonNode died = progress();
    assertThat(died.get("state").stringValue()).isEqualTo("died");
    assertThat(died.get("rows_done").longValue()).isZero();
    assertThat(died.get("checkpoint").isNull()).isTrue();
  }

  @Test
  void refusesAFolderWithoutARun() {
    Outcome outcome = gridloom("progress", out);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.errLines()).singleElement().asString().contains("holds no run");
    assertThat(out).doesNotExist();
  }
}
