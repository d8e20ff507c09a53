package io.gridloom.config.read;

import io.gridloom.config.job.JobConfig;
import io.gridloom.config.job.OnError;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.job.Rate;
import io.gridloom.config.job.RunConfig;
import io.gridloom.config.job.RunConfig.StateBackend;
import io.gridloom.generator.Fields;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads job files, and single settings of one that are given by {@code --set path=value}. */
public final class JobReader {

  private static final int MAX_PARALLELISM = 1 << 15; // Flink's
  private static final int MAX_IN_FLIGHT_ROWS = 100_000; // all of them are in memory

  private final Path folder;

  private JobReader(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a job.
   *
   * @param file empty: there is none, only settings
   * @param settings each {@code path=value}; they win over the file
   * @throws InputException with every problem of the file and the settings
   */
  public static JobConfig read(Optional<Path> file, List<String> settings) {
    String text = file.map(SourceFile::read).orElse("{}");
    String name = file.map(Path::toString).orElse("");
    PlacedYaml yaml = PlacedYaml.parse(text, name);
    Map<String, @Nullable Object> root = root(yaml, name);
    boolean placed = file.isPresent();
    Problems problems = new Problems(path -> placed ? yaml.valuePlace(root, path) : Place.NOWHERE);
    yaml.problems().forEach(problems::add);
    Map<String, @Nullable Object> set = new Overrides(problems).apply(root, settings);
    Findings findings =
        new Findings(problems, path -> placed ? yaml.keyPlace(root, path) : Place.NOWHERE);
    Path folder = file.map(path -> path.toAbsolutePath().getParent()).orElse(Path.of(""));
    JobConfig job = new JobReader(folder).job(new FieldReader(set, "", findings));
    problems.throwIfAny();
    return job;
  }

  private static Map<String, @Nullable Object> root(PlacedYaml yaml, String name) {
    return yaml.root() == null
        ? new LinkedHashMap<>()
        : FieldReader.mapOf(yaml.root())
            .orElseThrow(
                () ->
                    new InputException(
                        List.of(
                            new Problem(
                                new Place(name, 1, 1),
                                "",
                                "found " + Shown.value(yaml.root()) + "; a mapping is needed",
                                ""))));
  }

  private JobConfig job(FieldReader top) {
    Optional<Path> dataset = path(top, "dataset");
    OptionalLong rows =
        top.raw("rows").filter("unbounded"::equals).isPresent()
            ? OptionalLong.of(JobConfig.UNBOUNDED)
            : whole(top, "rows", 1, JobConfig.UNBOUNDED);
    Optional<Rate> rate = rate(top);
    OptionalLong seed = whole(top, "seed", Long.MIN_VALUE, Long.MAX_VALUE);
    Optional<String> rowIdColumn = top.optionalText("row_id_column");
    Optional<Path> output = path(top, "output");
    List<OutputConfig> outputs = OutputsReader.listed(top, folder);
    ProvidersConfig providers = ProvidersReader.listed(top);
    RunConfig run = top.raw("run").isEmpty() ? RunConfig.EMPTY : run(top.mapping("run"));
    top.finish();
    return new JobConfig(dataset, rows, rate, seed, rowIdColumn, output, outputs, providers, run);
  }

  private static Optional<Rate> rate(Fields top) {
    Optional<Object> value = top.raw("rate");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof Map)) {
      return positive(top, "rate").map(Rate::of);
    }
    Fields ramp = top.mapping("rate");
    Optional<Double> from = positive(ramp, "from");
    Optional<Double> to = positive(ramp, "to");
    Optional<Duration> over = interval(ramp, "over");
    if (!ramp.has("over")) {
      ramp.problem("over", "is missing; " + Intervals.ALLOWED + " is needed", "");
    }
    return from.isPresent() && to.isPresent() && over.isPresent()
        ? Optional.of(new Rate(from.get(), to.get(), over.get()))
        : Optional.empty();
  }

  private static Optional<Double> positive(Fields fields, String key) {
    double number = fields.number(key);
    if (fields.accepted(key) && number <= 0) {
      fields.problem(key, "found " + number + "; more than 0 is allowed", "");
    }
    return Optional.of(number).filter(found -> found > 0);
  }

  /** Relative to the job file. */
  private Optional<Path> path(Fields fields, String key) {
    return fields.optionalText(key).map(folder::resolve);
  }

  private static RunConfig run(Fields run) {
    Optional<Duration> interval =
        run.raw("checkpoint").isEmpty()
            ? Optional.empty()
            : interval(run.mapping("checkpoint"), "interval");
    OptionalDouble fraction = OptionalDouble.empty();
    if (run.raw("max_failed_fraction").isPresent()) {
      double value = run.number("max_failed_fraction");
      if (run.accepted("max_failed_fraction") && (value < 0 || value > 1)) {
        run.problem("max_failed_fraction", "found " + value + "; 0 to 1 is allowed", "");
      }
      fraction = OptionalDouble.of(value);
    }
    return new RunConfig(
        small(run, "parallelism", MAX_PARALLELISM),
        small(run, "max_parallelism", MAX_PARALLELISM),
        small(run, "in_flight_rows", MAX_IN_FLIGHT_ROWS),
        oneOf(run, "state_backend", StateBackend.class),
        interval,
        date(run),
        onError(run),
        fraction);
  }

  /** What YAML takes for nothing is a word here. */
  private static Optional<OnError> onError(Fields run) {
    return run.has("on_error") && run.raw("on_error").isEmpty()
        ? Optional.of(OnError.NULL)
        : oneOf(run, "on_error", OnError.class);
  }

  private static <E extends Enum<E>> Optional<E> oneOf(Fields fields, String key, Class<E> type) {
    return fields.raw(key).isEmpty()
        ? Optional.empty()
        : Optional.of(fields.oneOf(key, type, Optional.empty()));
  }

  private static Optional<Duration> interval(Fields fields, String key) {
    Optional<String> text = fields.optionalText(key);
    Optional<Duration> interval = text.flatMap(Intervals::parse);
    if (text.isPresent() && interval.isEmpty()) {
      fields.problem(
          key, "found " + Shown.quoted(text.get()) + "; " + Intervals.ALLOWED + " is needed", "");
    }
    return interval;
  }

  private static Optional<LocalDate> date(Fields fields) {
    Optional<String> text = fields.optionalText("date");
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      fields.problem(
          "date", "found " + Shown.quoted(text.orElse("")) + "; YYYY-MM-DD is needed", "");
      return Optional.empty();
    }
  }

  private static OptionalInt small(Fields fields, String key, int max) {
    OptionalLong value = whole(fields, key, 1, max);
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  private static OptionalLong whole(Fields fields, String key, long min, long max) {
    if (fields.raw(key).isEmpty()) {
      return OptionalLong.empty();
    }
    long value = fields.integer(key);
    if (fields.accepted(key) && (value < min || value > max)) {
      String allowed =
          max >= JobConfig.UNBOUNDED ? "at least " + min + " is" : min + " to " + max + " are";
      fields.problem(key, "found " + value + "; " + allowed + " allowed", "");
      return OptionalLong.empty();
    }
    return OptionalLong.of(value);
  }
}
