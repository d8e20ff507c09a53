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
 */
public record GeneratorContext(
    long seed, LocalDate date, RowLayout layout, DatasetConfig dataset) {}
