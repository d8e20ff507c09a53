package io.gridloom.cli;

import io.gridloom.Gridloom;
import io.gridloom.cluster.Cluster;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.JobConfig;
import io.gridloom.config.job.Rate;
import io.gridloom.config.job.RunConfig;
import io.gridloom.config.read.Intervals;
import io.gridloom.problem.InputException;
import io.gridloom.run.GenerateOptions;
import io.gridloom.run.GenerateRun;
import io.gridloom.run.RunSummary;
import io.gridloom.rundir.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Generates a dataset into files, on the Flink inside this process or on a cluster. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Generates the rows of a dataset into files.")
final class GenerateCommand implements Callable<Integer> {

  private static final int MAX_PARALLELISM = 1024;
  private static final int MAX_IN_FLIGHT_ROWS = 100_000; // all of them are in memory

  @Parameters(
      paramLabel = "CONFIG",
      arity = "0..1",
      description = "A dataset's config, YAML or JSON. Not needed with --job or --resume.")
  private @Nullable Path config;

  @Option(
      names = "--rows",
      paramLabel = "N",
      converter = RowCount.class,
      description = "How many rows, at least 1, or unbounded.")
  private @Nullable Long rows;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Rows that begin in a second. Default: as fast as it goes.")
  private @Nullable Double rate;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of the run. Default: out/<name of CONFIG>.")
  private @Nullable Path output;

  @Option(names = "--overwrite", description = "Delete the run that is in the folder.")
  private boolean overwrite;

  @Option(names = "--resume", description = "Go on with the run that is in the folder.")
  private boolean resume;

  @Option(
      names = "--allow-changes",
      description = "With --resume: go on with what CONFIG says now, where old rows permit it.")
  private boolean allowChanges;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides every value. Default: drawn, and told.")
  private @Nullable Long seed;

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      converter = Day.class,
      description = "What relative dates start from. Default: today.")
  private @Nullable LocalDate date;

  @Option(
      names = "--parallelism",
      paramLabel = "P",
      description =
          "Subtasks that work side by side. Default: the machine's cores, or the cluster's free slots.")
  private @Nullable Integer parallelism;

  @Option(
      names = "--in-flight-rows",
      paramLabel = "K",
      description = "Rows that a subtask works on where cells take time. Default: 256.")
  private @Nullable Integer inFlightRows;

  @Option(
      names = "--row-id-column",
      paramLabel = "NAME",
      description = "Write the row's number as a first field of this name.")
  private @Nullable String rowIdColumn;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = Format.class,
      description = "Of the files with rows: jsonl (default), csv, avro or parquet.")
  private @Nullable FileFormat format;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      converter = Interval.class,
      description = "How much work a crash may cost, such as 500ms, 10s, 2m. Default: 10s.")
  private @Nullable Duration checkpointInterval;

  @Option(
      names = "--cluster",
      paramLabel = "URL",
      description =
          "Flink cluster to run on, http://host:port, or embedded. Default: embedded, or that of"
              + " the run that is resumed.")
  private @Nullable String cluster;

  @Mixin private JobFile jobFile = new JobFile();

  @Mixin private ProvidersFile providers = new ProvidersFile();

  @Mixin private PluginsFolder plugins = new PluginsFolder();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;
  private final Supplier<Instant> started;

  GenerateCommand(Terminal terminal, Supplier<Instant> started) {
    this.terminal = terminal;
    this.started = started;
  }

  @Override
  public Integer call() throws Exception {
    checkArguments();
    GenerateOptions options = options(jobFile.read());
    try (RunProgress progress = new RunProgress(terminal)) {
      RunSummary run = new GenerateRun(options, progress, Main.version(), started.get()).run();
      return progress.ended(run);
    } catch (InputException e) {
      throw jobFile.placed(e);
    }
  }

  /** Flags, or else what the job file says. */
  private GenerateOptions options(JobConfig job) {
    RunConfig run = job.run();
    return new GenerateOptions(
        Optional.ofNullable(config).or(job::dataset),
        rows == null ? job.rows() : OptionalLong.of(rows),
        rate == null ? job.rate() : Optional.of(Rate.of(rate)),
        Optional.ofNullable(output).or(job::output),
        Optional.ofNullable(format),
        job.outputs(),
        overwrite,
        resume || isCalledAgain(job),
        allowChanges,
        seed == null ? job.seed() : OptionalLong.of(seed),
        Optional.ofNullable(date).or(run::date),
        parallelism == null ? run.parallelism() : OptionalInt.of(parallelism),
        run.maxParallelism(),
        inFlightRows == null ? run.inFlightRows() : OptionalInt.of(inFlightRows),
        Optional.ofNullable(rowIdColumn).or(job::rowIdColumn),
        Optional.ofNullable(checkpointInterval).or(run::checkpointInterval),
        run.stateBackend(),
        run.onError(),
        run.maxFailedFraction(),
        providers.read(job),
        plugins.load(),
        Optional.ofNullable(cluster));
  }

  /** A cluster that lost its JobManager, or a redeployed application, calls with the same words. */
  private boolean isCalledAgain(JobConfig job) {
    Optional<Path> folder = Optional.ofNullable(output).or(job::output);
    return Cluster.CALLING.equals(cluster)
        && !overwrite
        && folder.isPresent()
        && new RunDirectory(folder.get()).isRun();
  }

  private void checkArguments() {
    if (allowChanges && (!resume || config == null)) {
      throw new ParameterException(
          spec.commandLine(), "--allow-changes needs --resume and the changed CONFIG");
    }
    if (rows != null && rows < 1) {
      throw new ParameterException(
          spec.commandLine(), "--rows is " + rows + "; at least 1 is allowed");
    }
    if (rate != null && !(rate > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--rate is " + rate + "; more than 0 is allowed");
    }
    if (parallelism != null && (parallelism < 1 || parallelism > MAX_PARALLELISM)) {
      throw new ParameterException(
          spec.commandLine(),
          "--parallelism is " + parallelism + "; 1 to " + MAX_PARALLELISM + " are allowed");
    }
    if (inFlightRows != null && (inFlightRows < 1 || inFlightRows > MAX_IN_FLIGHT_ROWS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--in-flight-rows is " + inFlightRows + "; 1 to " + MAX_IN_FLIGHT_ROWS + " are allowed");
    }
    if (rowIdColumn != null && rowIdColumn.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--row-id-column is blank");
    }
  }

  /** A whole number, or {@code unbounded}. */
  private static final class RowCount implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
      try {
        return text.equals("unbounded") ? Gridloom.UNBOUNDED : Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is not a number of rows, nor unbounded");
      }
    }
  }

  /** A format of files. */
  private static final class Format implements ITypeConverter<FileFormat> {

    @Override
    public FileFormat convert(String text) {
      for (FileFormat format : FileFormat.values()) {
        if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
          return format;
        }
      }
      throw new TypeConversionException(
          "'" + text + "' is no format; jsonl, csv, avro and parquet are");
    }
  }

  /** {@code 500ms}, {@code 10s}, {@code 2m}. */
  private static final class Interval implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
      return Intervals.parse(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is no interval; " + Intervals.ALLOWED + " is needed"));
    }
  }
}
