package io.gridloom.sampler;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.row.RowLayout;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A dataset of sampler columns, filled in declared order. */
final class Samplers {

  private final RowLayout layout;
  private final List<CellGenerator> generators;
  private final RowBuilder builder = new RowBuilder();

  private Samplers(long seed, DatasetConfig dataset) {
    this.layout = new RowLayout(dataset.columns().stream().map(ColumnConfig::name).toList());
    GeneratorContext context =
        new GeneratorContext(seed, LocalDate.of(2026, 1, 1), layout, dataset);
    SamplerFactory factory = new SamplerFactory();
    this.generators =
        dataset.columns().stream().map(column -> factory.create(column, context)).toList();
  }

  static Samplers of(long seed, SamplerConfig... columns) {
    return of(seed, List.of(), columns);
  }

  static Samplers of(long seed, List<ConstraintConfig> constraints, SamplerConfig... columns) {
    return new Samplers(seed, new DatasetConfig(List.of(columns), constraints, List.of()));
  }

  static SamplerConfig column(String name, SamplerParams params) {
    return new SamplerConfig(name, false, params, Optional.empty());
  }

  static SamplerConfig column(String name, SamplerParams params, String convertTo) {
    return new SamplerConfig(name, false, params, Optional.of(convertTo));
  }

  Row row(long number) throws CellException {
    builder.start(number, layout.slots());
    for (int slot = 0; slot < generators.size(); slot++) {
      builder.set(slot, generators.get(slot).generate(builder));
    }
    return builder.build();
  }

  /** The last column's cells of rows 0 to {@code rows - 1}. */
  Object[] cells(int rows) throws CellException {
    Object[] cells = new Object[rows];
    for (int i = 0; i < rows; i++) {
      cells[i] = row(i).value(generators.size() - 1);
    }
    return cells;
  }

  double[] numbers(int rows) throws CellException {
    double[] numbers = new double[rows];
    Object[] cells = cells(rows);
    for (int i = 0; i < rows; i++) {
      numbers[i] = ((Number) cells[i]).doubleValue();
    }
    return numbers;
  }
}
