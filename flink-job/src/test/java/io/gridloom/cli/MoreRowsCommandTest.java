package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import io.gridloom.testing.Lines;
import io.gridloom.testing.SlowColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that gets more rows when it is resumed has the rows of one that had them from the start.
 */
@Timeout(120) // seconds of a test; without its end nobody would know
class MoreRowsCommandTest {

  private static final String BLOCKS =
      """
      columns:
        - {name: first, column_type: slow, point: stage0, drop_every: 91}
        - {name: size, column_type: expression, expr: "{{ first | length }}", dtype: int}
        - {name: block_sum, column_type: aggregate, function: sum, target: size, scope: {batch: 50}}
        - {name: last, column_type: slow, after: block_sum, point: stage1, micros: 60000}
      """;

  private static final String DATASET_WIDE =
      """
      columns:
        - {name: first, column_type: slow, point: stage0}
        - {name: size, column_type: expression, expr: "{{ first | length }}", dtype: int}
        - {name: z, column_type: aggregate, function: zscore, target: size}
        - {name: last, column_type: slow, after: z, point: stage1, micros: 60000}
      """;

  @TempDir private Path folder;
  private RunDirectory run = new RunDirectory(Path.of("none"));

  @BeforeEach
  void countAnew() {
    SlowColumn.reset();
    run = new RunDirectory(folder.resolve("out"));
  }

  private Outcome generate(String dataset, int rows, Path out, int inFlightRows) {
    Path config = Configs.write(folder, "data.yaml", dataset);
    return gridloom(
        "generate",
        config,
        "--rows",
        rows,
        "--seed",
        7,
        "--row-id-column",
        "rid",
        "--output",
        out,
        "--in-flight-rows",
        inFlightRows);
  }

  private Outcome begin(String dataset, int rows) {
    return generate(dataset, rows, run.root(), 16);
  }

  private Outcome resume(int rows) {
    return gridloom("generate", "--resume", "--output", run.root(), "--rows", rows);
  }

  private void stopAfter(int calls, CompletableFuture<Outcome> running) throws Exception {
    while (SlowColumn.calls() < calls) {
      assertThat(running).isNotDone();
      LockSupport.parkNanos(100_000);
    }
    Outcome stop = gridloom("savepoint", run.root(), "--stop");
    assertThat(stop.exit()).as(stop.err()).isZero();
    running.get();
  }

  private void assertIsWholeRun(String dataset, int rows) throws Exception {
    Path whole = folder.resolve("whole");
    assertThat(generate(dataset, rows, whole, rows).exit()).isZero();
    assertThat(Lines.sorted(run.data())).isEqualTo(Lines.sorted(whole.resolve("data")));
    assertThat(Lines.sorted(run.dropped())).isEqualTo(Lines.sorted(whole.resolve("dropped")));
    RunManifest manifest = RunManifest.read(run);
    assertThat(manifest.rows()).isEqualTo(rows);
    assertThat(manifest.state()).isEqualTo(RunManifest.State.FINISHED);
  }

  /** Also one that was stopped in between, with a savepoint of before in its folder. */
  @Test
  void aFinishedRunMakesOnlyTheNewOnes() throws Exception {
    begin(BLOCKS, 1_000);
    int before = SlowColumn.calls();
    CompletableFuture<Outcome> longer = CompletableFuture.supplyAsync(() -> resume(2_000));
    stopAfter(before + 500, longer);
    assertThat(longer.get().err()).contains("1,000 rows are there");
    String progress = gridloom("progress", run.root()).out();
    assertThat(progress).startsWith("stopped: 1,").contains(" of 2,000 rows done");
    Outcome resumed = resume(2_000);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(SlowColumn.calls()).isLessThan(2 * before + 200);
    assertThat(resume(3_000).exit()).as("with a savepoint of before in its folder").isZero();
    assertIsWholeRun(BLOCKS, 3_000);
  }

  @Test
  void aStoppedRunGoesOnWithThemBeforeADatasetWideColumnHasFired() throws Exception {
    stopAfter(700, CompletableFuture.supplyAsync(() -> begin(DATASET_WIDE, 1_000)));
    Outcome resumed = resume(2_000);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertIsWholeRun(DATASET_WIDE, 2_000);
  }

  @Test
  void aColumnThatHasFiredIsNamedAndNothingBegins() throws Exception {
    stopAfter(1_100, CompletableFuture.supplyAsync(() -> begin(DATASET_WIDE, 1_000)));
    assertRefused(2_000, "column \"z\" has its value from 1,000 rows");
    resume(1_000);
    assertRefused(2_000, "column \"z\" has its value from 1,000 rows");
    assertIsWholeRun(DATASET_WIDE, 1_000);
  }

  @Test
  void aWindowThatWasShortIsNamedAndNothingBegins() throws Exception {
    begin(BLOCKS, 110);
    assertRefused(200, "column \"block_sum\" is made for every 50 rows");
    assertIsWholeRun(BLOCKS, 110);
  }

  private void assertRefused(int rows, String reason) throws Exception {
    String manifest = Files.readString(run.manifest());
    List<String> lines = Lines.sorted(run.data());
    Outcome refused = resume(rows);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.errLines()).singleElement().asString().contains(reason);
    assertThat(run.manifest()).hasContent(manifest);
    assertThat(Lines.sorted(run.data())).isEqualTo(lines);
  }
}
