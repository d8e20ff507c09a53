package io.gridloom;

import io.gridloom.config.job.JobConfig;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.job.Rate;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.GeneratorCheck;
import io.gridloom.key.OffsetRowId;
import io.gridloom.key.RowBlocks;
import io.gridloom.model.provider.ProvidersCheck;
import io.gridloom.operator.JobSpec;
import io.gridloom.operator.ModelSpec;
import io.gridloom.plan.MoreRows;
import io.gridloom.plan.StagePlanner;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.random.CellRandom;
import io.gridloom.source.kafka.SeedRows;
import io.gridloom.state.OperatorUids;
import io.gridloom.topology.Topology;
import io.gridloom.topology.TopologyCompiler;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Generates a dataset inside a Flink program:
 *
 * <pre>{@code
 * Dataset tickets = Dataset.read(Path.of("tickets.yaml"));
 * GeneratedRows rows = Gridloom.of(tickets).rows(1_000_000).seed(5).attachTo(env);
 * rows.stream();   // DataStream<GenericRecord>, yours to transform, join and sink
 * rows.dropped();  // DataStream<DeadLetter>
 * }</pre>
 *
 * Same dataset, rows, seed and date: same rows, at any parallelism, after any failure. Immutable:
 * each setting returns another instance.
 */
public final class Gridloom {

  /** In place of a number of rows: a run without an end. More than any run makes. */
  public static final long UNBOUNDED = JobConfig.UNBOUNDED;

  private static final int DEFAULT_MAX_PARALLELISM = 1024;

  private static final int DEFAULT_IN_FLIGHT_ROWS = 256;

  private final Dataset dataset;
  private long firstRow;
  private long rows = 1;
  private Rate rate = Rate.UNLIMITED;
  private OptionalLong seed = OptionalLong.empty();
  private Optional<LocalDate> date = Optional.empty();
  private String name = OperatorUids.DEFAULT_NAME;
  private Optional<RowBlocks> blocks = Optional.empty();
  private int inFlightRows = DEFAULT_IN_FLIGHT_ROWS;
  private ErrorPolicy errors = ErrorPolicy.DEFAULT;
  private ProvidersConfig providers = ProvidersConfig.NONE_LISTED;

  private Gridloom(Dataset dataset) {
    this.dataset = dataset;
  }

  private Gridloom(Gridloom other, Dataset dataset) {
    this.dataset = dataset;
    this.firstRow = other.firstRow;
    this.rows = other.rows;
    this.rate = other.rate;
    this.seed = other.seed;
    this.date = other.date;
    this.name = other.name;
    this.blocks = other.blocks;
    this.inFlightRows = other.inFlightRows;
    this.errors = other.errors;
    this.providers = other.providers;
  }

  private Gridloom with(Consumer<Gridloom> change) {
    Gridloom copy = new Gridloom(this, dataset);
    change.accept(copy);
    return copy;
  }

  /** One row of this dataset, with a seed drawn at random, until told otherwise. */
  public static Gridloom of(Dataset dataset) {
    return new Gridloom(dataset);
  }

  /**
   * How many rows, or {@link #UNBOUNDED}. Not asked of a dataset with a seed: it has the rows of
   * its topic.
   *
   * @throws IllegalArgumentException below 1 or above {@link #UNBOUNDED}
   */
  public Gridloom rows(long count) {
    if (count < 1 || count > UNBOUNDED) {
      throw new IllegalArgumentException(
          "rows is " + count + ", must be at least 1 and at most " + UNBOUNDED);
    }
    return with(copy -> copy.rows = count);
  }

  /**
   * Leaves out the rows below {@code row}, which another job has made; 0 unless said. The rows that
   * are made are those that a job of all {@link #rows} makes.
   *
   * @throws IllegalArgumentException below 0
   */
  public Gridloom firstRow(long row) {
    if (row < 0) {
      throw new IllegalArgumentException("firstRow is " + row + ", must be at least 0");
    }
    return with(copy -> copy.firstRow = row);
  }

  /**
   * How many rows begin in a second, in the whole job; as fast as it goes unless said.
   *
   * @throws IllegalArgumentException unless positive
   */
  public Gridloom rate(double perSecond) {
    return rate(Rate.of(perSecond));
  }

  /** The same, also with a ramp; each start of the job begins it anew. */
  public Gridloom rate(Rate rowsPerSecond) {
    return with(copy -> copy.rate = rowsPerSecond);
  }

  /** What decides every value; without one it is drawn, see {@link GeneratedRows#seed}. */
  public Gridloom seed(long value) {
    return with(copy -> copy.seed = OptionalLong.of(value));
  }

  /** What relative dates and ages start from; today unless said. */
  public Gridloom date(LocalDate value) {
    return with(copy -> copy.date = Optional.of(value));
  }

  /** Starts the uids of the operators; needed where two datasets share an environment. */
  public Gridloom name(String value) {
    return with(copy -> copy.name = value);
  }

  /**
   * Which key group holds which rows; follows from the number of rows unless said. Its groups are
   * the operators' max parallelism. Jobs that share a savepoint must say the same.
   */
  public Gridloom blocks(RowBlocks value) {
    return with(copy -> copy.blocks = Optional.of(value));
  }

  /**
   * How many rows a subtask works on at once where cells are made by others, such as models: 256
   * unless said. They are in memory.
   *
   * @throws IllegalArgumentException below 1
   */
  public Gridloom inFlightRows(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("inFlightRows is " + count + ", must be at least 1");
    }
    return with(copy -> copy.inFlightRows = count);
  }

  /**
   * What becomes of rows one of whose cells can't be made: dropped, unless said, until half of the
   * last 1,000 cells of a column fail.
   */
  public Gridloom onError(ErrorPolicy policy) {
    return with(copy -> copy.errors = policy);
  }

  /** Who runs the models of model columns; the built-in providers unless said. */
  public Gridloom providers(ProvidersConfig value) {
    return with(copy -> copy.providers = value);
  }

  /**
   * Adds the dataset to a Flink program, none of whose settings change.
   *
   * @throws io.gridloom.problem.InputException if a column can't run yet or needs rows that are
   *     left out, a model has no provider or no key, the topic of the seed can't be read, or the
   *     environment can't run it: batch or automatic mode, unaligned checkpoints, too high a
   *     parallelism
   */
  public GeneratedRows attachTo(StreamExecutionEnvironment env) {
    return dataset.config().seed().isPresent() ? seeded().attach(env) : attach(env);
  }

  /** The same with known offsets for the places of the seed, and so many rows at most. */
  private Gridloom seeded() {
    if (firstRow > 0 || !rate.equals(Rate.UNLIMITED)) {
      throw InputException.of(
          "rows of this dataset come as they are in the Kafka topic of its seed_config; neither"
              + " firstRow nor a rate fits that",
          "Leave them out");
    }
    Dataset placed = SeedRows.placed(dataset);
    Gridloom copy = new Gridloom(this, placed);
    copy.rows = SeedRows.count(placed);
    return copy;
  }

  private GeneratedRows attach(StreamExecutionEnvironment env) {
    GeneratorCheck.run(dataset);
    Set<String> aliases = dataset.modelAliases();
    ProvidersCheck.run(dataset.config(), aliases, providers);
    checkEnd(dataset, rows);
    if (firstRow > 0) {
      MoreRows.check(dataset, firstRow, MoreRows.datasetWide(dataset));
    }
    long known = seed.orElseGet(CellRandom::drawSeed);
    RowBlocks chosen = blocks.orElseGet(() -> blocksFor(dataset, rows));
    LocalDate today = date.orElseGet(() -> LocalDate.now(ZoneId.systemDefault()));
    ModelSpec models = ModelSpec.of(dataset.config(), aliases, providers);
    JobSpec job =
        new JobSpec(
            dataset.source(),
            firstRow,
            rows,
            dataset.config().seed().isPresent(),
            rate,
            known,
            today,
            chosen,
            errors,
            models);
    Topology topology = TopologyCompiler.compile(env, dataset, job, name, inFlightRows);
    return new GeneratedRows(dataset, job, name, topology);
  }

  /**
   * Refuses an unbounded run of columns that need all rows.
   *
   * @throws io.gridloom.problem.InputException naming each of them
   */
  public static void checkEnd(Dataset dataset, long rows) {
    List<Problem> problems =
        (rows == UNBOUNDED ? MoreRows.datasetWide(dataset) : List.<String>of())
            .stream()
                .map(
                    column ->
                        new Problem(
                            Place.NOWHERE,
                            "",
                            "column \""
                                + column
                                + "\" needs all rows, and an unbounded run has no last",
                            dataset.config().seed().isPresent()
                                ? "Give it scope: {batch: 1000}, or seed_config.source an end"
                                : "Give it scope: {batch: 1000}, or the run a number of rows"))
                .toList();
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  /** The {@link #blocks} of a run that says nothing of them. */
  public static RowBlocks blocksFor(Dataset dataset, long rows) {
    return blocksFor(dataset, rows, DEFAULT_MAX_PARALLELISM);
  }

  /** Those of a run with so many key groups, 1 to 32,768. */
  public static RowBlocks blocksFor(Dataset dataset, long rows, int maxParallelism) {
    int windows = StagePlanner.plan(dataset.columns()).blockLength();
    if (dataset.config().seed().isPresent()) {
      return OffsetRowId.blocks(maxParallelism, windows > 1);
    }
    return rows == UNBOUNDED
        ? new RowBlocks(maxParallelism, windows) // so that rows of one time are near each other
        : RowBlocks.of(maxParallelism, rows, windows);
  }
}
