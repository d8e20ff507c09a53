package io.gridloom.operator;

import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.key.RowBlocks;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * All that decides the values of a run, as it travels in the job graph.
 *
 * @param source the dataset's config as {@link Dataset#source} gives it
 * @param firstRow the first row that the job makes; those below are there already
 * @param rows of the dataset
 * @param seed of the run
 * @param date what relative dates start from
 * @param blocks which key group holds which rows
 */
public record JobSpec(
    String source, long firstRow, long rows, long seed, LocalDate date, RowBlocks blocks)
    implements Serializable {

  /**
   * The dataset, with the generators that {@code loader} finds.
   *
   * @param loader the job's class loader
   */
  Dataset dataset(ClassLoader loader) {
    return Dataset.ofSource(source, GeneratorRegistry.load(loader));
  }

  GeneratorContext context(Dataset dataset) {
    return new GeneratorContext(seed, date, dataset.layout(), dataset.config());
  }
}
