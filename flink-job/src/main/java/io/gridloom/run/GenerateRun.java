package io.gridloom.run;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.control.ControlServer;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.key.RowBlocks;
import io.gridloom.operator.BarrierOperator;
import io.gridloom.operator.RowsDoneOperator;
import io.gridloom.output.file.FileMerge;
import io.gridloom.output.file.OutputFolder;
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
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A run on the cluster inside this process, from the first check to the closing summary. */
public final class GenerateRun {

  private static final double MILLIS_PER_SECOND = 1000;
  private static final long PROGRESS_MILLIS = 500;

  private final GenerateOptions options;
  private final RunListener listener;
  private final String version;
  private final Instant started;

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
   * @return a finished, stopped or failed run; one that had finished before is returned as it is
   * @throws InputException for whatever the user can mend; nothing was written then
   */
  public RunSummary run() throws Exception {
    RunPlan plan = new Preflight(options, version).check();
    if (plan.manifest().state() == State.FINISHED) {
      return plan.summary(plan.manifest(), "");
    }
    if (options.overwrite()) {
      plan.directory().clear();
    }
    try (RunLock lock = lock(plan.directory())) {
      boolean behind = isBehindItsFiles(plan);
      if (lostOnlyItsEnd(plan, behind)) {
        return finish(plan);
      }
      checkNothingIsLost(plan, behind);
      if (plan.checkpoint().isEmpty()) {
        plan.directory().setSavepointsAside(); // of rows before the first one
      } else {
        plan.directory().removeCheckpointsBut(plan.checkpoint().get());
      }
      return generate(plan, lock);
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
   * Whether the job had ended and only the manifest was not written any more: a job deletes its
   * checkpoints at its good end. What a dead job before it left may still be there, and savepoints
   * are, so what is in the files decides.
   */
  private static boolean lostOnlyItsEnd(RunPlan plan, boolean behind) throws IOException {
    RunDirectory directory = plan.directory();
    boolean goesOn =
        !behind && plan.checkpoint().filter(c -> c.startsWith(directory.checkpoints())).isPresent();
    return plan.manifest().state() == State.RUNNING
        && !goesOn
        && written(directory) == plan.manifest().rows();
  }

  /** Whether there are files of a later checkpoint than the one that is there. */
  private static boolean isBehindItsFiles(RunPlan plan) throws IOException {
    return plan.checkpoint().isPresent() && plan.directory().hasFilesAfter(plan.checkpoint().get());
  }

  private static long written(RunDirectory directory) throws IOException {
    return directory.countedRows() + lines(directory.droppedFiles());
  }

  /** Rows in files that no checkpoint knows would be generated again. */
  private static void checkNothingIsLost(RunPlan plan, boolean behind) throws IOException {
    RunDirectory directory = plan.directory();
    if (plan.checkpoint().isEmpty() && written(directory) != plan.manifest().firstRow()) {
      throw InputException.of(
          directory.root() + " holds rows, but no checkpoint or savepoint to go on from",
          "Put it back, or start again with --overwrite");
    }
    if (behind) {
      throw InputException.of(
          directory.root()
              + " holds rows of a later checkpoint than "
              + plan.checkpoint().orElseThrow(),
          "Put that one back (a copy of the folder must keep its times: cp -a), or start again with"
              + " --overwrite");
    }
  }

  private RunSummary generate(RunPlan plan, RunLock lock) throws Exception {
    RunDirectory directory = plan.directory();
    RunManifest manifest = plan.manifest().in(State.RUNNING, 0);
    manifest.write(directory);
    RunSummary begun = plan.summary(manifest, "");
    if (options.resume()) {
      listener.resuming(begun, plan.checkpoint());
    } else {
      listener.starting(begun);
    }
    try (LocalCluster cluster = start(plan)) {
      RunStop stop = new RunStop(plan, cluster, listener, this::seconds);
      try (ControlServer control = ControlServer.open(lock, stop::answer)) {
        Optional<Throwable> failure = follow(cluster, plan, stop);
        RunPlan done = plan.spent(ModelUse.of(cluster, plan.dataset()));
        cluster.close(); // it still deletes checkpoints
        RunSummary ended = ended(done, stop, failure);
        lock.close(); // before those are told who wait for it
        return ended;
      }
    }
  }

  private Optional<Throwable> follow(LocalCluster cluster, RunPlan plan, RunStop stop)
      throws Exception {
    Thread hook = new Thread(stop::interrupted, "gridloom-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    tellProgress(cluster, plan);
    Optional<Throwable> failure = cluster.await();
    stop.jobEnded();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      hook.join(); // this process is ending; the hook has the last word
    }
    return failure;
  }

  private RunSummary ended(RunPlan plan, RunStop stop, Optional<Throwable> failure)
      throws IOException {
    Optional<RunSummary> stopped = stop.jobEnded();
    if (stopped.isPresent()) {
      return stopped.get();
    }
    return failure.isEmpty() ? finish(plan) : fail(plan, failure.get());
  }

  private LocalCluster start(RunPlan plan) throws Exception {
    Configuration config =
        EmbeddedFlink.job(
            plan.directory().checkpoints(),
            options.checkpointInterval(),
            plan.checkpoint(),
            plan.manifest().stateBackend());
    int parallelism =
        options.parallelism().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    return LocalCluster.run(
        config,
        parallelism,
        "gridloom " + plan.manifest().configFile(),
        options.plugins().jars(),
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
            .firstRow(manifest.firstRow())
            .seed(manifest.seed())
            .date(manifest.date())
            .providers(options.providers())
            .onError(new ErrorPolicy(manifest.onError(), manifest.maxFailedFraction()))
            .rate(options.rate().orElse(Double.POSITIVE_INFINITY))
            .blocks(new RowBlocks(manifest.maxParallelism(), manifest.blockRows()));
    GeneratedRows rows =
        (options.inFlightRows().isPresent()
                ? job.inFlightRows(options.inFlightRows().getAsInt())
                : job)
            .attachTo(env);
    Optional<String> rowId = Optional.of(manifest.rowIdColumn()).filter(name -> !name.isEmpty());
    plan.outputs().forEach(output -> rows.write(output, rowId));
    rows.write(FilesOutput.dropped(directory.dropped().toString(), FileFormat.JSONL));
    rows.writeCounts(directory.counts().toString());
    return env;
  }

  private void tellProgress(LocalCluster cluster, RunPlan plan) throws Exception {
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
        long there = cluster.accumulator(BarrierOperator.arrived(barriers.get(i)));
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
    new OutputFolder(directory.dropped().toString()).removeLeftovers();
    new OutputFolder(directory.counts().toString()).removeLeftovers();
    for (OutputConfig output : plan.outputs()) {
      new OutputFolder(((FilesOutput) output).folder()).removeLeftovers();
      FileMerge.run((FilesOutput) output);
    }
    directory.removeCheckpoints();
    RunManifest manifest =
        plan.manifest().in(State.FINISHED, seconds()).withDropped(lines(directory.droppedFiles()));
    manifest.write(directory);
    return plan.summary(manifest, "");
  }

  private static long lines(List<Path> paths) throws IOException {
    long lines = 0;
    for (Path file : paths) {
      try (Stream<String> text = Files.lines(file)) {
        lines += text.count();
      }
    }
    return lines;
  }

  private RunSummary fail(RunPlan plan, Throwable failure) throws IOException {
    RunManifest manifest = plan.manifest().in(State.FAILED, seconds());
    manifest.write(plan.directory());
    return plan.summary(manifest, Failures.cause(failure));
  }

  private double seconds() {
    return Duration.between(started, Instant.now()).toMillis() / MILLIS_PER_SECOND;
  }
}
