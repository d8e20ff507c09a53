package io.gridloom.dataset;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.row.RowBuilder;
import io.gridloom.row.RowLayout;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries the samplers on a few rows: constraints that never hold together are found before a run.
 * One row that works is enough, so a config without such a fault pays for little more than one row.
 */
final class ConstraintTrial {

  private static final int ROWS = 1_000;
  private static final long SEED = 1;
  private static final LocalDate DATE = LocalDate.of(2024, 1, 1);

  private final Dataset dataset;
  private final DatasetConfig config;
  private final RowLayout layout;
  private final List<String> paths;

  /**
   * @param paths of the dataset's constraints
   */
  ConstraintTrial(Dataset dataset, List<String> paths) {
    this.dataset = dataset;
    this.config = dataset.config();
    this.layout = dataset.layout();
    this.paths = paths;
  }

  void run(Problems problems) {
    Map<String, CellGenerator> samplers = new LinkedHashMap<>(); // in column order
    Optional<GeneratorFactory> factory = dataset.registry().factory("sampler");
    if (config.constraints().isEmpty() || factory.isEmpty()) {
      return;
    }
    GeneratorContext context = new GeneratorContext(SEED, DATE, layout, config);
    for (DatasetColumn column : dataset.inOrder()) {
      if (column.config() instanceof SamplerConfig) {
        Generator generator = factory.get().create(column.config(), context);
        if (generator instanceof CellGenerator sampler) {
          samplers.put(column.name(), sampler);
        }
      }
    }
    Map<String, Integer> failures = new HashMap<>();
    for (int row = 0; row < ROWS; row++) {
      Optional<String> failed = failingColumn(row, samplers);
      if (failed.isEmpty()) {
        return;
      }
      failures.merge(failed.get(), 1, Integer::sum);
    }
    failures.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(worst -> report(worst.getKey(), problems));
  }

  private Optional<String> failingColumn(long row, Map<String, CellGenerator> samplers) {
    RowBuilder cells = new RowBuilder();
    cells.start(row, layout.slots());
    for (Map.Entry<String, CellGenerator> sampler : samplers.entrySet()) {
      try {
        cells.set(layout.slot(sampler.getKey()), sampler.getValue().generate(cells));
      } catch (CellException e) {
        return Optional.of(sampler.getKey());
      }
    }
    return Optional.empty();
  }

  /** At the first constraint of the column: which of them is at fault nobody can say. */
  private void report(String target, Problems problems) {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < config.constraints().size(); i++) {
      if (config.constraints().get(i).target().equals(target)) {
        own.add(paths.get(i));
      }
    }
    if (!own.isEmpty()) {
      String constraints = own.size() == 1 ? "it" : String.join(" and ", own);
      problems.add(
          own.get(0),
          "none of "
              + ROWS
              + " trial rows has a value of "
              + Shown.quoted(target)
              + " that meets "
              + constraints,
          "Change the column's constraints or its params");
    }
  }
}
