package io.gridloom;

import io.gridloom.dataset.Dataset;
import io.gridloom.execution.GeneratorCheck;
import io.gridloom.key.RowBlocks;
import io.gridloom.operator.JobSpec;
import io.gridloom.plan.MoreRows;
import io.gridloom.plan.StagePlanner;
import io.gridloom.random.CellRandom;
import io.gridloom.state.OperatorUids;
import io.gridloom.topology.Topology;
import io.gridloom.topology.TopologyCompiler;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
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

  private static final int DEFAULT_MAX_PARALLELISM = 1024;

  private static final int DEFAULT_IN_FLIGHT_ROWS = 256;

  private final Dataset dataset;
  private final long firstRow;
  private final long rows;
  private final OptionalLong seed;
  private final Optional<LocalDate> date;
  private final String name;
  private final Optional<RowBlocks> blocks;
  private final int inFlightRows;

  private Gridloom(
      Dataset dataset,
      long firstRow,
      long rows,
      OptionalLong seed,
      Optional<LocalDate> date,
      String name,
      Optional<RowBlocks> blocks,
      int inFlightRows) {
    this.dataset = dataset;
    this.firstRow = firstRow;
    this.rows = rows;
    this.seed = seed;
    this.date = date;
    this.name = name;
    this.blocks = blocks;
    this.inFlightRows = inFlightRows;
  }

  /** One row of this dataset, with a seed drawn at random, until told otherwise. */
  public static Gridloom of(Dataset dataset) {
    return new Gridloom(
        dataset,
        0,
        1,
        OptionalLong.empty(),
        Optional.empty(),
        OperatorUids.DEFAULT_NAME,
        Optional.empty(),
        DEFAULT_IN_FLIGHT_ROWS);
  }

  /**
   * How many rows.
   *
   * @throws IllegalArgumentException below 1
   */
  public Gridloom rows(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("rows is " + count + ", must be at least 1");
    }
    return new Gridloom(dataset, firstRow, count, seed, date, name, blocks, inFlightRows);
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
    return new Gridloom(dataset, row, rows, seed, date, name, blocks, inFlightRows);
  }

  /** What decides every value; without one it is drawn, see {@link GeneratedRows#seed}. */
  public Gridloom seed(long value) {
    return new Gridloom(
        dataset, firstRow, rows, OptionalLong.of(value), date, name, blocks, inFlightRows);
  }

  /** What relative dates and ages start from; today unless said. */
  public Gridloom date(LocalDate value) {
    return new Gridloom(
        dataset, firstRow, rows, seed, Optional.of(value), name, blocks, inFlightRows);
  }

  /** Starts the uids of the operators; needed where two datasets share an environment. */
  public Gridloom name(String value) {
    return new Gridloom(dataset, firstRow, rows, seed, date, value, blocks, inFlightRows);
  }

  /**
   * Which key group holds which rows; follows from the number of rows unless said. Its groups are
   * the operators' max parallelism. Jobs that share a savepoint must say the same.
   */
  public Gridloom blocks(RowBlocks value) {
    return new Gridloom(
        dataset, firstRow, rows, seed, date, name, Optional.of(value), inFlightRows);
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
    return new Gridloom(dataset, firstRow, rows, seed, date, name, blocks, count);
  }

  /**
   * Adds the dataset to a Flink program, none of whose settings change.
   *
   * @throws io.gridloom.problem.InputException if a column can't run yet or needs rows that are
   *     left out, or if the environment can't run it: batch or automatic mode, unaligned
   *     checkpoints, too high a parallelism
   */
  public GeneratedRows attachTo(StreamExecutionEnvironment env) {
    GeneratorCheck.run(dataset);
    if (firstRow > 0) {
      MoreRows.check(dataset, firstRow, MoreRows.datasetWide(dataset));
    }
    long known = seed.orElseGet(CellRandom::drawSeed);
    RowBlocks chosen = blocks.orElseGet(() -> blocksFor(dataset, rows));
    LocalDate today = date.orElseGet(() -> LocalDate.now(ZoneId.systemDefault()));
    JobSpec job = new JobSpec(dataset.source(), firstRow, rows, known, today, chosen);
    Topology topology = TopologyCompiler.compile(env, dataset, job, name, inFlightRows);
    return new GeneratedRows(dataset, job, name, topology);
  }

  /** The {@link #blocks} of a run that says nothing of them. */
  public static RowBlocks blocksFor(Dataset dataset, long rows) {
    int windows = StagePlanner.plan(dataset.columns()).blockLength();
    return RowBlocks.of(DEFAULT_MAX_PARALLELISM, rows, windows);
  }
}
