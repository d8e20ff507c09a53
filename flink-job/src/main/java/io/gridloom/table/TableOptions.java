package io.gridloom.table;

import io.gridloom.Gridloom;
import io.gridloom.config.KafkaSeed;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.read.ProvidersReader;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.random.CellRandom;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Reads the options of a table. All of them are text, so that all problems are told at once. */
final class TableOptions {

  static final ConfigOption<String> DATASET =
      option("dataset", "The config file of the dataset, where the statement is planned.");
  static final ConfigOption<String> ROWS =
      option("rows", "A number of rows, or unbounded; not with a seed.");
  static final ConfigOption<String> RATE =
      option("rate", "Rows that begin in a second; as fast as it goes unless said.");
  static final ConfigOption<String> SEED =
      option("seed", "What decides every value; drawn for each scan unless said.");
  static final ConfigOption<String> DATE =
      option("date", "YYYY-MM-DD, what relative dates start from; today unless said.");
  static final ConfigOption<String> ROW_ID_COLUMN =
      option("row-id-column", "Name of a column with the row's number; none unless said.");
  static final ConfigOption<String> PROVIDERS =
      option("providers", "A file with providers of models; the built-in ones unless said.");
  static final ConfigOption<String> IN_FLIGHT_ROWS =
      option("in-flight-rows", "Rows that a subtask works on at once; 256 unless said.");

  static final Set<ConfigOption<?>> REQUIRED = Set.of(DATASET);
  static final Set<ConfigOption<?>> OPTIONAL =
      Set.of(ROWS, RATE, SEED, DATE, ROW_ID_COLUMN, PROVIDERS, IN_FLIGHT_ROWS);

  private final ReadableConfig options;
  private final Problems problems = Problems.ofCode();

  private TableOptions(ReadableConfig options) {
    this.options = options;
  }

  private static ConfigOption<String> option(String key, String description) {
    return ConfigOptions.key(key).stringType().noDefaultValue().withDescription(description);
  }

  /**
   * The table that the options describe.
   *
   * @param loader of the column types
   * @throws InputException with every problem of the options and the dataset
   */
  static DatasetTable read(ReadableConfig options, ClassLoader loader) {
    return new TableOptions(options).read(loader);
  }

  private DatasetTable read(ClassLoader loader) {
    GeneratorRegistry registry = GeneratorRegistry.load(loader);
    Optional<Dataset> dataset =
        read(DATASET, text -> Dataset.read(Path.of(text), registry), "the path of a config file");
    Optional<String> rowId = read(ROW_ID_COLUMN, text -> having(text, t -> !t.isBlank()), "a name");
    rowId.ifPresent(name -> dataset.ifPresent(of -> checkRowId(name, of)));
    ScanSettings settings =
        new ScanSettings(
            rows(dataset.flatMap(of -> of.config().seed())),
            read(RATE, text -> having(Double.valueOf(text), rate -> rate > 0), "a positive number")
                .orElse(Double.POSITIVE_INFINITY),
            read(SEED, Long::valueOf, "a whole number").orElseGet(CellRandom::drawSeed),
            read(DATE, LocalDate::parse, "YYYY-MM-DD")
                .orElseGet(() -> LocalDate.now(ZoneId.systemDefault())),
            read(IN_FLIGHT_ROWS, TableOptions::count, "a number from 1 on"),
            read(PROVIDERS, text -> ProvidersReader.read(Path.of(text)), "the path of a file")
                .orElse(ProvidersConfig.NONE_LISTED));
    if (dataset.isEmpty()) {
      problems.throwIfAny();
      throw InputException.of("option dataset is missing", "Name a config file");
    }
    problems.throwIfAny();
    return new DatasetTable(dataset.get(), rowId, settings);
  }

  /** How many rows; with a seed, its topic decides that, and only whether they end is known. */
  private long rows(Optional<KafkaSeed> seed) {
    Optional<Long> rows = read(ROWS, TableOptions::rows, "a number from 1 on, or unbounded,");
    if (seed.isPresent()) {
      for (ConfigOption<String> option : List.of(ROWS, RATE)) {
        if (options.getOptional(option).isPresent()) {
          String reason = "the dataset has the rows of the topic in its seed_config, as they are";
          problems.add(option.key(), reason, "Leave it out");
        }
      }
      return seed.get().isUnbounded() ? Gridloom.UNBOUNDED : 1;
    }
    if (options.getOptional(ROWS).isEmpty()) {
      problems.add(ROWS.key(), "option rows is missing", "Write 'rows' = '1000', or unbounded");
    }
    return rows.orElse(1L);
  }

  /** The option's value; nothing if it is not there, or has a problem. */
  private <T> Optional<T> read(
      ConfigOption<String> option, Function<String, T> parse, String needed) {
    Optional<String> text = options.getOptional(option);
    try {
      return text.map(parse);
    } catch (InputException e) {
      e.problems().forEach(problems::add);
    } catch (IllegalArgumentException | DateTimeException e) {
      String reason = "found " + Shown.quoted(text.orElse("")) + "; " + needed + " is needed";
      problems.add(option.key(), reason);
    }
    return Optional.empty();
  }

  private static long rows(String text) {
    return text.equals("unbounded")
        ? Gridloom.UNBOUNDED
        : having(Long.valueOf(text), rows -> rows >= 1 && rows <= Gridloom.UNBOUNDED);
  }

  private static int count(String text) {
    return having(Integer.valueOf(text), count -> count >= 1);
  }

  private static <T> T having(T value, Predicate<T> condition) {
    if (!condition.test(value)) {
      throw new IllegalArgumentException(value + " is out of range");
    }
    return value;
  }

  private void checkRowId(String name, Dataset dataset) {
    if (dataset.layout().names().contains(name)) {
      problems.add(
          ROW_ID_COLUMN.key(),
          "the dataset has a column " + Shown.quoted(name),
          "Name the row's number otherwise");
    }
  }
}
