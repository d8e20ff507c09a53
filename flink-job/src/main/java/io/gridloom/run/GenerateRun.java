package io.gridloom.run;

import io.gridloom.Gridloom;
import io.gridloom.cluster.Cluster;
import io.gridloom.cluster.JobStart;
import io.gridloom.cluster.RestCluster;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.control.ControlServer;
import io.gridloom.flinkinternal.FlinkJob;
import io.gridloom.flinkinternal.JobEnd;
import io.gridloom.generator.StopRunException;
import io.gridloom.operator.RowsDoneOperator;
import io.gridloom.output.file.FileMerge;
import io.gridloom.output.file.OutputFolder;
import io.gridloom.problem.InputException;
import io.gridloom.rundir.ClusterJob;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunLock;
import io.gridloom.rundir.RunManifest;
import io.gridloom.rundir.RunManifest.State;
import io.gridloom.source.kafka.SeedRows;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** A run, inside this process or on a cluster, from the first check to the closing summary. */
public final class GenerateRun {

  private static final double MILLIS_PER_SECOND = 1000;

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
    if (options.resume() && !isKeptByCluster()) {
      try (RunLock lock = lock(plan.directory())) {
        return resume(plan, lock);
      }
    }
    Topics.check(plan);
    try (Cluster cluster = Cluster.of(options.cluster())) {
      cluster.check(options.plugins().jars());
      int parallelism = parallelism(cluster, plan);
      if (options.overwrite() && plan.directory().isRun()) {
        lock(plan.directory()).close(); // nobody runs in it
        LeftJob.checkNone(plan.directory());
        Topics.abandon(plan.directory());
        plan.directory().clear();
      }
      try (RunLock lock = lock(plan.directory())) {
        return generate(plan, cluster, parallelism, lock);
      }
    }
  }

  /**
   * Whether the cluster that calls this program sees to it itself that the job goes on: it was told
   * from where, or had the job already when it started this process again.
   */
  private boolean isKeptByCluster() throws Exception {
    try (Cluster calling = Cluster.of(options.cluster().filter(Cluster.CALLING::equals))) {
      if (calling.knowsWhereToGoOn() || !calling.outlivesProcess()) {
        return calling.knowsWhereToGoOn();
      }
      Optional<FlinkJob> there = RestCluster.find(calling.nextJob().orElseThrow());
      if (there.isPresent()) {
        there.get().close();
      }
      return there.isPresent();
    }
  }

  private RunSummary resume(RunPlan plan, RunLock lock) throws Exception {
    Optional<String> where =
        options.cluster().or(() -> plan.manifest().cluster().map(ClusterJob::url));
    Optional<LeftJob> left = LeftJob.of(plan.directory(), options.cluster());
    if (left.isPresent()) {
      try (FlinkJob job = left.get().job()) {
        Optional<RunSummary> ended = followed(plan, left.get(), job, lock);
        if (ended.isPresent()) {
          return ended.get();
        }
      }
    }
    boolean behind = isBehindItsFiles(plan);
    if (lostOnlyItsEnd(plan, behind)) {
      return finish(plan);
    }
    checkNothingIsLost(plan, behind);
    Topics.check(plan);
    try (Cluster cluster = Cluster.of(where)) {
      cluster.check(options.plugins().jars());
      int parallelism = parallelism(cluster, plan);
      if (plan.checkpoint().isEmpty()) {
        plan.directory().setSavepointsAside(); // of rows before the first one
      } else {
        plan.directory().removeCheckpointsBut(plan.checkpoint().get());
      }
      return generate(plan, cluster, parallelism, lock);
    }
  }

  /** What becomes of a job that an earlier process has left; empty if this one has to go on. */
  private Optional<RunSummary> followed(RunPlan plan, LeftJob left, FlinkJob job, RunLock lock)
      throws Exception {
    if (left.lives()) {
      left.checkSame(plan);
      listener.following(plan.summary(plan.manifest(), ""));
      GenerateRun since = new GenerateRun(options, listener, version, left.begun());
      return Optional.of(since.follow(plan, job, true, lock));
    }
    Map<String, Long> counts = job.counts();
    if (!isWhole(plan, counts)) {
      return Optional.empty();
    }
    left.checkSame(plan);
    return Optional.of(finish(plan.spent(ModelUse.of(counts))));
  }

  private int parallelism(Cluster cluster, RunPlan plan) {
    return cluster.parallelism(options.parallelism(), plan.manifest().maxParallelism());
  }

  private static RunLock lock(RunDirectory directory) throws IOException {
    try {
      return RunLock.take(directory)
          .orElseThrow(
              () ->
                  InputException.of(
                      "another process runs in " + directory.root(),
                      "Wait for its end, or stop it first"));
    } catch (FileSystemException e) {
      throw InputException.of(
          "%s can't be written to: %s"
              .formatted(directory.root(), Objects.requireNonNullElse(e.getReason(), e.getFile())),
          "Name another --output");
    }
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
    return plan.manifest().state() == State.RUNNING && !goesOn && isAllWritten(plan);
  }

  /** A seed says only how many rows there can be; its records are counted where that decides. */
  private static boolean isAllWritten(RunPlan plan) throws IOException {
    long rows = plan.manifest().rows();
    long written = written(plan.directory());
    boolean mayBeFewer = plan.isSeeded() && rows != Gridloom.UNBOUNDED && written > 0;
    return written == rows
        || (mayBeFewer && SeedRows.recount(plan.dataset()).orElse(rows) == written);
  }

  /** Whether there are files of a later checkpoint than the one that is there. */
  private static boolean isBehindItsFiles(RunPlan plan) throws IOException {
    return plan.checkpoint().isPresent() && plan.directory().hasFilesAfter(plan.checkpoint().get());
  }

  private static long written(RunDirectory directory) throws IOException {
    return directory.countedRows() + RunDirectory.lines(directory.droppedFiles());
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

  private RunSummary generate(RunPlan plan, Cluster cluster, int parallelism, RunLock lock)
      throws Exception {
    RunDirectory directory = plan.directory();
    Optional<ClusterJob> job = cluster.nextJob();
    RunManifest manifest = plan.manifest().in(State.RUNNING, 0).on(job);
    Topics.prepare(plan);
    manifest.write(directory); // before the job is there: whoever dies in between leaves its name
    RunSummary begun = plan.summary(manifest, "");
    if (options.resume()) {
      listener.resuming(begun, plan.checkpoint());
    } else {
      listener.starting(begun);
    }
    JobStart start =
        new JobStart(
            "gridloom " + manifest.configFile(),
            job,
            directory,
            parallelism,
            JobSettings.of(
                directory.checkpoints(),
                manifest.pace().checkpointInterval(),
                plan.checkpoint(),
                manifest.stateBackend(),
                plan.isSeeded()),
            options.plugins().jars(),
            config -> RunProgram.of(plan, options, config, parallelism));
    try (FlinkJob running = cluster.start(start)) {
      return cluster.isFollowed()
          ? follow(plan.with(manifest), running, !cluster.outlivesProcess(), lock)
          : begun;
    }
  }

  /**
   * Waits for the end of a job.
   *
   * @param ours whether it ends with this process
   */
  private RunSummary follow(RunPlan plan, FlinkJob job, boolean ours, RunLock lock)
      throws Exception {
    RunStop stop = new RunStop(plan.summary(plan.manifest(), ""), job, listener, this::seconds);
    try (ControlServer control = ControlServer.open(lock, stop::answer)) {
      JobEnd end = ours ? await(job, plan, stop) : await(job, plan);
      stop.jobEnded();
      Map<String, Long> counts = job.counts();
      job.close(); // it still deletes checkpoints
      RunSummary ended = ended(plan.spent(ModelUse.of(counts)), stop, end, counts);
      lock.close(); // before those are told who wait for it
      return ended;
    }
  }

  private JobEnd await(FlinkJob job, RunPlan plan, RunStop stop) throws Exception {
    Thread hook = new Thread(stop::interrupted, "gridloom-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    JobEnd end = await(job, plan);
    stop.jobEnded();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      hook.join(); // this process is ending; the hook has the last word
    }
    return end;
  }

  private JobEnd await(FlinkJob job, RunPlan plan) throws Exception {
    new JobProgress(job, plan, listener).tellUntilItEnds();
    try {
      return job.await();
    } catch (ExecutionException e) {
      throw new StopRunException(
          "the cluster does not answer any more (%s); its job may go on. Look again by gridloom generate --resume --output %s"
              .formatted(Failures.cause(e), plan.directory().root()));
    }
  }

  private RunSummary ended(RunPlan plan, RunStop stop, JobEnd end, Map<String, Long> counts)
      throws IOException {
    Optional<RunSummary> stopped = stop.jobEnded();
    if (stopped.isPresent()) {
      return stopped.get();
    }
    if (end.failure().isPresent()) {
      return fail(plan, end.failure().get());
    }
    return isWhole(plan, counts) ? finish(plan) : stoppedElsewhere(plan);
  }

  /**
   * Whether a job that ended well was not stopped by somebody else, with Flink's own means: to
   * Flink a stopped job has finished, too. The counts lack subtasks that had ended before a
   * restart.
   */
  private static boolean isWhole(RunPlan plan, Map<String, Long> counts) throws IOException {
    RunManifest manifest = plan.manifest();
    if (plan.isSeeded()) {
      return manifest.cluster().isEmpty() || counts.getOrDefault(RowsDoneOperator.ENDED, 0L) > 0;
    }
    return manifest.cluster().isEmpty()
        || counts.getOrDefault(RowsDoneOperator.ROWS, 0L) == manifest.rows() - manifest.firstRow()
        || written(plan.directory()) == manifest.rows();
  }

  private RunSummary stoppedElsewhere(RunPlan plan) throws IOException {
    RunDirectory directory = plan.directory();
    RunManifest manifest = plan.manifest().in(State.STOPPED, seconds());
    Optional<Path> newest = directory.newestCheckpoint();
    if (newest.filter(folder -> folder.startsWith(directory.savepoints())).isPresent()) {
      manifest = manifest.stoppedBy(newest.get());
    }
    manifest.write(directory);
    RunSummary stopped = plan.summary(manifest, "");
    listener.stopped(stopped);
    return stopped;
  }

  private RunSummary finish(RunPlan plan) throws IOException {
    RunDirectory directory = plan.directory();
    new OutputFolder(directory.dropped().toString()).removeLeftovers();
    new OutputFolder(directory.counts().toString()).removeLeftovers();
    new OutputFolder(directory.undelivered().toString()).removeLeftovers();
    for (OutputConfig output : plan.outputs()) {
      if (output instanceof FilesOutput files) {
        new OutputFolder(files.folder()).removeLeftovers();
        FileMerge.run(files);
      }
    }
    directory.removeCheckpoints();
    RunManifest manifest =
        (plan.isSeeded() ? plan.manifest().withRows(0, written(directory)) : plan.manifest())
            .in(State.FINISHED, seconds())
            .withDropped(RunDirectory.lines(directory.droppedFiles()));
    manifest.write(directory);
    return plan.summary(manifest, "");
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
