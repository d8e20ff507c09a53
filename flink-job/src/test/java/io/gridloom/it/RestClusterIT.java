package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.control.ControlClient;
import io.gridloom.control.RunReply;
import io.gridloom.control.RunRequest;
import io.gridloom.plugin.Plugins;
import io.gridloom.progress.RunStatus;
import io.gridloom.run.RunRequests;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import io.gridloom.testing.FlinkCluster;
import io.gridloom.testing.GridloomProcess;
import io.gridloom.testing.Lines;
import io.gridloom.testing.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code generate --cluster}: the packaged jar in front of a cluster of processes. */
@Timeout(300) // seconds of a test
class RestClusterIT {

  private static final int ROWS = 2_000;
  private static final int SIGINT = 2;
  private static final String MATRIX = "gridloom.faults";

  /** A run that is disturbed has not ended by itself when it is. */
  private static final String SLOWLY = "--rate=25";

  /** A barrier, and a column type that only a plugin has. */
  private static final String DATASET =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [lamp, mug, pot]}}
        - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20}}
        - {name: back, column_type: backwards, of: kind}
        - {name: z, column_type: aggregate, function: zscore, target: amount, by: back}
        - {name: label, column_type: expression, expr: "{{ back }} {{ 'far' if z > 2 else 'near' }}"}
      """;

  @TempDir private static Path folder;
  private static Path config = Path.of("");
  private static Path plugins = Path.of("");
  private static FlinkCluster cluster;
  private static List<String> undisturbed = List.of();

  @BeforeAll
  static void startAClusterAndGenerateWithoutIt() throws Exception {
    config = Files.writeString(folder.resolve("data.yaml"), DATASET);
    plugins = PluginJar.pack(folder);
    Path out = folder.resolve("embedded");
    GridloomProcess embedded = generate(out, "embedded", 2);
    cluster = FlinkCluster.start(folder.resolve("cluster"), 2);
    assertThat(embedded.end()).as(embedded.err()).isZero();
    undisturbed = Lines.sorted(out.resolve("data"));
    assertThat(undisturbed).hasSize(ROWS);
  }

  @AfterAll
  static void stopTheCluster() {
    cluster.close();
  }

  private static GridloomProcess generate(Path out, String where, int parallelism, String... more)
      throws IOException {
    List<Object> args = new ArrayList<>(List.of("generate", config, "--rows=" + ROWS, "--seed=7"));
    args.addAll(List.of("--plugins", plugins, "--checkpoint-interval=200ms"));
    args.addAll(List.of("--parallelism=" + parallelism));
    args.addAll(List.of("--output", out, "--cluster", where));
    args.addAll(List.of(more));
    return GridloomProcess.start(folder, args.toArray());
  }

  private static GridloomProcess resume(RunDirectory directory, String... more) throws IOException {
    List<Object> args = new ArrayList<>(List.of("generate", "--resume", "--plugins", plugins));
    args.addAll(List.of("--output", directory.root()));
    args.addAll(List.of(more));
    return GridloomProcess.start(folder, args.toArray());
  }

  /** A run in the middle of its work. */
  private static GridloomProcess begin(RunDirectory directory, String rate) throws Exception {
    GridloomProcess run = generate(directory.root(), cluster.address(), 2, rate);
    run.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
    return run;
  }

  private static void assertResumes(RunDirectory directory, String... more) throws Exception {
    GridloomProcess resumed = resume(directory, more);
    assertThat(resumed.end()).as(resumed.err()).isZero();
    assertThat(resumed.out()).startsWith("2,000 rows in ");
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed);
    assertThat(directory.checkpoints()).doesNotExist();
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.FINISHED);
  }

  @Test
  void writesTheRowsThatAnEmbeddedRunWrites() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("whole"));
    GridloomProcess run = generate(directory.root(), cluster.address(), 2);
    assertThat(run.end()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("2,000 rows in ").contains("seed   7");
    assertThat(run.err())
        .contains(" on the cluster at " + cluster.address())
        .doesNotContain("WARN", "\tat ");
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed);
    assertThat(Files.readString(directory.manifest()))
        .contains("\"url\" : \"" + cluster.address() + "\"");
  }

  @Test
  void stopsWithASavepointAndGoesOnAtAnotherParallelism() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("saved"));
    GridloomProcess run = begin(directory, SLOWLY);
    GridloomProcess stop = GridloomProcess.start(folder, "savepoint", directory.root(), "--stop");
    assertThat(stop.end()).as(stop.err()).isZero();
    assertThat(Path.of(stop.out().strip())).startsWith(directory.savepoints());
    assertThat(run.end()).isZero();
    assertThat(run.err()).contains("Stopped. ").doesNotContain("\tat ");
    assertResumes(directory, "--parallelism=3");
  }

  /** From 2 TaskManagers to 3 and to 1, as far as a cluster can be. */
  @Test
  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  void growsAndShrinksWithItsCluster() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("rescaled"));
    GridloomProcess two = begin(directory, SLOWLY);
    stop(directory, two);
    cluster.startTaskManager(3);
    cluster.awaitTaskManagers(3);
    Optional<Path> before = directory.newestCheckpoint();
    GridloomProcess three = resume(directory, "--parallelism=6", SLOWLY);
    three.await("a checkpoint", () -> !directory.newestCheckpoint().equals(before));
    stop(directory, three);
    cluster.killTaskManager(2);
    cluster.killTaskManager(3);
    cluster.awaitTaskManagers(1);
    assertResumes(directory, "--parallelism=2");
    cluster.startTaskManager(2);
    cluster.awaitTaskManagers(2);
  }

  private static void stop(RunDirectory directory, GridloomProcess run) throws Exception {
    GridloomProcess stop = GridloomProcess.start(folder, "savepoint", directory.root(), "--stop");
    assertThat(stop.end()).as(stop.err()).isZero();
    assertThat(run.end()).isZero();
  }

  @Test
  void isCancelledByCtrlCAndGoesOn() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("interrupted"));
    GridloomProcess run = begin(directory, SLOWLY);
    run.interrupt();
    assertThat(run.end()).isEqualTo(128 + SIGINT);
    assertThat(run.err()).contains("Stopped. ").doesNotContain("\tat ");
    assertResumes(directory, "--parallelism=1");
  }

  @Test
  void goesOnWithoutItsClientUntilAnotherFollows() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("left"));
    begin(directory, SLOWLY).kill();
    RunStatus status = RunStatus.of(directory, Plugins.of(plugins).registry());
    assertThat(status.state()).isEqualTo(RunStatus.State.RUNNING);
    GridloomProcess other = generate(directory.root(), "embedded", 2, "--overwrite");
    assertThat(other.end()).isEqualTo(2);
    assertThat(other.err()).contains("on the cluster at " + cluster.address()).hasLineCount(1);
    GridloomProcess follower = resume(directory);
    follower.await("that it follows", () -> ControlClient.isAnswered(directory));
    RunReply stopped = RunRequests.ask(directory, RunRequest.STOP);
    assertThat(stopped.done()).as(stopped.text()).isTrue();
    assertThat(follower.end()).as(follower.err()).isZero();
    assertThat(follower.err()).contains("It runs: following it").contains("Stopped. ");
    assertResumes(directory);
  }

  @Test
  void goesOnAfterATaskManagerDies() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("lost"));
    GridloomProcess run = begin(directory, "--rate=200");
    String job = RunManifest.read(directory).cluster().orElseThrow().job();
    int busy = cluster.rest().busyTaskManagers(job).get(0);
    cluster.killTaskManager(busy);
    cluster.startTaskManager(busy);
    assertThat(run.end()).as(run.err()).isZero();
    cluster.awaitTaskManagers(2); // the other tests need it
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed);
  }

  @Test
  void endsWithoutItsClientWhichIsToldLater() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("ended"));
    begin(directory, "--rate=400").kill();
    String job = RunManifest.read(directory).cluster().orElseThrow().job();
    cluster.await("its end", () -> cluster.rest().state(job).equals("FINISHED"));
    assertResumes(directory);
  }

  @Test
  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  void isSavedStoppedAndCancelledWithoutItsClient() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("orphan"));
    begin(directory, SLOWLY).kill();
    RunReply saved = RunRequests.ask(directory, RunRequest.SAVEPOINT);
    assertThat(saved.done()).as(saved.text()).isTrue();
    RunReply stopped = RunRequests.ask(directory, RunRequest.STOP);
    assertThat(stopped.done()).as(stopped.text()).isTrue();
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.STOPPED);
    GridloomProcess again = resume(directory, SLOWLY);
    String savepoint = Path.of(stopped.text()).getFileName().toString();
    again.await("its start", () -> again.err().contains("Going on from checkpoint " + savepoint));
    Optional<Path> restored = Optional.of(Path.of(stopped.text()));
    again.await("a checkpoint", () -> !directory.newestCheckpoint().equals(restored));
    again.kill();
    RunReply cancelled = RunRequests.ask(directory, RunRequest.CANCEL);
    assertThat(cancelled.done()).as(cancelled.text()).isTrue();
    assertThat(Path.of(cancelled.text())).startsWith(directory.checkpoints());
    assertResumes(directory, "--cluster=embedded");
  }

  @Test
  void runsAsAProgramOfFlinkRun() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("program"));
    String log =
        cluster.flinkRun(
            List.of(),
            "io.gridloom.cli.JobMain",
            2,
            config,
            "--rows=" + ROWS,
            "--seed=7",
            "--plugins=" + plugins,
            "--output=" + directory.root());
    assertThat(log).contains("2,000 rows in ");
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed);
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.FINISHED);
  }

  @Test
  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  void isStoppedAndGoesOnAsAnApplication() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("application"));
    Object[] args = {config, "--rows=" + ROWS, "--seed=7", "--output=" + directory.root(), SLOWLY};
    try (FlinkCluster application = application("first", false, args)) {
      application.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
      RunReply stopped = RunRequests.ask(directory, RunRequest.STOP);
      assertThat(stopped.done()).as(stopped.text()).isTrue();
      assertThat(application.end()).isZero();
    }
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.STOPPED);
    args[args.length - 1] = "--checkpoint-interval=1s";
    try (FlinkCluster application = application("second", false, args)) {
      assertThat(application.end()).isZero();
    }
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed);
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.FINISHED);
  }

  @Test
  @EnabledIfSystemProperty(named = MATRIX, matches = "all")
  void goesOnAsAnApplicationWhoseJobManagerDies() throws Exception {
    RunDirectory directory = new RunDirectory(folder.resolve("available"));
    Object[] args = {
      config,
      "--rows=" + ROWS,
      "--seed=7",
      "--output=" + directory.root(),
      "--rate=100",
      "--checkpoint-interval=500ms"
    };
    try (FlinkCluster application = application("third", true, args)) {
      application.await("a checkpoint", () -> directory.newestCheckpoint().isPresent());
      application.killJobManager();
      application.startJobManager();
      assertThat(application.end()).isZero();
    }
    assertThat(Lines.sorted(directory.data())).isEqualTo(undisturbed);
    assertThat(RunManifest.read(directory).state()).isEqualTo(RunManifest.State.FINISHED);
  }

  private static FlinkCluster application(String name, boolean available, Object... args)
      throws Exception {
    return FlinkCluster.startApplication(
        folder.resolve(name),
        available,
        List.of(plugins.resolve("backwards.jar")),
        "io.gridloom.cli.JobMain",
        args);
  }

  @Test
  void isRefusedWhereTheClusterCannotRunIt() throws Exception {
    Path out = folder.resolve("refused");
    GridloomProcess many = generate(out, cluster.address(), 5);
    GridloomProcess nobody = generate(out, "http://127.0.0.1:1", 2);
    assertThat(many.end()).isEqualTo(2);
    assertThat(many.err()).contains("has 4 slots").contains("parallelism 5").hasLineCount(1);
    assertThat(nobody.end()).isEqualTo(2);
    assertThat(nobody.err()).contains("no Flink cluster answers").hasLineCount(1);
    assertThat(out).doesNotExist();
  }
}
