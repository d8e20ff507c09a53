package io.gridloom.operator;

import io.gridloom.config.job.Rate;
import io.gridloom.coordination.RowsExpected;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.WindowProgram;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.generator.Surroundings;
import io.gridloom.key.RowBlocks;
import io.gridloom.plan.WindowColumns;
import io.gridloom.state.Arrivals;
import io.gridloom.state.ArrivedCount;
import io.gridloom.state.ArrivedRows;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * A run, as it travels in the job graph.
 *
 * @param source the dataset's config as {@link Dataset#source} gives it
 * @param firstRow the first row that the job makes; those below are there already
 * @param rows of the dataset; at most so many where they are given
 * @param given whether rows begin with records of a topic, and nobody knows their number
 * @param rate of rows that begin, in the whole job
 * @param seed of the run
 * @param date what relative dates start from
 * @param blocks which key group holds which rows
 * @param errors what becomes of rows one of whose cells can't be made
 * @param models that it may call
 */
public record JobSpec(
    String source,
    long firstRow,
    long rows,
    boolean given,
    Rate rate,
    long seed,
    LocalDate date,
    RowBlocks blocks,
    ErrorPolicy errors,
    ModelSpec models)
    implements Serializable {

  /**
   * The dataset, with the generators that {@code loader} finds.
   *
   * @param loader the job's class loader
   */
  public Dataset dataset(ClassLoader loader) {
    return Dataset.ofSource(source, GeneratorRegistry.load(loader));
  }

  /** What the run's generators may know. */
  public GeneratorContext context(Dataset dataset, Surroundings surroundings) {
    return new GeneratorContext(seed, date, dataset.layout(), dataset.config(), surroundings);
  }

  /** To note what comes to a place of the chain. */
  Arrivals arrivals() {
    return given ? new ArrivedCount() : new ArrivedRows(blocks);
  }

  /** What coordinators wait for. */
  public long rowsExpected() {
    return given ? RowsExpected.UNKNOWN : rows;
  }

  /** The generators of columns that share a window. */
  WindowProgram program(Dataset dataset, WindowColumns columns) {
    return WindowProgram.of(
        columns.columns(), dataset.registry(), context(dataset, Surroundings.NONE), errors);
  }
}
