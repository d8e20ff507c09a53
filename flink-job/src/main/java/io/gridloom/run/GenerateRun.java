package io.gridloom.run;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.key.RowBlocks;
import io.gridloom.operator.DatasetWindowOperator;
import io.gridloom.operator.RowsDoneOperator;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.StagePlanner;
import io.gridloom.plan.WindowColumns;
import io.gridloom.problem.InputException;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunLock;
import io.gridloom.rundir.RunManifest;
import io.gridloom.rundir.RunManifest.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A run on the cluster inside this process, from the first check to the closing summary. */
public final class GenerateRun {

  private static final double MILLIS_PER_SECOND = 1000;
  private static final long PROGRESS_MILLIS = 500;
  private static final long STOP_CHECKPOINT_MILLIS = 20_000;

  private final GenerateOptions options;
  private final RunListener listener;
  private final String version;
  private final Instant started;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * @param version of this program, for the run's manifest
   * @param started when the user asked for it: what the run's seconds count from
   */
  public GenerateRun(
      GenerateOptions options, RunListener listener, String version, Instant started) {
    this.options = options;
    this.listener = listener;
    this.version = version;
    this.started = started;
  }

  /**
   * Runs to the end.
   *
   * @return a finished or failed run; a run that had finished before is returned as it is
   * @throws InputException for whatever the user can mend; nothing was written then
   */
  public RunSummary run() throws Exception {
    RunPlan plan = new Preflight(options, version).check();
    if (plan.manifest().state() == State.FINISHED) {
      return new RunSummary(plan.directory(), plan.manifest(), "");
    }
    if (options.overwrite()) {
      plan.directory().clear();
    }
    try (RunLock lock = lock(plan.directory())) {
      return lostOnlyItsEnd(plan) ? finish(plan) : generate(plan);
    }
  }

  private static RunLock lock(RunDirectory directory) throws IOException {
    return RunLock.take(directory)
        .orElseThrow(
            () ->
                InputException.of(
                    "another process runs in " + directory.root(),
                    "Wait for its end, or stop it first"));
  }

  /**
   * Whether the job had ended and only the manifest was not written any more: files appear with
   * completed checkpoints, and those are deleted by nothing but a job's good end.
   */
  private static boolean lostOnlyItsEnd(RunPlan plan) throws IOException {
    return plan.checkpoint().isEmpty()
        && Files.exists(plan.directory().manifest())
        && !(plan.directory().dataFiles().isEmpty() && plan.directory().droppedFiles().isEmpty());
  }

  private RunSummary generate(RunPlan plan) throws Exception {
    RunDirectory directory = plan.directory();
    RunManifest manifest = plan.manifest().in(State.RUNNING, 0);
    manifest.write(directory);
    RunSummary begun = new RunSummary(directory, manifest, "");
    if (options.resume()) {
      listener.resuming(begun, plan.checkpoint());
    } else {
      listener.starting(begun);
    }
    Optional<Throwable> failure;
    try (LocalCluster cluster = start(plan)) {
      Thread hook = new Thread(() -> stop(plan, cluster), "gridloom-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      follow(cluster, plan);
      failure = cluster.await();
      if (!stopping.compareAndSet(false, true)) {
        hook.join(); // this process is ending; the hook has the last word
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    return failure.isEmpty() ? finish(plan) : fail(plan, failure.get());
  }

  private LocalCluster start(RunPlan plan) throws Exception {
    Configuration config =
        EmbeddedFlink.job(
            plan.directory().checkpoints(),
            options.checkpointInterval(),
            plan.checkpoint(),
            StateBackends.choose(
                plan.dataset(), plan.manifest().rows(), Runtime.getRuntime().maxMemory()));
    int parallelism =
        options.parallelism().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    return LocalCluster.run(
        config,
        parallelism,
        "gridloom " + plan.manifest().configFile(),
        () -> program(plan, config, parallelism));
  }

  private StreamExecutionEnvironment program(RunPlan plan, Configuration config, int parallelism) {
    RunManifest manifest = plan.manifest();
    RunDirectory directory = plan.directory();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    Gridloom job =
        Gridloom.of(plan.dataset())
            .rows(manifest.rows())
            .seed(manifest.seed())
            .date(manifest.date())
            .blocks(new RowBlocks(manifest.maxParallelism(), manifest.blockRows()));
    GeneratedRows rows =
        (options.inFlightRows().isPresent()
                ? job.inFlightRows(options.inFlightRows().getAsInt())
                : job)
            .attachTo(env);
    rows.writeJsonLines(
        directory.data().toUri(),
        Optional.of(manifest.rowIdColumn()).filter(name -> !name.isEmpty()));
    rows.writeDeadLetters(directory.dropped().toUri());
    return env;
  }

  private void follow(LocalCluster cluster, RunPlan plan) throws Exception {
    long rows = plan.manifest().rows();
    List<List<String>> barriers =
        StagePlanner.plan(plan.dataset().columns()).barrierStages().stream()
            .flatMap(stage -> stage.windows().stream())
            .filter(columns -> !(columns.window() instanceof BlockWindow))
            .map(WindowColumns::columns)
            .toList();
    while (!cluster.await(PROGRESS_MILLIS)) {
      long done = cluster.accumulator(RowsDoneOperator.ROWS);
      for (int i = barriers.size() - 1; i >= 0 && done == 0; i--) {
        long there = cluster.accumulator(DatasetWindowOperator.arrived(barriers.get(i)));
        if (there > 0) {
          listener.waiting(barriers.get(i), there, rows);
          break;
        }
      }
      if (done > 0 || barriers.isEmpty()) {
        listener.progress(done, rows);
      }
    }
  }

  private RunSummary finish(RunPlan plan) throws IOException {
    RunDirectory directory = plan.directory();
    directory.removeLeftovers();
    directory.removeCheckpoints();
    RunManifest manifest =
        plan.manifest().in(State.FINISHED, seconds()).withDropped(lines(directory));
    manifest.write(directory);
    return new RunSummary(directory, manifest, "");
  }

  private static long lines(RunDirectory directory) throws IOException {
    long lines = 0;
    for (Path file : directory.droppedFiles()) {
      try (Stream<String> text = Files.lines(file)) {
        lines += text.count();
      }
    }
    return lines;
  }

  private RunSummary fail(RunPlan plan, Throwable failure) throws IOException {
    RunManifest manifest = plan.manifest().in(State.FAILED, seconds());
    manifest.write(plan.directory());
    return new RunSummary(plan.directory(), manifest, Failures.cause(failure));
  }

  /** Ctrl-C: keeps what is done, by a last checkpoint. Runs in the shutdown hook. */
  private void stop(RunPlan plan, LocalCluster cluster) {
    if (!stopping.compareAndSet(false, true)) {
      return; // the job has just ended by itself
    }
    listener.stopping();
    try {
      cluster.checkpoint(STOP_CHECKPOINT_MILLIS);
      cluster.cancel();
      RunManifest manifest = plan.manifest().in(State.STOPPED, seconds());
      manifest.write(plan.directory());
      listener.stopped(new RunSummary(plan.directory(), manifest, ""));
    } catch (Exception e) {
      // The process ends anyway; the checkpoints before this one are there to go on from.
      listener.stopped(new RunSummary(plan.directory(), plan.manifest(), Failures.cause(e)));
    }
  }

  private double seconds() {
    return Duration.between(started, Instant.now()).toMillis() / MILLIS_PER_SECOND;
  }
}
