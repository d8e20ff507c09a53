package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.control.ControlClient;
import io.gridloom.control.RunReply;
import io.gridloom.control.RunRequest;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import io.gridloom.testing.GridloomProcess;
import io.gridloom.testing.Lines;
import io.gridloom.testing.OddFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar in processes of its own, which are stopped and killed. */
class GenerateIT {

  private static final int ROWS = 200_000;
  private static final int SIGINT = 2;
  private static final String OFTEN = "100ms";

  /** A column on each side of a barrier. */
  private static final String DATASET =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c]}}
        - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20}}
        - {name: z, column_type: aggregate, function: zscore, target: amount, by: kind}
        - {name: label, column_type: expression, expr: "{{ kind }} {{ 'far' if z > 2 else 'near' }}"}
      """;

  @TempDir(factory = OddFolder.class)
  private static Path folder;

  private static Path config = Path.of("");
  private static List<String> undisturbed = List.of();

  @BeforeAll
  static void generateWithoutDisturbance() throws Exception {
    config = Files.writeString(folder.resolve("data.yaml"), DATASET);
    Path out = folder.resolve("undisturbed");
    GridloomProcess run = generate(out, OFTEN);
    assertThat(run.end()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("200,000 rows in ");
    assertThat(run.err()).doesNotContain("WARN", "\tat ");
    undisturbed = Lines.sorted(out.resolve("data"));
  }

  private static GridloomProcess generate(Path out, String interval) throws Exception {
    return GridloomProcess.start(
        folder,
        "generate",
        config,
        "--rows=" + ROWS,
        "--seed=7",
        "--parallelism=2",
        "--checkpoint-interval=" + interval,
        "--output=" + out);
  }

  private static GridloomProcess resume(Path out, String... more) throws Exception {
    return GridloomProcess.start(
        folder,
        Stream.concat(Stream.of("generate", "--resume", "--output=" + out), Stream.of(more))
            .toArray());
  }

  @Test
  void goesOnAfterKillAtAnotherParallelism() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("killed"));
    GridloomProcess killed = generate(directory.root(), OFTEN);
    killed.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    killed.kill();
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.RUNNING);
    GridloomProcess resumed = resume(directory.root(), "--parallelism=3");
    assertThat(resumed.end()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("Going on from checkpoint chk-").doesNotContain("\tat ");
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed);
    assertThat(directory.checkpoints()).doesNotExist();
  }

  @Test
  void stopsCleanlyAtCtrlCAndGoesOn() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("stopped"));
    GridloomProcess stopped = generate(directory.root(), OFTEN);
    stopped.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    stopped.interrupt();
    assertThat(stopped.end()).isEqualTo(128 + SIGINT);
    assertThat(stopped.err())
        .contains("Stopping: ", "Stopped. ", "gridloom generate --resume --output")
        .doesNotContain("\tat ");
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.STOPPED);
    GridloomProcess resumed = resume(directory.root());
    assertThat(resumed.end()).as(resumed.err()).isZero();
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed);
  }

  /** The example with a barrier between two columns of a model, offline. */
  @Test
  void writesTheSameReviewsAfterAKill() throws Exception {
    Path whole = folder.resolve("reviews");
    GridloomProcess run = reviews(whole);
    assertThat(run.end()).as(run.err()).isZero();
    assertThat(run.out()).contains("models 20,000 calls", "demo texts, drawn offline");
    RunDirectory directory = new RunDirectory(folder.resolve("reviews-killed"));
    GridloomProcess killed = reviews(directory.root());
    killed.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    killed.kill();
    GridloomProcess resumed = resume(directory.root());
    assertThat(resumed.end()).as(resumed.err()).isZero();
    assertThat(Lines.sorted(directory.data()))
        .hasSize(10_000)
        .isEqualTo(Lines.sorted(whole.resolve("data")));
  }

  private static GridloomProcess reviews(Path out) throws Exception {
    return GridloomProcess.start(
        folder,
        "generate",
        Path.of("../examples/reviews.yaml").toAbsolutePath(),
        "--rows=10000",
        "--seed=7",
        "--checkpoint-interval=" + OFTEN,
        "--output=" + out);
  }

  @Test
  void stopsWithASavepointThatAnotherProcessAsksForAndGoesOn() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("saved"));
    GridloomProcess stopped = generate(directory.root(), OFTEN);
    stopped.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    // From this process: another one might take longer to start than the run has left.
    RunReply reply = ControlClient.ask(directory, RunRequest.STOP);
    assertThat(reply.done()).as(reply.text()).isTrue();
    assertThat(Path.of(reply.text())).startsWith(directory.savepoints());
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.STOPPED);
    GridloomProcess late = GridloomProcess.start(folder, "savepoint", directory.root(), "--stop");
    assertThat(late.end()).isEqualTo(2);
    assertThat(late.err()).contains("is not running, its state is stopped").hasLineCount(1);
    GridloomProcess progress = GridloomProcess.start(folder, "progress", directory.root());
    assertThat(progress.end()).as(progress.err()).isZero();
    assertThat(progress.out()).startsWith("stopped: ").contains(" of 200,000 rows done");
    assertThat(progress.err()).isEmpty();
    GridloomProcess resumed = resume(directory.root(), "--parallelism=3");
    assertThat(resumed.end()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("Going on from checkpoint savepoint-");
    assertThat(stopped.end()).isZero();
    assertThat(stopped.err()).contains("Stopped. ").doesNotContain("\tat ");
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed);
  }

  @Test
  void startsAgainWhereNoCheckpointWasComplete() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("early"));
    GridloomProcess killed = generate(directory.root(), "1h");
    killed.await("its manifest", directory::isRun);
    killed.kill();
    GridloomProcess resumed = resume(directory.root());
    assertThat(resumed.end()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("No checkpoint was complete: starting at row 0");
    assertThat(Lines.sorted(directory.data())).hasSize(ROWS);
  }

  /** Tests of this JVM have classes of Hadoop, which the packaged program lacks. */
  @Test
  void mergesFilesOfEachFormat() throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("merged.yaml"),
            """
            dataset: data.yaml
            rows: 3000
            seed: 7
            output: merged
            outputs:
              - {type: files, path: merged-parquet, format: parquet, max_file_size: 1MB, merge: true}
              - {type: files, path: merged-avro, format: avro, merge: true}
              - {type: files, path: merged-csv, format: csv, merge: true}
              - {type: files, path: lines}
            """);
    GridloomProcess run =
        GridloomProcess.start(folder, "generate", "--job", job, "--parallelism=2");
    assertThat(run.end()).as(run.err()).isZero();
    for (String format : List.of("parquet", "avro", "csv")) {
      assertThat(folder.resolve("merged-" + format))
          .isDirectoryContaining(file -> file.endsWith("merged-0." + format))
          .isDirectoryNotContaining("glob:**/part-*");
    }
    List<String> labels = new ArrayList<>();
    String query =
        "SELECT label FROM read_parquet('%s/*.parquet')"
            .formatted(folder.resolve("merged-parquet"));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows = duck.createStatement().executeQuery(query)) {
      while (rows.next()) {
        labels.add(rows.getString(1));
      }
    }
    assertThat(labels)
        .containsExactlyInAnyOrderElementsOf(
            Lines.rows(folder.resolve("lines")).stream()
                .map(row -> row.get("label").stringValue())
                .toList());
  }

  @Test
  void refusesASecondProcessOnOneFolder() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("shared"));
    GridloomProcess first = generate(directory.root(), OFTEN);
    first.await("its manifest", directory::isRun);
    GridloomProcess second = resume(directory.root());
    assertThat(second.end()).isEqualTo(2);
    assertThat(second.err()).contains("another process runs in");
    assertThat(first.end()).as(first.err()).isZero();
    assertThat(Lines.sorted(directory.data())).hasSize(ROWS);
  }
}
