package io.gridloom.run;

import io.gridloom.Gridloom;
import io.gridloom.cluster.Cluster;
import io.gridloom.config.KafkaSeed;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.config.read.OutputsReader;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.GeneratorCheck;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.key.RowBlocks;
import io.gridloom.model.provider.ProvidersCheck;
import io.gridloom.plan.MoreRows;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.progress.RunStatus;
import io.gridloom.random.CellRandom;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import io.gridloom.rundir.RunPace;
import io.gridloom.source.kafka.SeedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns what a user asked for into a run that may begin, or refuses it before anything is written.
 */
final class Preflight {

  /** Of a URI as a path has it, perhaps behind the folder of a job file. */
  private static final Pattern SCHEME = Pattern.compile("(^|/)[A-Za-z][A-Za-z0-9+.-]+:/");

  private final GenerateOptions options;
  private final String version;

  Preflight(GenerateOptions options, String version) {
    this.options = options;
    this.version = version;
  }

  /**
   * The run to begin; nothing is written yet.
   *
   * @throws InputException for whatever the user can mend
   */
  RunPlan check() throws IOException {
    return options.resume() ? resumed() : begun();
  }

  private RunPlan begun() throws IOException {
    Path config =
        options
            .config()
            .orElseThrow(
                () -> InputException.of("CONFIG is missing", "Name a config file, or --resume"));
    Dataset read = Dataset.read(config, registry());
    checkColumns(read, config);
    boolean seeded = read.config().seed().isPresent();
    if (seeded) {
      checkSeeded(read);
    } else {
      Gridloom.checkEnd(read, rows());
    }
    RunDirectory directory = directory(config);
    checkFolder(directory);
    Dataset dataset = seeded ? placed(read, config) : read;
    long rows = seeded ? SeedRows.count(dataset) : rows();
    RowBlocks blocks = blocks(dataset, rows);
    checkRowIdColumn(dataset, options.rowIdColumn());
    RunManifest manifest =
        new RunManifest(
            version,
            config.toString(),
            dataset.fingerprint(),
            RunManifest.json(dataset.source()),
            0,
            rows,
            options.seed().orElseGet(CellRandom::drawSeed),
            options.date().orElseGet(() -> LocalDate.now(ZoneId.systemDefault())),
            options.rowIdColumn().orElse(""),
            blocks.blockRows(),
            blocks.groups(),
            options
                .stateBackend()
                .map(StateBackends::named)
                .orElseGet(() -> StateBackends.choose(dataset, rows, heapBytes())),
            RunManifest.json(OutputsReader.source(Topics.identified(outputs(dataset, directory)))),
            options.onError().orElse(ErrorPolicy.DEFAULT.onError()),
            options.maxFailedFraction().orElse(ErrorPolicy.DEFAULT.maxFailedFraction()),
            pace(RunPace.DEFAULT, rows),
            RunManifest.State.RUNNING,
            0,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty());
    return plan(dataset, directory, manifest, Optional.empty());
  }

  /** What is not said now is as otherwise. */
  private RunPace pace(RunPace otherwise, long rows) {
    return new RunPace(
        options.checkpointInterval().orElse(otherwise.checkpointInterval()),
        options.inFlightRows().isPresent() ? options.inFlightRows() : otherwise.inFlightRows(),
        options.rate().filter(rate -> rows == Gridloom.UNBOUNDED).or(otherwise::rate));
  }

  private long rows() {
    return options
        .rows()
        .orElseThrow(() -> InputException.of("--rows is missing", "Write --rows 1000"));
  }

  /** What the topic of a seed decides can't be asked for. */
  private void checkSeeded(Dataset dataset) {
    List<Problem> problems = new ArrayList<>();
    if (options.rows().isPresent()) {
      problems.add(
          new Problem(
              Place.NOWHERE,
              "",
              "--rows is given, but the dataset has the rows of the Kafka topic in its seed_config",
              "Leave it out, and say where they end by seed_config.source.end"));
    }
    if (options.rate().isPresent()) {
      problems.add(
          new Problem(
              Place.NOWHERE,
              "",
              "--rate is given, but rows come as they are in the Kafka topic",
              "Leave it out"));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    if (dataset.config().seed().orElseThrow().isUnbounded()) {
      Gridloom.checkEnd(dataset, Gridloom.UNBOUNDED);
    }
  }

  private static Dataset placed(Dataset dataset, Path config) {
    try {
      return SeedRows.asked(dataset);
    } catch (InputException e) {
      throw e.in(config.toString());
    }
  }

  /** Where rows go: what the job says, or files in the run's folder. */
  private List<OutputConfig> outputs(Dataset dataset, RunDirectory directory) {
    if (options.outputs().isEmpty()) {
      return options
          .namedOutputs()
          .orElse(List.of(FilesOutput.rows(RunDirectory.DATA, FileFormat.JSONL)));
    }
    if (options.format().isPresent()) {
      throw InputException.of(
          "--format and the job's outputs exclude each other", "Write the format of each output");
    }
    OutputsCheck.run(
        options.outputs(), dataset, options.rowIdColumn(), directory, options.overwrite());
    return options.outputs();
  }

  private RunPlan plan(
      Dataset dataset, RunDirectory directory, RunManifest manifest, Optional<Path> checkpoint) {
    boolean demo = options.providers().haveDemo(dataset.config(), dataset.modelAliases());
    return new RunPlan(dataset, directory, manifest, checkpoint, demo);
  }

  private long heapBytes() {
    try (Cluster cluster = Cluster.of(options.cluster())) {
      return cluster.heapBytes();
    }
  }

  private GeneratorRegistry registry() {
    return options.plugins().registry();
  }

  /** Whether all columns can be filled; a problem is one of the config, whose name it gets. */
  private void checkColumns(Dataset dataset, Path config) {
    try {
      GeneratorCheck.run(dataset);
      ProvidersCheck.run(dataset.config(), dataset.modelAliases(), options.providers());
    } catch (InputException e) {
      throw e.in(config.toString());
    }
  }

  private RowBlocks blocks(Dataset dataset, long rows) {
    RowBlocks blocks =
        options.maxParallelism().isPresent()
            ? Gridloom.blocksFor(dataset, rows, options.maxParallelism().getAsInt())
            : Gridloom.blocksFor(dataset, rows);
    int parallelism = options.parallelism().orElse(1);
    if (parallelism > blocks.groups()) {
      throw InputException.of(
          "parallelism is %d, more than the max parallelism of %d"
              .formatted(parallelism, blocks.groups()),
          "Lower it, or raise run.max_parallelism");
    }
    return blocks;
  }

  private RunDirectory directory(Path config) {
    Path folder = options.output().orElseGet(() -> Path.of("out", baseName(config)));
    if (SCHEME.matcher(folder.toString()).find()) {
      throw InputException.of(
          folder + " is a URI; the run's folder must be one of this machine's file system",
          "Name a path, and say where rows go by outputs in a job file");
    }
    return new RunDirectory(folder);
  }

  private static String baseName(Path config) {
    String name = config.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private void checkFolder(RunDirectory directory) throws IOException {
    if (Files.exists(directory.root()) && !Files.isDirectory(directory.root())) {
      throw InputException.of(
          directory.root() + " is a file; the output must be a folder", "Name another --output");
    }
    if (directory.isEmpty()) {
      return;
    }
    if (!directory.isRun()) {
      throw InputException.of(
          directory.root() + " is not empty and holds no run of ours (no run.json)",
          "Name an empty or new folder with --output");
    }
    if (!options.overwrite()) {
      throw InputException.of(
          directory.root() + " holds a run already",
          "Write --resume to go on with it, --overwrite to delete it, or another --output");
    }
  }

  private static void checkRowIdColumn(Dataset dataset, Optional<String> name) {
    if (name.isPresent() && dataset.layout().names().contains(name.get())) {
      throw InputException.of(
          "--row-id-column " + name.get() + ": the dataset has a column of this name",
          "Choose another name");
    }
  }

  private RunPlan resumed() throws IOException {
    if (options.overwrite()) {
      throw InputException.of("--resume and --overwrite exclude each other", "Write one of them");
    }
    Path folder =
        options
            .output()
            .or(() -> options.config().map(config -> Path.of("out", baseName(config))))
            .orElseThrow(
                () -> InputException.of("--output is missing", "Name the folder of the run"));
    RunDirectory directory = new RunDirectory(folder);
    if (!directory.isRun()) {
      throw InputException.of(
          directory.root() + " holds no run (no run.json)",
          "Name the folder of the run with --output, or start one without --resume");
    }
    RunManifest begun = RunManifest.read(directory);
    ResumeRules.check(options, begun);
    RunManifest manifest =
        begun
            .withErrors(
                options.onError().orElse(begun.onError()),
                options.maxFailedFraction().orElse(begun.maxFailedFraction()))
            .at(pace(begun.pace(), begun.rows()));
    return options.allowChanges()
        ? changed(directory, manifest, options.config().orElseThrow())
        : resumed(directory, manifest, ResumeRules.dataset(manifest, registry()));
  }

  private RunPlan changed(RunDirectory directory, RunManifest manifest, Path config)
      throws IOException {
    Dataset dataset = Dataset.read(config, registry());
    checkColumns(dataset, config);
    checkRowIdColumn(dataset, Optional.of(manifest.rowIdColumn()).filter(name -> !name.isEmpty()));
    Dataset before = ResumeRules.dataset(manifest, registry());
    ChangeRules.check(before, dataset, manifest);
    Optional<KafkaSeed> seed = before.config().seed();
    if (seed.isPresent()) { // the run began between its places
      dataset = dataset.withSeed(seed.get().start(), seed.get().end());
    }
    if (manifest.state() == RunManifest.State.FINISHED
        && options.rows().orElse(manifest.rows()) == manifest.rows()) {
      throw InputException.of(
          "the run has finished: no row would see the changes", "Give it more rows with --rows");
    }
    RunManifest changed =
        manifest.withConfig(config.toString(), dataset.fingerprint(), dataset.source());
    return resumed(directory, changed, dataset);
  }

  private RunPlan resumed(RunDirectory directory, RunManifest manifest, Dataset dataset)
      throws IOException {
    ProvidersCheck.run(dataset.config(), dataset.modelAliases(), options.providers());
    if (dataset.config().seed().isPresent()) {
      checkSeeded(dataset);
    }
    long rows = options.rows().orElse(manifest.rows());
    if (manifest.state() == RunManifest.State.FINISHED) {
      return plan(dataset, directory, moreRows(manifest, dataset, rows), Optional.empty());
    }
    Optional<Path> checkpoint = directory.newestCheckpoint();
    if (rows == manifest.rows()) {
      return plan(dataset, directory, manifest, checkpoint);
    }
    if (checkpoint.isPresent()) {
      checkMoreRows(RunStatus.of(directory, registry()), dataset);
    }
    return plan(dataset, directory, manifest.withRows(manifest.firstRow(), rows), checkpoint);
  }

  private static RunManifest moreRows(RunManifest finished, Dataset dataset, long rows) {
    if (rows == finished.rows()) {
      return finished;
    }
    MoreRows.check(dataset, finished.rows(), MoreRows.datasetWide(dataset));
    return finished.withRows(finished.rows(), rows);
  }

  private static void checkMoreRows(RunStatus run, Dataset dataset) {
    long rows = run.progress().rows();
    if (run.progress().done() == rows) {
      throw InputException.of( // its readers may have ended, and would not begin again
          "all " + rows + " rows are done, only the end of the run is missing",
          "Go on without --rows first, then give it more");
    }
    List<String> datasetWide = MoreRows.datasetWide(dataset);
    List<String> fired =
        run.columns().stream()
            .filter(column -> column.barrierFired().orElse(false))
            .map(RunStatus.Column::name)
            .filter(datasetWide::contains)
            .toList();
    MoreRows.check(dataset, rows, fired);
  }
}
