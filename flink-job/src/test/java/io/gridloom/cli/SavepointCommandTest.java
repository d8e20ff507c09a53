package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.config.job.Rate;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import io.gridloom.rundir.RunPace;
import io.gridloom.testing.Faults;
import io.gridloom.testing.Lines;
import io.gridloom.testing.OddFolder;
import io.gridloom.testing.SlowColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks a run of this process through its socket, as another process does. */
@Timeout(120) // seconds of a test; without its end nobody would know
class SavepointCommandTest {

  private static final int ROWS = 2_000;
  private static final int ALL_CALLS = 2 * ROWS - 1; // row 0 is dropped by the first of two
  private static final int IN_FLIGHT_ROWS = 16;

  /** Slow columns before and behind a barrier. */
  private static final String DATASET =
      """
      columns:
        - {name: first, column_type: slow, point: stage0}
        - {name: size, column_type: expression, expr: "{{ first | length }}", dtype: int}
        - {name: z, column_type: aggregate, function: zscore, target: size}
        - {name: last, column_type: slow, after: z, point: stage1}
      """;

  @TempDir(factory = OddFolder.class)
  private Path folder;

  @AfterEach
  void clearFaults() {
    Faults.clear();
  }

  private CompletableFuture<Outcome> start(Path out) {
    SlowColumn.reset();
    Path config = Configs.write(folder, "slow.yaml", DATASET);
    return CompletableFuture.supplyAsync(
        () ->
            gridloom(
                "generate",
                config,
                "--rows",
                ROWS,
                "--seed",
                7,
                "--parallelism",
                2,
                "--in-flight-rows",
                IN_FLIGHT_ROWS,
                "--output",
                out));
  }

  private static void await(CompletableFuture<Outcome> run, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(run).as("the run while something is to happen").isNotDone();
      LockSupport.parkNanos(100_000);
    }
  }

  private List<String> undisturbed() throws Exception {
    Path out = folder.resolve("undisturbed");
    assertThat(start(out).get().exit()).isZero();
    return Lines.sorted(out.resolve("data"));
  }

  /** In stage 0, at the barrier's turn, and behind it. */
  @ParameterizedTest(name = "{1} after {0} calls")
  @CsvSource({
    "100, --stop",
    "1999, --stop",
    "2000, --stop",
    "2001, --stop",
    "3000, --stop",
    "3000, cancel"
  })
  void stopsARunThatGoesOnLaterWithTheSameRows(int calls, String how) throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("stopped"));
    CompletableFuture<Outcome> run = start(directory.root());
    await(run, () -> SlowColumn.calls() >= calls);
    Faults.hold("stage0"); // no more answers: the rest of the rows stays
    Faults.hold("stage1");
    Outcome stop =
        how.equals("cancel")
            ? gridloom("cancel", directory.root())
            : gridloom("savepoint", directory.root(), how);
    Faults.clear();
    assertThat(stop.exit()).as(stop.err()).isZero();
    assertThat(stop.err()).contains("gridloom generate --resume --output " + directory.root());
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.STOPPED);
    assertThat(run.get().exit()).isZero();
    assertThat(run.get().err()).contains("Stopping: ", "Stopped. ", "generate --resume --output");
    assertThat(run.get().out()).isEmpty();
    int before = SlowColumn.calls();
    Outcome resumed =
        gridloom("generate", "--resume", "--output", directory.root(), "--parallelism", 3);
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(before).isLessThan(ALL_CALLS);
    assertThat(SlowColumn.calls()).isBetween(ALL_CALLS, ALL_CALLS + 2 * 2 * IN_FLIGHT_ROWS);
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed());
  }

  @Test
  void goesOnWithAsManyRowsAtATime() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("stopped"));
    CompletableFuture<Outcome> run = start(directory.root());
    await(run, () -> SlowColumn.calls() >= 100);
    Faults.hold("stage0");
    assertThat(gridloom("savepoint", directory.root(), "--stop").exit()).isZero();
    run.get();
    int before = SlowColumn.calls();
    CompletableFuture<Outcome> resumed =
        CompletableFuture.supplyAsync(
            () ->
                gridloom("generate", "--resume", "--output", directory.root(), "--parallelism", 2));
    await(resumed, () -> SlowColumn.calls() >= before + 2 * IN_FLIGHT_ROWS);
    assertThat(gridloom("savepoint", directory.root()).exit()).isZero();
    assertThat(SlowColumn.calls()).isEqualTo(before + 2 * IN_FLIGHT_ROWS);
    Faults.clear();
    assertThat(resumed.get().exit()).isZero();
  }

  @Test
  void withoutAnEndGoesOnAtItsRateAndInterval() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("endless"));
    String column = "{name: id, column_type: sampler, sampler_type: uuid, params: {}}";
    Path config = Configs.write(folder, "endless.yaml", "columns: [" + column + "]");
    RunPace pace = // other than unless said
        new RunPace(Duration.ofMillis(300), OptionalInt.empty(), Optional.of(Rate.of(250)));
    stopAfterACheckpoint(
        directory,
        config,
        "--rows=unbounded",
        "--rate=250",
        "--checkpoint-interval=300ms",
        "--output");
    assertThat(RunManifest.read(directory).pace()).isEqualTo(pace);
    stopAfterACheckpoint(directory, "--resume", "--output");
    assertThat(RunManifest.read(directory).pace()).isEqualTo(pace);
  }

  private static void stopAfterACheckpoint(RunDirectory directory, Object... args) {
    List<Object> words = new ArrayList<>(List.of("generate"));
    words.addAll(List.of(args));
    words.add(directory.root());
    Optional<Path> before = newest(directory);
    CompletableFuture<Outcome> run = CompletableFuture.supplyAsync(() -> gridloom(words.toArray()));
    await(run, () -> !newest(directory).equals(before));
    assertThat(gridloom("savepoint", directory.root(), "--stop").exit()).isZero();
    assertThat(run.join().exit()).isZero();
  }

  private static Optional<Path> newest(RunDirectory directory) {
    try {
      return directory.newestCheckpoint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesASavepointAndLetsTheRunGoOn() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("kept"));
    CompletableFuture<Outcome> run = start(directory.root());
    await(run, () -> SlowColumn.calls() >= 100);
    Outcome savepoint = gridloom("savepoint", directory.root());
    assertThat(savepoint.exit()).as(savepoint.err()).isZero();
    Path kept = Path.of(savepoint.out().strip());
    assertThat(kept).startsWith(directory.savepoints());
    assertThat(kept.resolve("_metadata")).isRegularFile();
    assertThat(run.get().exit()).isZero();
    assertThat(kept.resolve("_metadata")).as("a savepoint is the user's").isRegularFile();
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"savepoint", "cancel"})
  void refusesWhatDoesNotRun(String command) throws Exception {
    Path out = folder.resolve("out");
    assertRefused(command, folder.resolve("nowhere"), "holds no run");
    Path config = Configs.write(folder, "orders.yaml", Configs.ORDERS);
    gridloom("generate", config, "--rows", 10, "--output", out);
    assertRefused(command, out, "has finished");
    Path manifest = out.resolve("run.json");
    String finished = Files.readString(manifest);
    Files.writeString(manifest, finished.replace("\"finished\"", "\"stopped\""));
    assertRefused(command, out, "is not running, its state is stopped");
    Files.writeString(manifest, finished.replace("\"finished\"", "\"running\""));
    Files.writeString(out.resolve(".control"), folder.resolve("gone").toString());
    assertRefused(command, out, "has died");
  }

  private static void assertRefused(String command, Path out, String reason) {
    Outcome outcome = gridloom(command, out);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines()).singleElement().asString().contains(out.toString(), reason);
  }
}
