package io.gridloom.generator;

import io.gridloom.config.DatasetConfig;
import io.gridloom.row.RowLayout;
import java.time.LocalDate;

/**
 * What a generator may know of its run.
 *
 * @param seed of the run; with the column's name and the row it decides every value
 * @param date what relative dates and ages start from
 * @param layout where the cells of other columns are
 * @param surroundings what the job offers; must not decide a value
 */
public record GeneratorContext(
    long seed, LocalDate date, RowLayout layout, DatasetConfig dataset, Surroundings surroundings) {

  /** Of a run that offers nothing. */
  public GeneratorContext(long seed, LocalDate date, RowLayout layout, DatasetConfig dataset) {
    this(seed, date, layout, dataset, Surroundings.NONE);
  }
}
