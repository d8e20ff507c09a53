package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import io.gridloom.testing.Lines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands with a job file. */
class JobFileTest {

  /** Half of the rows have no number to be cast. */
  private static final String DATASET =
      """
      columns:
        - {name: word, column_type: sampler, sampler_type: category, params: {values: ["7", many]}}
        - {name: number, column_type: expression, expr: "{{ word }}", dtype: int}
      """;

  private static final String JOB =
      """
      dataset: words.yaml
      rows: 400
      seed: 5
      row_id_column: rid
      output: out
      run: {parallelism: 2, max_parallelism: 64, date: 2026-02-03, max_failed_fraction: 1}
      """;

  @TempDir private Path folder;
  private Path job = Path.of("");

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("words.yaml"), DATASET);
    job = Files.writeString(folder.resolve("job.yaml"), JOB);
  }

  @Test
  void saysAllThatARunNeedsWithPathsOfItsOwnFolder() throws Exception {
    Outcome outcome = gridloom("generate", "--job", job);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    RunDirectory run = new RunDirectory(folder.resolve("out"));
    RunManifest manifest = RunManifest.read(run);
    assertThat(manifest.rows()).isEqualTo(400);
    assertThat(manifest.seed()).isEqualTo(5);
    assertThat(manifest.date()).isEqualTo(LocalDate.of(2026, 2, 3));
    assertThat(manifest.maxParallelism()).isEqualTo(64);
    assertThat(manifest.dropped()).isBetween(100L, 300L);
    assertThat(Lines.rows(run.data())).allMatch(row -> row.has("rid"));
  }

  @Test
  void losesAgainstFlagsAndSettings() throws Exception {
    Path out = folder.resolve("other");
    Outcome outcome =
        gridloom(
            "generate", "--job", job, "--rows", 50, "--set", "run.on_error=null", "--output", out);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(Lines.rows(out.resolve("data")))
        .hasSize(50)
        .anyMatch(row -> row.get("number").isNull())
        .allMatch(row -> row.get("number").isNull() || row.get("number").intValue() == 7);
  }

  @Test
  void stopsARunAtTheFirstFailedCellOrAtTooMany() {
    Outcome first = gridloom("generate", "--job", job, "--set", "run.on_error=fail");
    assertThat(first.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(first.err()).containsPattern("Failed: row [0-9]+, column \"number\", attempts 1: ");
    Outcome many =
        gridloom("generate", "--job", job, "--overwrite", "--set", "run.max_failed_fraction=0.05");
    assertThat(many.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(many.err())
        .contains("Failed: column \"number\": of the last")
        .contains("51 failed, more than the fraction of 0.05 that is allowed: 51 × ");
  }

  /** Which rows failed before the run stopped does not matter: they fail again. */
  @Test
  void isNotNeededAgainToGoOnWithItsRulesForFailedCells() throws Exception {
    Path out = folder.resolve("stopped");
    String[] strict = {"--set", "run.max_failed_fraction=0.05", "--set", "run.on_error=null"};
    Outcome stopped =
        gridloom(
            "generate", "--job", job, "--output", out, strict[0], strict[1], strict[2], strict[3]);
    assertThat(stopped.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(gridloom("generate", "--resume", "--output", out).exit()).isEqualTo(ExitCode.FAILED);
    Outcome resumed =
        gridloom("generate", "--resume", "--output", out, "--set", "run.max_failed_fraction=1");
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(Lines.rows(out.resolve("data")))
        .hasSize(400)
        .anyMatch(row -> row.get("number").isNull());
  }

  @Test
  void goesWithEveryCommandThatReadsAConfig() {
    assertThat(gridloom("preview", "--job", job, "--rows", 3).out()).contains("seed 5");
    assertThat(gridloom("validate", "--job", job).out()).contains("2 columns");
    assertThat(gridloom("explain", "--job", job).exit()).isZero();
    Outcome bad = gridloom("validate", "--job", job, "--set", "run.colour=red");
    assertThat(bad.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(bad.err()).contains("run.colour: unknown field");
    Outcome none = gridloom("validate");
    assertThat(none.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(none.err()).contains("CONFIG is missing");
  }
}
